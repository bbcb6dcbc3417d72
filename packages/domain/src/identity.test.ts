import { describe, expect, test } from 'vitest'
import { identityModes, publicLabel, showsGroupSize, showsOrganisation, type IdentityChoice } from './identity.ts'

const amina: IdentityChoice = { mode: 'named', name: 'Amina Yusuf', sector: 'community', subtype: 'resident' }
const label = (choice: Partial<IdentityChoice>): unknown => {
  const chosen = publicLabel({ ...amina, ...choice }, 'nb')
  return chosen.ok ? chosen.label : chosen.reason
}

describe('how somebody is shown', () => {
  test('[D13] is as they chose, in each way there is', () => {
    const shown = Object.fromEntries(identityModes.map((mode) => [mode, label({ mode, label: 'Nabo' })]))
    expect(shown).toEqual({
      named: null,
      first_name: 'Amina',
      pseudonym: 'Nabo',
      role_only: 'Innbygger eller person med egen erfaring',
      collective: 'Nabo',
      anonymous: '',
    })
  })

  test('[D13] by role is by sector when there is no subtype, and not named when neither is known', () => {
    expect(label({ mode: 'role_only', subtype: null })).toBe('Lokalsamfunn')
    expect(label({ mode: 'role_only', sector: null, subtype: null })).toBe('')
  })

  test('[D14] has an organisation beside it only where a name of theirs stands anyway', () => {
    expect(identityModes.filter(showsOrganisation)).toEqual(['named', 'first_name'])
  })

  test('[D14] has the size of a group beside it only where the group does not hide who it is', () => {
    expect(identityModes.filter(showsGroupSize)).toEqual(['named', 'first_name', 'collective'])
  })

  test('[D13] by another name needs one, and it is cleaned like any name', () => {
    expect(label({ mode: 'pseudonym', label: '  ' })).toBe('empty')
    expect(label({ mode: 'pseudonym', label: 'x'.repeat(200) })).toBe('too-long')
    expect(label({ mode: 'pseudonym', label: ' A\u202Eb ' })).toBe('Ab')
    expect(label({ mode: 'first_name', name: '' })).toBe('empty')
  })
})
