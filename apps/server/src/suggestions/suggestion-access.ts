import { participantsIn, sectionsOf, suggestionById, type Participant, type Script, type Suggestion } from '@samskriv/database'
import { hasWaitedLongEnough, may, type ParticipantId, type StudyAction, type StudySubject } from '@samskriv/domain'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { mayWriteIn, requireAllowed, studyAccess, type StudyAccess } from '../studies/study-access.ts'

export type SuggestionSubject = Extract<StudySubject, { kind: 'suggestion' }>

/** A suggestion, and the place in its study of the person who asks. */
export interface SuggestionAccess {
  readonly access: StudyAccess
  readonly participant: Participant
  readonly suggestion: Suggestion
  readonly subject: SuggestionSubject
}

/** Which suggestion, as a request names it. */
export interface SuggestionAddress {
  readonly visitor: Visitor
  readonly study: string
  readonly suggestion: string
}

/**
 * The suggestion a request is about, once the rules have allowed the action. Run it inside the transaction that acts on the answer.
 *
 * @throws {@link RequestProblem} `unknown-suggestion` alike for one that does not exist and one of another study; `already-decided`
 */
export const suggestionAccess = (
  { visitor, study, suggestion: id }: SuggestionAddress,
  action: Extract<StudyAction, 'suggestion.decide' | 'suggestion.withdraw'>,
): Script<SuggestionAccess> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, action)(ctx)
    const suggestion = yield* suggestionById(access.study.id, id)(ctx)
    if (suggestion === undefined || access.participant === null) throw new RequestProblem('unknown-suggestion')
    const subject = (yield* subjectsIn(access, [suggestion])(ctx))(suggestion)
    requireAllowed(may(access.actor, action, subject))
    if (suggestion.state !== 'proposed') throw new RequestProblem('already-decided')
    return { access, participant: access.participant, suggestion, subject }
  }

/** What the rules are asked about some suggestions of a study. */
export const subjectsIn = (
  access: StudyAccess,
  suggestions: readonly Pick<Suggestion, 'authors'>[],
): Script<(suggestion: Pick<Suggestion, 'participant' | 'authors' | 'section' | 'at'>) => SuggestionSubject> =>
  function* (ctx) {
    const { subject, participant } = access
    const sections = new Map((yield* sectionsOf(access.study.id)(ctx)).map((section) => [section.key, section]))
    const people = yield* participantsIn(
      access.study.id,
      suggestions.flatMap(({ authors }) => authors),
    )(ctx)
    const now = ctx.clock()
    return ({ participant: by, authors, section: key, at }) => {
      const section = sections.get(key)
      return {
        kind: 'suggestion',
        study: subject.id,
        state: subject.state,
        example: subject.example,
        by,
        authors: authors.map((author) => ({ participant: author, scribes: scribesOf(participant, people.get(author)) })),
        led: section !== undefined && (section.lead === 'community' || (section.owner !== null && section.owner === participant?.id)),
        writable: section !== undefined && mayWriteIn(access, section),
        waited: hasWaitedLongEnough(at, now),
      }
    }
  }

/** Somebody without a device is spoken for by who added them, and by the stewards. */
function scribesOf(reader: Participant | null, author: Participant | undefined): readonly ParticipantId[] {
  if (reader === null || author === undefined || author.person !== null || author.managedBy === null) return []
  return reader.id === author.managedBy || reader.role === 'steward' ? [reader.id] : []
}
