import { participantsIn, type Answer, type Participant, type Script } from '@samskriv/database'
import type { StudyAccess } from '../studies/study-access.ts'
import { mayAnswer } from './owners.ts'

/** Whether two are of the same organisation, as it is known in this study. */
export function isColleague(one: Participant, other: Participant): boolean {
  return one.organisation !== null && one.organisation === other.organisation && one.study === other.study
}

/**
 * The answers of some that whoever asks may see. A draft is for its author, and for those of their organisation who may answer, too: which
 * organisation somebody is of is what they say themselves, but who may answer is what a steward has said.
 */
export const visibleAnswers = (access: StudyAccess, answers: readonly Answer[]): Script<Answer[]> =>
  function* (ctx) {
    const { participant, study } = access
    const drafts = answers.filter(({ state }) => state === 'draft')
    if (participant === null || !mayAnswer(access, participant)) return answers.filter(({ state }) => state === 'given')
    const authors = yield* participantsIn(
      study.id,
      drafts.map(({ by }) => by),
    )(ctx)
    return answers.filter(({ state, by }) => {
      if (state === 'given' || by === participant.id) return true
      const author = authors.get(by)
      return author !== undefined && isColleague(participant, author)
    })
  }
