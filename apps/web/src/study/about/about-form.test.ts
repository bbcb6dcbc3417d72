import type { AboutValues } from '@samskriv/protocol/http-about'
import { ChangeAbout } from '@samskriv/protocol/http-about'
import { describe, expect, test } from 'vitest'

import { changeOf, type Drafts, draftsOf, problemsOf } from './about-form.ts'

const nothing: AboutValues = { period: null, place: {}, communities: [], partners: [], funding: [], criteria: [], contact: null }
const values: AboutValues = {
  period: { start: '2024-02-13', end: null, ongoing: true },
  place: { geographyType: 'village', containedIn: ['A', 'B'], codes: [{ system: 'none', code: 'x' }], population: 3200 },
  communities: [{ dimension: 'race', describedAs: 'Us', describedBy: 'themselves' }],
  partners: [{ id: 'o-1', name: 'Kitchen', sector: 'community', subtype: 'community_group', brings: 'Food', since: '2024-02-13' }],
  funding: [{ id: 'f-1', source: 'Council', model: 'project_grant', amount: 64000.5, currency: 'GBP' }],
  criteria: [{ criterionId: 'two', met: 'partly', sections: ['a', 'b'] }],
  contact: { name: 'Eva', reach: 'tel. 1' },
}
const criteria = ['one', 'two']
const parts = ['period', 'place', 'communities', 'partners', 'funding', 'criteria', 'contact'] as const
let made = 0
const newId = (): string => `new-${(made += 1)}`
const draft = (answers: Readonly<Record<string, string>>): Drafts => [{ id: 'x', answers }]

describe('the form of what is told about a study', () => {
  test.each(parts)('gives back %s as it was, with what the form does not ask about', (part) => {
    for (const before of [values, nothing]) {
      const drafts = draftsOf(before, part, criteria, newId)
      expect(problemsOf(part, drafts)).toEqual([])
      const change = changeOf(part, 4, drafts, before)
      expect(change).toEqual({ part, version: 4, value: before[part] })
      expect(ChangeAbout.safeParse(change).success).toBe(true)
    }
  })

  test('says what is missing, in the order of the form, and by which input', () => {
    const problems = problemsOf('partners', draft({ name: ' ', sector: '', brings: 'Food' }))
    expect(problems.map(({ field, kind }) => [field, kind])).toEqual([
      ['about-x-name', 'empty'],
      ['about-x-sector', 'choose'],
      ['about-x-subtype', 'choose'],
    ])
  })

  test('takes a period or a contact with nothing in it as nothing, and half of one as not finished', () => {
    expect(changeOf('contact', 0, draft({ name: ' ', reach: '' }), values)).toMatchObject({ value: null })
    expect(problemsOf('contact', draft({ name: 'Eva', reach: '' })).map(({ kind }) => kind)).toEqual(['empty'])
    expect(problemsOf('period', draft({ ongoing: 'yes' })).map(({ kind }) => kind)).toEqual(['empty'])
  })

  test('finds days in the wrong order', () => {
    expect(problemsOf('period', draft({ start: '2024-02-13', end: '2023-01-01' })).map(({ kind }) => kind)).toEqual(['order'])
    const money = { source: 'x', model: 'contract', from: '2024-02-13', to: '2024-02-12' }
    expect(problemsOf('funding', draft(money)).map(({ kind }) => kind)).toEqual(['order'])
  })

  test.each([
    ['64000', 64000],
    ['64 000', 64000],
    ['64,000', 64000],
    ['64\u00A0000,50', 64000.5],
    ['1.234.567,5', 1234567.5],
    ['12.5', 12.5],
  ])('reads the amount %s as people write it', (text, amount) => {
    const drafts = draft({ source: 'x', model: 'contract', amount: text })
    expect(problemsOf('funding', drafts)).toEqual([])
    expect(changeOf('funding', 0, drafts, nothing)).toMatchObject({ value: [{ amount }] })
  })

  test.each(['a lot', '-4', '1e9', '12.345.6'])('does not take %s for an amount', (amount) => {
    expect(problemsOf('funding', draft({ source: 'x', model: 'contract', amount })).map(({ kind }) => kind)).toEqual(['amount'])
  })
})
