import { describe, expect, test } from 'vitest'
import { codeLists } from './code-lists.ts'
import { consentScopes, consentStatuses, isPublishable, mayPublishConsent, type ConsentTerms } from './consent.ts'
import codeListData from '../data/code-lists.json' with { type: 'json' }

const today = '2026-11-23'
const scope = 'published_case_study'

function aConsent(parts: Partial<ConsentTerms> = {}): ConsentTerms {
  return { status: 'granted', scopes: ['working_group', scope], expiresAt: '2028-06-11', wordingConfirmed: true, ...parts }
}

describe('consent', () => {
  test('[D5] a yes, with conditions or without, may be published within its scope', () => {
    expect(isPublishable(aConsent(), scope, today)).toBe(true)
    expect(isPublishable(aConsent({ status: 'granted_conditional' }), scope, today)).toBe(true)
  })

  test('[D5] every other answer may not, whatever the rest of the record says', () => {
    const noes = consentStatuses.filter((status) => status !== 'granted' && status !== 'granted_conditional')
    expect(noes).toHaveLength(6)
    for (const status of noes) expect(isPublishable(aConsent({ status }), scope, today), status).toBe(false)
  })

  test('[D5] one use does not follow from another', () => {
    for (const other of consentScopes) {
      expect(isPublishable(aConsent({ scopes: [other] }), scope, today), other).toBe(other === scope)
    }
    expect(isPublishable(aConsent({ scopes: [] }), scope, today)).toBe(false)
  })

  test('[D5] the last day is the last day', () => {
    expect(isPublishable(aConsent({ expiresAt: today }), scope, today)).toBe(true)
    expect(isPublishable(aConsent({ expiresAt: '2026-11-22' }), scope, today)).toBe(false)
    expect(isPublishable(aConsent({ expiresAt: null }), scope, today)).toBe(true)
  })

  test('[D5] a date of withdrawal is enough, also when the status was not changed', () => {
    expect(isPublishable(aConsent({ withdrawnAt: '2026-09-04' }), scope, today)).toBe(false)
    expect(isPublishable(aConsent({ withdrawnAt: null }), scope, today)).toBe(true)
  })

  test('[D5] words that were not read back stay out', () => {
    expect(isPublishable(aConsent({ wordingConfirmed: false }), scope, today)).toBe(false)
  })

  test('[D5] a date that cannot be read is a no', () => {
    expect(isPublishable(aConsent({ expiresAt: '11.06.2028' }), scope, today)).toBe(false)
    expect(isPublishable(aConsent({ expiresAt: '' }), scope, today)).toBe(false)
    expect(isPublishable(aConsent(), scope, '')).toBe(false)
  })

  test('says about each status what the published code list says', () => {
    expect(codeListData.lists.consentStatus.items.map(({ id }) => id)).toEqual(consentStatuses)
    for (const { id, mayPublish } of codeListData.lists.consentStatus.items) {
      const status = consentStatuses.find((known) => known === id)
      expect(status !== undefined && mayPublishConsent(status), id).toBe(mayPublish)
    }
    expect(codeLists.consentScope.items.map(({ id }) => id)).toEqual([...consentScopes])
  })
})
