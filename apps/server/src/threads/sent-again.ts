import {
  changeThread,
  chooseMessageUse,
  chooseThreadUse,
  editMessage,
  messageById,
  messagesOf,
  threadById,
  type Message,
  type Script,
} from '@samskriv/database'
import { may, type ThreadAudience, type UseChoice } from '@samskriv/domain'
import type { Services } from '../services.ts'
import { requireAllowed, type StudyAccess } from '../studies/study-access.ts'
import { narrowing } from './choosing-use.ts'
import { usesIn } from './message-uses.ts'
import { noteThread } from './note-thread.ts'
import { takeBack } from './taking-back.ts'
import { subjectBy, type ThreadAccess, type ThreadAddress } from './thread-access.ts'
import { threadEvent } from './thread-event.ts'

/** What a form says about words that it has sent before: whoever sent it may not have known that they had arrived, and have thought again. */
export interface SaidAnew {
  readonly use?: UseChoice | undefined
  /** BCP 47; left out where it is guessed. */
  readonly language?: string | undefined
}

/**
 * The same form has begun a thread for another audience. What was said for everybody does not stand there any longer when its author says
 * now that it is for the organisers alone; nor the other way round.
 */
export class SentForOthers extends Error {
  readonly thread: string
  constructor(thread: string) {
    super('sent-for-others')
    this.thread = thread
  }
}

/**
 * Heeds what a form says now that has begun a thread before.
 *
 * @throws {@link RequestProblem} when the rules don't let it be changed any more
 * @returns `taken-back` when it had begun one for another audience, which is gone: then it begins another
 * @throws {@link SentForOthers} while that one is there
 */
export const sentAgain = (
  access: StudyAccess,
  id: string,
  { audience, ...said }: SaidAnew & { readonly audience: ThreadAudience },
): Script<'heeded' | 'taken-back'> =>
  function* (ctx) {
    const { study, participant } = access
    const thread = yield* threadById(study.id, id)(ctx)
    if (thread === undefined || participant === null) return 'heeded'
    if (thread.audience !== audience) {
      if (thread.takenBackAt === null) throw new SentForOthers(id)
      return 'taken-back'
    }
    const [first] = yield* messagesOf(id)(ctx)
    if (first !== undefined)
      yield* heed({ access, thread, message: first }, said, (use) => chooseThreadUse(id, thread.asker, use, participant.id))(ctx)
    return 'heeded'
  }

/** The same for a reply. @throws {@link RequestProblem} as above */
export const heedForReply = ({ access, participant, thread }: ThreadAccess, id: string, said: SaidAnew): Script<void> =>
  function* (ctx) {
    const message = yield* messageById(thread.id, id)(ctx)
    if (message === undefined) return
    yield* heed({ access, thread, message }, said, (use) => chooseMessageUse(id, message.participant, use, participant.id))(ctx)
  }

const heed = (
  { access, thread, message }: Pick<ThreadAccess, 'access' | 'thread'> & { readonly message: Message },
  { use, language }: SaidAnew,
  choose: (use: UseChoice) => Script<void>,
): Script<void> =>
  function* (ctx) {
    if (message.deletedAt !== null) return
    const newUse = use === (yield* usesIn([thread])(ctx))(message) ? undefined : use
    const newLanguage = language === message.lang ? undefined : language
    if (newUse === undefined && newLanguage === undefined) return
    const subject = yield* subjectBy(access, thread, message.participant)(ctx)
    if (newUse !== undefined) requireAllowed(may(access.actor, 'thread.take-back', subject))
    if (newLanguage !== undefined) requireAllowed(may(access.actor, 'thread.own', subject))
    if (newUse !== undefined) yield* narrowing({ access, thread }, choose(newUse))(ctx)
    if (newLanguage !== undefined) yield* editMessage(message.id, { lang: newLanguage })(ctx)
    yield* changeThread(thread.id, {})(ctx)
    yield* noteThread(access, 'thread.changed', thread.id, thread.section)(ctx)
  }

/** Begins a thread; where the same form has begun one for another audience, that one is taken back before. */
export async function inPlaceOfFirst<Result>(
  { visitor, study }: Omit<ThreadAddress, 'thread'>,
  services: Pick<Services, 'store' | 'rooms' | 'forgetDeleted' | 'log'>,
  begin: () => Promise<Result>,
): Promise<Result> {
  try {
    return await begin()
  } catch (error) {
    if (!(error instanceof SentForOthers)) throw error
    const { access, thread } = await takeBack({ visitor, study, thread: error.thread }, services)
    services.rooms.announce(access.study.id, threadEvent(thread))
    services.log.info('thread taken back', { study: access.study.id, thread: thread.id, forOthers: true })
    return await begin()
  }
}
