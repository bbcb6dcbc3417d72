import { messageUses, threadUses, type Message, type Script, type Thread } from '@samskriv/database'
import { unaskedUse, type UseChoice } from '@samskriv/domain'

/**
 * What may be done with each message of some threads: what was answered about it, else what whoever began its thread chose for their own
 * words. What others say there is theirs, and stays with the writing group until they say otherwise.
 */
export const usesIn = (threads: readonly Pick<Thread, 'id' | 'asker'>[]): Script<(message: Message) => UseChoice> =>
  function* (ctx) {
    const ids = threads.map(({ id }) => id)
    const singles = yield* messageUses(ids)(ctx)
    const chosen = yield* threadUses(ids)(ctx)
    const askers = new Map(threads.map(({ id, asker }) => [id, asker]))
    return ({ id, thread, participant }) =>
      singles.get(id) ?? (participant === askers.get(thread) ? chosen.get(thread) : undefined) ?? unaskedUse
  }
