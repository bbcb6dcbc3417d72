import type { Role } from './role.ts'

/** How long a way into a study stays open, and when somebody who has not come is reminded. */
export const invitationLifetimeDays = 30
export const invitationReminderDays = 5

/** What somebody may be who came by a link that anybody can pass on. Looking after a study takes an account. */
export const linkRoles = ['reader', 'commenter', 'contributor', 'editor'] as const satisfies readonly Role[]
export type LinkRole = (typeof linkRoles)[number]

export function isLinkRole(value: unknown): value is LinkRole {
  return linkRoles.some((role) => role === value)
}

export interface InvitationTerms {
  /** UTC milliseconds. */
  readonly expiresAt: number
  readonly revokedAt: number | null
  readonly uses: number
  /** Null: as many as come. */
  readonly maxUses: number | null
}

export type InvitationState = 'open' | 'revoked' | 'expired' | 'used'

/** Whether an invitation lets somebody in now. Taken back counts before anything else, so that nobody is told to hurry. */
export function invitationState({ expiresAt, revokedAt, uses, maxUses }: InvitationTerms, now: number): InvitationState {
  if (revokedAt !== null) return 'revoked'
  if (maxUses !== null && uses >= maxUses) return 'used'
  return now >= expiresAt ? 'expired' : 'open'
}
