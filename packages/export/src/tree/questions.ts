import { mayLeaveGroup, type CommentStatus, type ResponseOutcome, type Sector, type SectionKey, type UseChoice } from '@samskriv/domain'

import { type FileQuestion, question } from '../file/dialogue.ts'
import { entriesOf, placedBody, type StudyRecord } from '../records/study-record.ts'

export interface ExportAnswer {
  /** ISO, UTC. */
  readonly at: string
  readonly outcome: ResponseOutcome
  readonly text: string
  readonly reason: string | null
  /** Null where it is not shown. */
  readonly organisation: string | null
  readonly sector: Sector | null
  /** What was asked was changed after this answer. */
  readonly editedAfter: boolean
  /** The section that was changed. */
  readonly changed: SectionKey | null
  readonly promise: { readonly until: string; readonly kept: 'open' | 'done' | 'not-done'; readonly reason: string | null } | null
}

/** A question or a concern that everybody here may read, with the answers that were given. */
export interface ExportQuestion {
  readonly id: string
  readonly kind: 'question' | 'concern'
  /** Null for one about the whole study. */
  readonly section: SectionKey | null
  readonly sector: Sector | null
  /** ISO, UTC. */
  readonly at: string
  /** BCP 47. */
  readonly language: string
  readonly text: string
  readonly use: UseChoice
  readonly hidden: boolean
  readonly status: CommentStatus
  /** ISO day until which an answer is owed; null where none is. */
  readonly due: string | null
  readonly extended: boolean
  /** The organisation that answers for it; null where it is not shown. */
  readonly answersForIt: string | null
  /** Oldest first. */
  readonly answers: readonly ExportAnswer[]
  readonly disagreement: string | null
}

/**
 * A question as others may see it. Words that stay with the writing group, and hidden ones, take the words of their answers along, which could
 * repeat them; that something was asked, by which sector and when, and what came of it, stays.
 */
export function shownQuestion(asked: ExportQuestion): FileQuestion {
  const { id, kind, section, sector, at, language, text, use, hidden, status, due, extended, answersForIt, answers, disagreement } = asked
  const isShown = mayLeaveGroup(use) && !hidden && text !== ''
  return {
    id,
    kind,
    ...(section === null ? {} : { sectionId: section }),
    ...(sector === null ? {} : { sector }),
    at,
    language,
    text: isShown ? text : null,
    status,
    ...(due === null ? {} : { due }),
    ...(extended ? { extended } : {}),
    ...(answersForIt === null ? {} : { answersForIt }),
    answers: answers.map((answer) => shownAnswer(answer, isShown)),
    ...(isShown && disagreement !== null ? { disagreement } : {}),
  }
}

function shownAnswer({ at, outcome, text, reason, organisation, sector, editedAfter, changed, promise }: ExportAnswer, isShown: boolean) {
  return {
    at,
    outcome,
    text: isShown ? text : null,
    ...(isShown && reason !== null ? { reason } : {}),
    ...(organisation === null ? {} : { organisation }),
    ...(sector === null ? {} : { sector }),
    ...(editedAfter ? { editedAfter } : {}),
    ...(changed === null ? {} : { changed }),
    ...(promise === null ? {} : { promisedFor: promise.until, kept: promise.kept }),
    ...(isShown && promise !== null && promise.reason !== null ? { keptReason: promise.reason } : {}),
  }
}

const questionKind = 'question'

/** As it came with a file. */
export function recordOfQuestion(value: FileQuestion, position: number): StudyRecord {
  return { kind: questionKind, id: value.id, body: { position, value } }
}

/** Those that came with a file, in its order. */
export function recordedQuestions(records: readonly StudyRecord[]): FileQuestion[] {
  return records
    .filter(({ kind }) => kind === questionKind)
    .map(({ body }) => placedBody(body))
    .toSorted((a, b) => a.position - b.position)
    .map(({ value }) => question.parse(value))
}

/**
 * What was asked in a file that was made elsewhere (its `comments`), as rows of the same kind. Nothing that was taken back; an answer names
 * its sector alone.
 *
 * @param language - of the study: a comment that does not say in which it is is in that
 */
export function recordedComments(records: readonly StudyRecord[], language: string): FileQuestion[] {
  const sectors = new Map(entriesOf(records, 'participants').map(({ id, sector }) => [id, sector]))
  return entriesOf(records, 'comments')
    .filter(({ status }) => status !== 'withdrawn')
    .map(({ id, by, sector, sectionId, at, language: of, text, status, respondBy, responses, replyRight }) => ({
      id,
      kind: 'question',
      sectionId,
      sector: (sector === undefined ? sectors.get(by) : sector) ?? null,
      at,
      language: of ?? language,
      text,
      status,
      ...(typeof respondBy === 'string' ? { due: respondBy } : {}),
      answers: responses.map((response) => ({
        at: response.at,
        outcome: response.outcome,
        text: response.text,
        ...(typeof response.reason === 'string' ? { reason: response.reason } : {}),
        sector: sectors.get(response.by) ?? null,
        ...(typeof response.due === 'string' ? { promisedFor: response.due, kept: 'open' as const } : {}),
      })),
      ...(typeof replyRight === 'string' ? { disagreement: replyRight } : {}),
    }))
}
