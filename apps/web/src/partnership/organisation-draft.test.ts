import { translator } from '@samskriv/i18n'
import { describe, expect, test } from 'vitest'

import type { Say } from '../shell/use-say.ts'
import { draftOf, emptyDraft, readDraft } from './organisation-draft.ts'

const say: Say = (key, ...values) => translator('en')(key, ...values)
const falun = { name: ' Falun  kommun ', sector: 'public', subtype: 'kommun', domains: 'falun.se, @falu.se; info@vard.falun.se' } as const

describe('an organisation in the form', () => {
  test('is sent with its name cleaned and its domains one by one', () => {
    expect(readDraft(say, falun)).toEqual({
      facts: { name: 'Falun kommun', sector: 'public', subtype: 'kommun', domains: ['falun.se', '@falu.se', 'info@vard.falun.se'] },
    })
    expect(readDraft(say, { ...falun, domains: ' ', subtype: null })).toMatchObject({ facts: { domains: [], subtype: null } })
  })

  test('says at each field what is missing or not right', () => {
    expect(readDraft(say, emptyDraft)).toEqual({ problems: { name: 'Enter a name', sector: 'Choose' } })
    expect(problemOf('x'.repeat(201), '')).toEqual({ name: 'The name can have at most 200 characters' })
  })

  test('says why a mail domain is no good, naming it', () => {
    expect(problemOf('Falun', 'falun.se gmail.com').domains).toMatch(/^Anybody can have an address at gmail\.com, so/)
    expect(problemOf('Falun', 'falun').domains).toMatch(/^This is no mail domain: falun\./)
    expect(problemOf('Falun', Array.from({ length: 21 }, (_, n) => `d${n}.se`).join()).domains).toBe('At most 20 mail domains')
  })

  test('is what it was when it is opened to be changed', () => {
    const organisation = { id: 'o', name: 'Falun kommun', sector: 'public', subtype: 'kommun', domains: ['falu.se', 'falun.se'] } as const
    expect(draftOf({ ...organisation, domains: [...organisation.domains] })).toEqual({
      name: 'Falun kommun',
      sector: 'public',
      subtype: 'kommun',
      domains: 'falu.se, falun.se',
    })
  })
})

function problemOf(name: string, domains: string): { domains?: string } {
  const read = readDraft(say, { ...emptyDraft, sector: 'public', name, domains })
  return 'problems' in read ? read.problems : {}
}
