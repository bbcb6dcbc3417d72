import { agreeToSuggestion, takeBackAgreement, type Script } from '@samskriv/database'
import { agreesFor } from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'
import { studyAccess } from '../studies/study-access.ts'
import { noteSuggestion } from './note-suggestion.ts'
import { sayOf, suggestionIn, type SuggestionAccess, type SuggestionAddress } from './suggestion-access.ts'

/**
 * Says yes for the words of which whoever asks is the author, and of those they speak for. Of several authors the last puts it into the
 * text: that is another script.
 *
 * @param allowed - asks the rules
 * @returns false when it needs nobody else's yes any more, and nothing was noted
 */
export const agreeing = (allowed: Script<SuggestionAccess>): Script<boolean> =>
  function* (ctx) {
    const found = yield* allowed(ctx)
    const { access, suggestion, subject } = found
    const { settle, agree } = sayOf(access, subject)
    if (settle) return false
    if (!agree) return true
    yield* noteAgreement(found)(ctx)
    yield* noteSuggestion(access, 'suggestion.agreed', suggestion)(ctx)
    return true
  }

/** That they agree, whose yes it is. Of a single author that is the decision itself. */
export const noteAgreement = ({ participant, suggestion, subject }: SuggestionAccess): Script<void> =>
  function* (ctx) {
    if (subject.authors.length < 2) return
    const authors = agreesFor(participant, subject.authors).map((author) => author.participant)
    yield* agreeToSuggestion(suggestion.id, authors, participant.id)(ctx)
  }

/**
 * Takes the yes back while nobody has decided; also by whoever may not decide any more.
 *
 * @throws {@link RequestProblem}
 */
export const takingAgreementBack = ({ visitor, study, suggestion: id }: SuggestionAddress): Script<SuggestionAccess> =>
  function* (ctx) {
    const found = yield* suggestionIn(yield* studyAccess(visitor, study, 'suggestion.withdraw')(ctx), id)(ctx)
    if (found.suggestion.state !== 'proposed') throw new RequestProblem('already-decided')
    const authors = agreesFor(found.participant, found.subject.authors).map((author) => author.participant)
    if (yield* takeBackAgreement(id, authors)(ctx))
      yield* noteSuggestion(found.access, 'suggestion.agreement-taken-back', found.suggestion)(ctx)
    return found
  }
