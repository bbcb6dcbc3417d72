import type { Sector } from './sector.ts'

/** What somebody begins a thread with. */
export const threadKinds = ['comment', 'question', 'concern', 'thanks'] as const
export type ThreadKind = (typeof threadKinds)[number]

/** Who reads a thread: everybody who may read the study, or its stewards and whoever began it. */
export const threadAudiences = ['everyone', 'organisers'] as const
export type ThreadAudience = (typeof threadAudiences)[number]

/** How far a question has come (code list `commentStatus`). */
export const commentStatuses = ['open', 'acknowledged', 'answered', 'accepted', 'disputed', 'withdrawn'] as const
export type CommentStatus = (typeof commentStatuses)[number]

/** What comes of a question or a concern (code list `responseOutcome`). */
export const responseOutcomes = [
  'done',
  'partly_done',
  'planned',
  'already_in_place',
  'not_done',
  'not_ours',
  'needs_discussion',
  'text_changed',
] as const
export type ResponseOutcome = (typeof responseOutcomes)[number]

/** From when an owner was told. */
export const answerDays = 14

const dayMs = 24 * 60 * 60_000

/** When the day (UTC) that a moment is in began. An answer is late once the day on which it was due is over: what was due before this one began. */
export function startOfDay(at: number): number {
  return at - (at % dayMs)
}

/** The furthest day, from today on, to which "seen, answer by …" puts an answer off. */
export const longestExtensionDays = 60

/** A no is given with its reason. */
export function needsReason(outcome: ResponseOutcome): boolean {
  return outcome === 'not_done' || outcome === 'not_ours'
}

/** A promise is given with the day until which it is kept. */
export function needsDate(outcome: ResponseOutcome): boolean {
  return outcome === 'planned'
}

/** Whether it asks for an answer at all. */
export function asksForAnswer(kind: ThreadKind): boolean {
  return kind === 'question' || kind === 'concern'
}

/** Whether it is a debt: what the community asks is answered, by a day and by somebody (rule D20). */
export function isOwed({ kind, sector }: { readonly kind: ThreadKind; readonly sector: Sector | null }): boolean {
  return asksForAnswer(kind) && sector === 'community'
}

/** Whether it still waits for an answer. A hidden one does not. */
export function isWaiting({
  kind,
  state,
  hidden,
}: {
  readonly kind: ThreadKind
  readonly state: CommentStatus
  readonly hidden: boolean
}): boolean {
  return asksForAnswer(kind) && !hidden && (state === 'open' || state === 'acknowledged')
}

/** What happens to a question or a concern on its way. `broken`: what was promised in the answer will not be done after all. */
export type AnswerStep = 'seen' | 'answered' | 'settled' | 'disputed' | 'broken' | 'taken-back'

/**
 * How far it has come after a step; every new answer, and a promise that is not kept, asks whoever asked again whether it settles the matter.
 *
 * @returns null when the step can't be taken from there
 */
export function statusAfter(status: CommentStatus, step: AnswerStep): CommentStatus | null {
  if (status === 'withdrawn') return null
  const isAnswered = status !== 'open' && status !== 'acknowledged'
  switch (step) {
    case 'seen':
      return isAnswered ? null : 'acknowledged'
    case 'answered':
      return 'answered'
    case 'settled':
      return isAnswered ? 'accepted' : null
    case 'disputed':
      return isAnswered ? 'disputed' : null
    case 'broken':
      return status === 'accepted' ? 'answered' : status
    case 'taken-back':
      return 'withdrawn'
  }
}
