import { permitSpelling, type Participant, type Script } from '@samskriv/database'
import { ownPlaces } from '@samskriv/domain'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'

/**
 * "Tidy my spelling, keep my words", or no longer. Whoever may not suggest any more takes it back all the same.
 *
 * @throws {@link RequestProblem}
 */
export const tidying = (visitor: Visitor, study: string, permitted: boolean): Script<StudyAccess & { readonly participant: Participant }> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, permitted ? 'suggestion.make' : 'thread.take-back')(ctx)
    const { participant } = access
    if (participant === null) throw new RequestProblem('unknown-study')
    yield* permitSpelling(permitted ? [participant.id] : ownPlaces(participant), permitted)(ctx)
    return { ...access, participant }
  }
