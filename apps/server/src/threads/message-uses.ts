import { messageUses, threadUses, type Message, type Script, type Thread } from '@samskriv/database'
import { unaskedUse, type UseChoice } from '@samskriv/domain'

/** What may be done with each message of a thread: what was answered about it, else what whoever began the thread chose for their words. */
export const usesIn = (thread: Thread): Script<(message: Message) => UseChoice> =>
  function* (ctx) {
    const singles = yield* messageUses(thread.id)(ctx)
    const all = (yield* threadUses([thread.id])(ctx)).get(thread.id) ?? unaskedUse
    return ({ id, participant }) => singles.get(id) ?? (participant === thread.asker ? all : unaskedUse)
  }
