import { newToken } from '../threads/token.ts'

/** Why something was suggested; those with one `batch` can be decided together. */
export interface SharedReason {
  readonly study: string
  readonly reason: string
  readonly batch: string
}

let last: SharedReason | null = null

/** What was suggested last from this page, to suggest more for the same reason; null for nothing. */
export function lastReasonIn(study: string): SharedReason | null {
  return last?.study === study ? last : null
}

export function newReason(study: string, reason: string): SharedReason {
  return { study, reason, batch: newToken() }
}

/** @param reason - null for none: what was said before stays */
export function keepReason(reason: SharedReason | null): void {
  last = reason ?? last
}
