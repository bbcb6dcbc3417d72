import {
  agreementsTo,
  participantsIn,
  sectionsOf,
  suggestionById,
  type Participant,
  type Script,
  type Suggestion,
} from '@samskriv/database'
import { agreesFor, hasWaitedLongEnough, isOwnPlace, may, type ParticipantId, type StudyAction, type StudySubject } from '@samskriv/domain'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { mayWriteIn, requireAllowed, studyAccess, type OthersAccess, type StudyAccess } from '../studies/study-access.ts'

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
    const found = yield* suggestionIn(yield* studyAccess(visitor, study, action)(ctx), id)(ctx)
    requireAllowed(may(found.access.actor, action, found.subject))
    if (found.suggestion.state !== 'proposed') throw new RequestProblem('already-decided')
    return found
  }

/**
 * One of a study, before any rule was asked about it.
 *
 * @throws {@link RequestProblem} `unknown-suggestion`
 */
export const suggestionIn = (access: StudyAccess, id: string): Script<SuggestionAccess> =>
  function* (ctx) {
    const suggestion = yield* suggestionById(access.study.id, id)(ctx)
    if (suggestion === undefined || access.participant === null) throw new RequestProblem('unknown-suggestion')
    const subject = (yield* subjectsIn(access, [suggestion])(ctx))(suggestion)
    return { access, participant: access.participant, suggestion, subject }
  }

/** What the rules are asked about some suggestions of a study. */
export const subjectsIn = (
  access: OthersAccess,
  suggestions: readonly Pick<Suggestion, 'id' | 'participant' | 'authors'>[],
): Script<
  (suggestion: Pick<Suggestion, 'id' | 'participant' | 'sector' | 'authors' | 'section' | 'at' | 'askedAt'>) => SuggestionSubject
> =>
  function* (ctx) {
    const { subject, participant } = access
    const sections = new Map((yield* sectionsOf(access.study.id)(ctx)).map((section) => [section.key, section]))
    const people = yield* participantsIn(
      access.study.id,
      suggestions.flatMap(({ participant: by, authors }) => [by, ...authors]),
    )(ctx)
    const agreements = Map.groupBy(yield* agreementsTo(suggestions.map(({ id }) => id))(ctx), ({ suggestion }) => suggestion)
    const now = ctx.clock()
    return ({ id, participant: by, sector, authors, section: key, at, askedAt }) => {
      const section = sections.get(key)
      const agreed = new Set(agreements.get(id)?.map(({ author }) => author))
      return {
        kind: 'suggestion',
        study: subject.id,
        state: subject.state,
        example: subject.example,
        by,
        sector,
        authors: authors.map((author) => ({
          participant: author,
          scribes: scribesOf(participant, people.get(author)),
          // What somebody said as a guest they need not be asked about when they suggest something about it later.
          agreed: agreed.has(author) || isOwnPlace(people.get(by), author),
        })),
        opened: section?.wordsProtected === false,
        led: section !== undefined && (section.lead === 'community' || isOwnPlace(participant, section.owner)),
        writable: section !== undefined && mayWriteIn(access, section),
        waited: hasWaitedLongEnough(askedAt ?? at, now),
      }
    }
  }

/** What somebody may say about a suggestion that waits. */
export interface Say {
  /** Accepting it puts it into the text. */
  readonly settle: boolean
  /** Accepting it says yes for some words alone, and their authors have not said yes. */
  readonly agree: boolean
  /** That yes, which was said, can be taken back. */
  readonly takeBack: boolean
}

/** @param subject - what the rules are asked about it */
export function sayOf({ actor, participant }: Pick<OthersAccess, 'actor' | 'participant'>, subject: SuggestionSubject): Say {
  const own = agreesFor(participant, subject.authors)
  const settle = may(actor, 'suggestion.settle', subject).allowed
  return {
    settle,
    agree: !settle && may(actor, 'suggestion.decide', subject).allowed && own.some(({ agreed }) => agreed !== true),
    takeBack: own.some(({ agreed }) => agreed === true),
  }
}

/** Somebody without a device is spoken for by who added them, and by the stewards. */
function scribesOf(reader: Participant | null, author: Participant | undefined): readonly ParticipantId[] {
  if (reader === null || author === undefined || author.person !== null || author.managedBy === null) return []
  return isOwnPlace(reader, author.managedBy) || reader.role === 'steward' ? [reader.id] : []
}
