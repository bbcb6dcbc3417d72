import { translator } from '@samskriv/i18n'
import type { PersonInStudy } from '@samskriv/protocol/http'
import { describe, expect, test } from 'vitest'

import type { Say } from '../shell/use-say.ts'
import { sectorInWords } from './sector-in-words.ts'

const say: Say = (key, ...values) => translator('en')(key, ...values)

describe('how a sector is known, in words', () => {
  test('is said of who has said it, and by which way they came', () => {
    expect(inWords({ sectorKnownBy: 'open-link' })).toBe(
      'Community, Resident or person with lived experience (said so after coming by the open link)',
    )
    expect(inWords({ sectorKnownBy: 'steward' })).toMatch(/a steward vouches for it/)
  })

  test('is a suggestion while the person has not said it themselves', () => {
    expect(inWords({ sectorConfirmed: false, sectorKnownBy: null })).toMatch(/^suggested: Community/)
  })

  test('tells “not sure” from “not said”', () => {
    expect(inWords({ sector: null, subtype: null })).toBe('not sure which sector')
    expect(inWords({ sector: null, subtype: null, sectorConfirmed: false })).toBe('has not said who they are here as')
  })
})

function inWords(change: Partial<PersonInStudy>): string {
  const person: PersonInStudy = {
    participantId: 'p',
    name: 'Kari',
    role: 'editor',
    sector: 'community',
    subtype: 'resident',
    sectorConfirmed: true,
    sectorKnownBy: 'invitation',
    organisation: null,
    state: 'joined',
    guest: true,
    managed: false,
    groupSize: null,
    ...change,
  }
  return sectorInWords(say, 'en', person)
}
