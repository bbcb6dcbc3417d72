import { describe, expect, test } from 'vitest'
import { invitationState, isLinkRole, type InvitationTerms } from './invitation.ts'

const terms: InvitationTerms = { expiresAt: 1_000, revokedAt: null, uses: 0, maxUses: 1 }

describe('an invitation', () => {
  test.each([
    ['open', {}, 999],
    ['expired', {}, 1_000],
    ['used', { uses: 1 }, 999],
    ['revoked', { revokedAt: 5, uses: 1 }, 2_000],
    ['open', { uses: 500, maxUses: null }, 999],
  ] as const)('[D12] is %s', (state, changes, now) => {
    expect(invitationState({ ...terms, ...changes }, now)).toBe(state)
  })

  test('[D12] by a link never makes a steward', () => {
    expect(['reader', 'commenter', 'contributor', 'editor', 'steward'].map(isLinkRole)).toEqual([true, true, true, true, false])
  })
})
