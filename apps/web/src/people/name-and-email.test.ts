import { describe, expect, test } from 'vitest'

import { nameAndEmail } from './name-and-email.ts'

describe('one box for a person', () => {
  test('takes a name and an address, in any order and as mail programs write them', () => {
    const amina = { name: 'Amina Yusuf', email: 'amina@example.org' }
    expect(nameAndEmail('Amina Yusuf amina@example.org')).toEqual(amina)
    expect(nameAndEmail('  Amina   Yusuf <amina@example.org> ')).toEqual(amina)
    expect(nameAndEmail('amina@example.org Amina Yusuf')).toEqual(amina)
    expect(nameAndEmail('Amina Yusuf, amina@example.org;')).toEqual(amina)
  })

  test('takes either alone', () => {
    expect(nameAndEmail('Amina Yusuf')).toEqual({ name: 'Amina Yusuf', email: null })
    expect(nameAndEmail('amina@example.org')).toEqual({ name: '', email: 'amina@example.org' })
    expect(nameAndEmail('  ')).toEqual({ name: '', email: null })
  })
})
