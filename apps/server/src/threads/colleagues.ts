import type { Answer, Participant } from '@samskriv/database'
import { isOwnPlace } from '@samskriv/domain'
import type { StudyAccess } from '../studies/study-access.ts'
import { mayAnswer } from './owners.ts'

/** Whether an answer in the study was made for the organisation that somebody is of there, whatever its author is of by now. */
export function isOfTheirOrganisation({ organisation }: Pick<Participant, 'organisation'>, answer: Pick<Answer, 'organisation'>): boolean {
  return organisation !== null && organisation === answer.organisation
}

/**
 * The answers of some that whoever asks may see. A draft is for its author, and for those of the organisation it was made for who may answer,
 * too: which organisation somebody is of is what they say themselves, but who may answer is what a steward has said.
 */
export function visibleAnswers(access: StudyAccess, answers: readonly Answer[]): Answer[] {
  const { participant } = access
  if (participant === null || !mayAnswer(access, participant)) return answers.filter(({ state }) => state === 'given')
  return answers.filter(
    (answer) => answer.state === 'given' || isOwnPlace(participant, answer.by) || isOfTheirOrganisation(participant, answer),
  )
}
