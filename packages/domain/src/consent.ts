/** What a person answered when asked for their words (code list `consentStatus`), and whether that answer is a yes to publishing. */
const statusMayPublish = {
  not_asked: false,
  requested: false,
  granted: true,
  granted_conditional: true,
  declined: false,
  withdrawn: false,
  expired: false,
  superseded: false,
} as const
export type ConsentStatus = keyof typeof statusMayPublish
export const consentStatuses = Object.freeze(Object.keys(statusMayPublish).filter(isConsentStatus))

/** A use that a person agrees to on its own (code list `consentScope`). */
export const consentScopes = [
  'working_group',
  'published_case_study',
  'funder_report',
  'summary_products',
  'training',
  'press',
  'social_media',
  'translation',
  'image_voice',
  'reuse_other_study',
  'archive',
] as const
export type ConsentScope = (typeof consentScopes)[number]

/** The parts of a consent record that decide about publishing; dates are `YYYY-MM-DD`. */
export interface ConsentTerms {
  readonly status: ConsentStatus
  readonly scopes: readonly ConsentScope[]
  readonly expiresAt?: string | null | undefined
  readonly withdrawnAt?: string | null | undefined
  /** False while the person has not yet heard or read the words as they stand. */
  readonly wordingConfirmed: boolean
}

export function isConsentStatus(value: unknown): value is ConsentStatus {
  return typeof value === 'string' && Object.hasOwn(statusMayPublish, value)
}

/** Whether the answer alone allows publishing; use {@link isPublishable} to decide about words. */
export function mayPublishConsent(status: ConsentStatus): boolean {
  return statusMayPublish[status]
}

/**
 * Whether words under this consent may be shown for one use.
 *
 * The last valid day is `expiresAt` itself. A date that is not `YYYY-MM-DD` counts as a no: words are never shown by accident.
 *
 * @param today - `YYYY-MM-DD` where the case study lives
 * @see rule D5 in packages/domain/README.md
 */
export function isPublishable(consent: ConsentTerms, scope: ConsentScope, today: string): boolean {
  if (!mayPublishConsent(consent.status) || !consent.wordingConfirmed) return false
  if (consent.withdrawnAt !== null && consent.withdrawnAt !== undefined) return false
  return consent.scopes.includes(scope) && !isPast(consent.expiresAt, today)
}

function isPast(lastDay: string | null | undefined, today: string): boolean {
  if (!isDay(today)) return true
  if (lastDay === null || lastDay === undefined) return false
  return !isDay(lastDay) || lastDay < today
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value)
}
