import { exportDocuments, exportFormats } from '@samskriv/domain'
import { frameworks } from '@samskriv/domain/frameworks'
import { describe, expect, test } from 'vitest'

import { exportFile } from '../../export-file.ts'
import { sampleTree } from '../../sample-study.ts'
import { readPdf } from '../../testing-pdf.ts'
import { treeWith } from '../../testing-trees.ts'
import { textOfXml, unzipped } from '../../testing-unzip.ts'
import type { ExportTree } from '../../tree/build-export-tree.ts'
import type { Layout, Part } from '../kinds.ts'
import { layOut } from '../lay-out.ts'
import { frameworkOf, type FrameworkDocument, sourcesOf } from './framework-sources.ts'

const english = { language: 'en', voices: false } as const
const sample = sampleTree()
const summaries = exportDocuments.filter((document) => document !== 'full')
const documents: readonly FrameworkDocument[] = ['gripp2', 'standards']
const formats = exportFormats.filter((format) => format !== 'json' && (format as string) !== 'pdf')

function itemsOf({ parts }: Layout): readonly Part[] {
  return parts.filter(({ id }) => id.startsWith('item-'))
}

/** All that people said in a layout, run by run. */
function saidIn(layout: unknown): string[] {
  const said: string[] = []
  JSON.stringify(layout, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'run' && 'text' in value)
      said.push(String(value.text))
    return value
  })
  return said
}

function emptied(): ExportTree {
  return treeWith((file) => {
    for (const section of file.sections) section.blocks = []
    Object.assign(file, {
      decisions: [],
      indicators: [],
      communities: [],
      partners: [],
      signOffs: [],
      frameworkTags: [],
      comments: [],
      suggestions: [],
      reviews: [],
      evidence: [],
      consents: [],
      themes: [],
    })
    delete file.accessibility
  })
}

describe.each(documents)('the summary for %s', (document) => {
  const layout = layOut(sample, { ...english, document })

  test('[X24] has every item of the framework, in its order and with its own words', () => {
    const framework = frameworks.find(({ id }) => id === frameworkOf[document])
    expect(sourcesOf[document].map(({ code }) => code)).toEqual(framework?.items.map(({ code }) => code))
    for (const [index, item] of (framework?.items ?? []).entries()) {
      const part = itemsOf(layout)[index]
      expect(part?.title).toContain(item.label.en)
      expect(JSON.stringify(part?.blocks)).toContain(item.statement)
    }
    const translated = JSON.stringify(itemsOf(layOut(sample, { language: 'nb', voices: true, document })))
    expect(translated).toContain('Tittelen er vår egen oversettelse.')
    expect(JSON.stringify(layout)).not.toContain('our own translation')
  })

  test('[X24] rewords nothing: every run stands so in the study, and says who said it, also where voices are not asked for', () => {
    const runs = JSON.stringify(sample.file.sections)
    const said = saidIn(layout.parts)
    expect(said.length).toBeGreaterThan(10)
    expect(said.filter((text) => !runs.includes(JSON.stringify(text).slice(1, -1)))).toEqual([])
    expect(layout.voices).toBe(true)
    expect(JSON.stringify(layout.parts)).not.toContain('"voice":null')
  })

  test('[X24] holds each section once, and leads to it from the other items it belongs to', () => {
    const titles = itemsOf(layout).flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'heading' ? [JSON.stringify(block.pieces)] : [])),
    )
    const sections = titles.filter((title) => title.includes('"lang"'))
    expect(new Set(sections).size).toBe(sections.length)
    const ids = new Set(layout.parts.map(({ id }) => id))
    const links = [...JSON.stringify(layout.parts).matchAll(/"kind":"inside","to":"([^"]+)"/g)].map(([, to]) => to ?? '')
    expect(links.filter((to) => !ids.has(to))).toEqual([])
  })

  test('[X24] takes the word of the writing group for what belongs to an item', () => {
    const [first] = sourcesOf[document]
    const tagged = treeWith((file) => {
      file.frameworkTags = [{ framework: frameworkOf[document], code: first?.code ?? '', sectionId: 'next-steps', note: 'We say it here.' }]
    })
    const [item] = itemsOf(layOut(tagged, { ...english, document }))
    const text = JSON.stringify(item?.blocks)
    expect(text).toContain('13 What happens next, and what would help')
    expect(text).toContain('We say it here.')
    expect(text).not.toContain('2 The place and the people')
  })

  test('[X24] says what is not reported, and where it would be written', () => {
    const items = itemsOf(layOut(emptied(), { ...english, document }))
    expect(items.length).toBe(sourcesOf[document].length)
    for (const { blocks } of items) {
      const missing = blocks.find((block) => block.kind === 'paragraph' && block.look === 'left-out')
      expect(JSON.stringify(missing)).toMatch(/Not reported\..*It would be written in:.*\d+ [A-Z]/)
    }
    expect(saidIn(items)).toEqual([])
  })
})

describe('the sheet', () => {
  const long = 'One of many words that people say about things '
  const crowded = treeWith((file) => {
    file.title = long.repeat(5).slice(0, 200)
    file.subtitle = long.repeat(10)
    file.fictionNotice = long.repeat(10)
    const [partner] = file.partners
    if (partner === undefined) throw new Error('no partner')
    file.partners = Array.from({ length: 30 }, (_none, index) => ({ ...partner, id: `partner-${index}`, name: `${index} ${long}` }))
    for (const decision of file.decisions) Object.assign(decision, { changedPlan: true, asked: long.repeat(20), decided: long.repeat(20) })
    for (const person of file.participants) person.publicName = `${person.id} ${long}`
    file.sections
      .at(0)
      ?.blocks.unshift({ id: 'long', type: 'paragraph', runs: [{ text: long.repeat(60), by: 'p-community-a', mode: 'typed_by_self' }] })
  })

  test('[X25] is one page, whatever there is', async () => {
    for (const tree of [sample, crowded]) {
      const { bytes } = await exportFile(tree, 'pdf', { language: 'nb', voices: true, document: 'sheet' })
      expect((await readPdf(bytes)).pages).toHaveLength(1)
    }
  })

  test('[X25] counts what it has no room for', () => {
    const sheet = layOut(crowded, { ...english, document: 'sheet' })
    expect(sheet.onePage).toBe(true)
    expect(saidIn(sheet.parts[0]).join('').split(/\s+/).length).toBeLessThanOrEqual(71)
    const text = JSON.stringify(sheet)
    for (const words of ['and 29 more', '3 more stand in the case study.', 'The rest stands in the case study.'])
      expect(text).toContain(words)
  })

  test('[X25] marks what it cuts, and changes none of it', () => {
    const tree = treeWith((file) => {
      const text = Array.from({ length: 200 }, (_none, index) => `word${index}`).join(' ')
      file.sections.at(0)?.blocks.unshift({ id: 'long', type: 'paragraph', runs: [{ text, by: 'p-community-a', mode: 'typed_by_self' }] })
    })
    const [said] = saidIn(layOut(tree, { ...english, document: 'sheet' }).parts)
    expect(said).toMatch(/^word0 word1 .* word69…$/)
  })

  test('[X25] has the balance of the whole, what changed, who contributed and how to check it', () => {
    const text = JSON.stringify(layOut(sample, { ...english, document: 'sheet' }))
    for (const words of [
      '41.6%',
      '1,768',
      'No panel meeting without an interpreter.',
      'Community member A',
      'https://samskriv.example/studies/study-1',
    ])
      expect(text).toContain(words)
    expect(JSON.stringify(layOut(emptied(), { ...english, document: 'sheet' }))).toContain('Nobody has written here yet.')
  })
})

describe.each(summaries)('the document %s', (document) => {
  test.each(formats)('[X4] [X11] as %s is written, in three languages, with no word that may not be shown', async (format) => {
    for (const language of ['en', 'nb', 'sv'] as const) {
      const { bytes } = await exportFile(sample, format, { language, voices: true, document, largePrint: language === 'sv' })
      const parts = bytes[0] === 0x50 && bytes[1] === 0x4b ? [...unzipped(bytes).values()] : [new TextDecoder().decode(bytes)]
      const text = parts.map(textOfXml).join('\n')
      expect(text).toContain('The Tuesday Door')
      expect(['I got my Tuesdays back', 'It is not small', 'Chap the door', 'undefined'].filter((words) => text.includes(words))).toEqual(
        [],
      )
    }
  })
})
