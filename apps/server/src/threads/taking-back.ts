import { changeThread, emptyMessages, messagesOf, type Script } from '@samskriv/database'
import { noteThread } from './note-thread.ts'
import { messageAccess, threadAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'

/** All that whoever began it said in a thread goes, at once and for good; what others said stays. */
export const takingBack = (address: ThreadAddress): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* threadAccess(address, 'thread.take-back')(ctx)
    const { access, thread } = found
    const own = (yield* messagesOf(thread.id)(ctx)).filter(({ participant }) => participant === thread.asker)
    yield* emptyMessages(own.map(({ id }) => id))(ctx)
    yield* changeThread(thread.id, { takenBackAt: ctx.clock(), state: 'withdrawn', disagreement: null })(ctx)
    yield* noteThread(access, 'thread.taken-back', thread.id, thread.section)(ctx)
    return found
  }

/** One's own words in a thread go; that something was said, by whom and when stays. */
export const deletingMessage = (address: ThreadAddress & { readonly message: string }): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* messageAccess(address, 'thread.take-back')(ctx)
    yield* emptyMessages([found.message.id])(ctx)
    yield* changeThread(found.thread.id, {})(ctx)
    yield* noteThread(found.access, 'thread.message-deleted', found.thread.id, found.thread.section)(ctx)
    return found
  }
