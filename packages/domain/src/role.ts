/** What a participant may do in one study, from least to most. Each role includes the ones before it. */
export const roles = ['reader', 'commenter', 'contributor', 'editor', 'steward'] as const
export type Role = (typeof roles)[number]

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value)
}

/** Member: takes part in a study of the partnership, or was made one. Steward: looks after it, and with it after the installation. */
export const partnershipRoles = ['member', 'steward'] as const
export type PartnershipRole = (typeof partnershipRoles)[number]
