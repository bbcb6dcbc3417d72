import { sectors } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { templateById, templates } from './templates.ts'

describe('the built-in templates', () => {
  test('are three, complete in every language, in the order they are offered', () => {
    expect(templates.map(({ id, sections }) => [id, sections.length])).toEqual([
      ['cross-sector-collaboration', 14],
      ['kommune-sosial-entreprenor', 15],
      ['jamlik-halsa', 15],
    ])
  })

  test('ask to be led by a sector that exists, or by anyone', () => {
    for (const { sections } of templates) for (const { lead } of sections) expect([...sectors, 'any']).toContain(lead)
  })

  test('give every question an id of its own', () => {
    for (const { sections } of templates) {
      const ids = sections.flatMap(({ questions }) => questions.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBeGreaterThan(25)
    }
  })

  test('are found by id', () => {
    expect(templateById('jamlik-halsa')?.originLanguage).toBe('sv')
    expect(templateById('unknown')).toBeUndefined()
  })
})
