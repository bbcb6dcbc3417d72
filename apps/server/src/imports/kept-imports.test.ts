import type { PersonId, StudyId } from '@samskriv/domain'
import { importLimits } from '@samskriv/import'
import { describe, expect, test } from 'vitest'
import { KeptImports, type KeptImport } from './kept-imports.ts'

const study = 'study' as StudyId

function aKeptImport(id: string, person: string, size = 1000): KeptImport {
  const view = {
    id,
    expiresAt: 1000,
    name: '',
    format: 'text',
    title: '',
    language: null,
    parts: [],
    pictures: [],
    comments: 0,
    noticed: [],
  } as const
  const document = { format: 'text', title: '', language: null, blocks: [], pictures: [], comments: [], noticed: [], size } as const
  return { view: { ...view, parts: [], pictures: [], noticed: [] }, study, person: person as PersonId, document }
}

const longest = importLimits.maxSize

function keptOf(files: readonly (readonly [person: string, size?: number])[]): readonly string[] {
  const kept = new KeptImports(() => 0)
  files.forEach(([person, size], at) => kept.add(aKeptImport(`${at}`, person, size)))
  return files.flatMap(([person], at) => (kept.find(study, person as PersonId, `${at}`) === undefined ? [] : [`${at}`]))
}

describe('files that wait to be brought in', () => {
  test('[BI3] are the last three of a person, and fewer when they are long', () => {
    expect(keptOf([['siri'], ['siri'], ['amina'], ['siri'], ['siri']])).toEqual(['1', '2', '3', '4'])
    expect(
      keptOf([
        ['siri', longest],
        ['amina', longest],
        ['siri', longest],
      ]),
    ).toEqual(['1', '2'])
  })

  test('[BI3] are as many of all people as the server has room for, the oldest first to go', () => {
    const people = Array.from({ length: 70 }, (_none, at) => [`${at}`] as const)
    expect(keptOf(people)).toHaveLength(60)
    expect(keptOf(people.slice(0, 6).map(([person]) => [person, longest]))).toEqual(['2', '3', '4', '5'])
  })

  test('[BI3] are forgotten after a day, and are nobody else’s', () => {
    let now = 0
    const kept = new KeptImports(() => now)
    kept.add(aKeptImport('a', 'siri'))
    expect(kept.find(study, 'amina' as PersonId, 'a')).toBeUndefined()
    expect(kept.find(study, 'siri' as PersonId, 'a')).toBeDefined()
    now = 1000
    expect(kept.find(study, 'siri' as PersonId, 'a')).toBeUndefined()
  })
})
