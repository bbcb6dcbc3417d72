import { besideMessages, changeThread, messageById, removeTranslation, threadById, type Script } from '@samskriv/database'
import { may } from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'
import { requireAllowed, studyAccess } from '../studies/study-access.ts'
import { noteThread } from './note-thread.ts'
import { subjectBy, threadAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'

/** Which translation, as a request names it. */
interface TranslationAddress extends ThreadAddress {
  readonly message: string
  readonly language: string
}

/**
 * Deletes a translation: the words of whoever put it there, who takes them back also where they may not read any more.
 *
 * @throws {@link RequestProblem} `unknown-message` also for a language into which nobody has translated it; `not-your-words`
 */
export const takingBackTranslation = ({ message: id, language, ...address }: TranslationAddress): Script<ThreadAccess> =>
  function* (ctx) {
    const access = yield* studyAccess(address.visitor, address.study, 'thread.take-back')(ctx)
    const thread = yield* threadById(access.study.id, address.thread)(ctx)
    const { participant } = access
    if (thread === undefined || participant === null) throw new RequestProblem('unknown-thread')
    const message = yield* messageById(thread.id, id)(ctx)
    const { translations } = yield* besideMessages(message === undefined ? [] : [message.id])(ctx)
    const translation = translations.find(({ lang }) => lang === language)
    const subject = yield* subjectBy(access, thread, translation?.by ?? thread.asker)(ctx)
    const decision = may(access.actor, 'thread.take-back', subject)
    // Of what is not theirs nobody learns who may not read it.
    if (translation === undefined || !decision.allowed) yield* threadAccess(address, 'thread.read')(ctx)
    if (translation === undefined) throw new RequestProblem('unknown-message')
    requireAllowed(decision)
    yield* removeTranslation(translation.reply, language)(ctx)
    yield* changeThread(thread.id, {})(ctx)
    yield* noteThread(access, 'thread.translation-deleted', thread.id, thread.section)(ctx)
    return { access, participant, thread, subject }
  }
