import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import aboutListData from '../data/about-lists.json' with { type: 'json' }
import codeListData from '../data/code-lists.json' with { type: 'json' }
import frameworkData from '../data/frameworks.json' with { type: 'json' }
import glossaryData from '../data/glossary.json' with { type: 'json' }
import sectorData from '../data/sectors.json' with { type: 'json' }
import { attributionModes, countsAsVoice } from './attribution-mode.ts'
import { codeLabel, codeLists, themeSources } from './code-lists.ts'
import { frameworks, isOfficialLabel } from './frameworks.ts'
import { glossary, glossaryTerm } from './glossary.ts'
import { isLanguage, languages } from './language.ts'
import { sectorDescription, sectorLabel, subtypeLabel, subtypesOf } from './sector-labels.ts'
import { isSector, sectors } from './sector.ts'
import { studyStatuses } from './study-status.ts'
import { isSubtypeOf, sectorOfSubtype } from './subtype.ts'

const text = z.string().trim().min(1)
const localized = z.strictObject({ en: text, nb: text, sv: text })
const item = z.looseObject({ id: text, label: localized, children: z.array(z.strictObject({ id: text, label: localized })).optional() })
const languagesSchema = z.tuple([z.literal('en'), z.literal('nb'), z.literal('sv')])

describe('the data', () => {
  test('code lists are complete in three languages, and no code stands twice in a list', () => {
    const { themeSource, ...lists } = codeListData.lists
    z.array(z.strictObject({ id: text, organisation: text.nullable(), title: text })).parse(themeSource.items)
    const all = z
      .record(text, z.looseObject({ items: z.array(item).min(2) }))
      .parse({ ...sectorData.lists, ...aboutListData.lists, ...lists })
    for (const [name, { items }] of Object.entries(all)) {
      const ids = items.flatMap(({ id, children }) => [id, ...(children ?? []).map((child) => child.id)])
      expect(new Set(ids).size, name).toBe(ids.length)
    }
    expect(Object.keys(all)).toHaveLength(37)
    for (const data of [aboutListData, codeListData, sectorData, glossaryData, frameworkData]) languagesSchema.parse(data.languages)
  })

  test('the glossary has every term in three languages, once', () => {
    const term = z.strictObject({ id: text, group: text, term: localized, definition: localized.optional(), note: text.optional() })
    const terms = z.array(term).parse(glossaryData.terms)
    expect(terms).toHaveLength(144)
    expect(new Set(terms.map(({ id }) => id)).size).toBe(144)
  })

  test('frameworks have labels in three languages and say which of them are official', () => {
    const entry = z.looseObject({ code: text, label: localized, officialLanguages: z.array(z.string()) })
    const schema = z.array(
      z.looseObject({
        id: text,
        name: localized,
        publisher: text,
        verified: text,
        tagOn: z.array(text).min(1),
        items: z.array(entry).min(2),
      }),
    )
    expect(schema.parse(frameworkData.frameworks)).toHaveLength(13)
  })

  test('themes name documents that exist', () => {
    const known = themeSources.map(({ id }) => id)
    for (const { raisedBy } of codeListData.lists.theme.items) for (const source of raisedBy) expect(known).toContain(source)
  })
})

describe('the words in the code', () => {
  test('sectors, subtypes, attribution modes and statuses are those of the published lists', () => {
    expect(sectorData.lists.sector.items.map(({ id }) => id)).toEqual([...sectors])
    expect(Object.fromEntries(sectorData.lists.sectorSubtype.items.map(({ id, sector }) => [id, sector]))).toEqual(sectorOfSubtype)
    expect(codeListData.lists.attributionMode.items.map(({ id }) => id)).toEqual([...attributionModes])
    for (const { id, countsAsVoice: counts } of codeListData.lists.attributionMode.items) {
      const mode = attributionModes.find((known) => known === id)
      expect(mode !== undefined && countsAsVoice(mode), id).toBe(counts)
    }
    expect(codeLists.studyStatus.items.map(({ id }) => id)).toEqual([...studyStatuses])
  })

  test('every sector and subtype has a label in every language', () => {
    for (const language of languages) {
      for (const sector of sectors) {
        expect(sectorLabel(sector, language)).toBe(codeLabel('sector', sector, language))
        expect(sectorDescription(sector, language).length).toBeGreaterThan(20)
        for (const { id, label } of subtypesOf(sector)) expect(subtypeLabel(id, language)).toBe(label[language])
      }
    }
    expect(sectors.flatMap(subtypesOf)).toHaveLength(23)
  })

  test('an elected member is public, and nothing else', () => {
    expect(sectors.filter((sector) => isSubtypeOf(sector, 'elected_member'))).toEqual(['public'])
    expect(isSubtypeOf('public', 'toString')).toBe(false)
    expect(isSector('__proto__')).toBe(false)
    expect(isLanguage('de')).toBe(false)
  })

  test('a code that is not known is shown as it is', () => {
    expect(codeLabel('theme', 'trust.time', 'nb')).toBe('Tid til å bygge relasjoner')
    expect(codeLabel('theme', 'from-elsewhere', 'nb')).toBe('from-elsewhere')
  })

  test('terms and frameworks can be looked up', () => {
    expect(glossaryTerm('case_study')?.term.nb).toBe('casebeskrivelse')
    expect(glossaryTerm('nothing')).toBeUndefined()
    expect(glossary.length).toBeGreaterThan(100)
    const standards = frameworks.find(({ id }) => id === 'scot-nsce-2016')
    const [first] = standards?.items ?? []
    expect(first !== undefined && isOfficialLabel(first, 'en')).toBe(true)
    expect(first !== undefined && isOfficialLabel(first, 'nb')).toBe(false)
  })
})
