import { templates } from '@samskriv/document'
import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'

import { partsOf, sectionBlocks, textOfBlock } from './parts.ts'
import { readDocument } from './read-document.ts'
import { type SuggestedSection, suggestSections } from './suggest-sections.ts'

async function blocksOf(markdown: string) {
  const result = await readDocument(strToU8(markdown), 'a.md')
  if (!result.ok) throw new Error(result.why)
  return result.document.blocks
}

const sections: readonly SuggestedSection[] = [
  { key: 'summary', titles: ['Summary', 'Sammendrag', 'Sammanfattning'] },
  { key: 'what-we-did', titles: ['What we did', 'Hva vi gjorde', 'Vad vi gjorde'] },
  { key: 'what-changed', titles: ['What changed', 'Hva som endret seg', 'Vad som förändrades'] },
]

describe('a document cut at its headings', () => {
  test('[RD6] has every block in one part, with its words counted without the heading', async () => {
    const blocks = await blocksOf('Before all.\n\n# One\n\nTwo words\n\n- and three more\n\n## Inner\n\n# Last')
    expect(partsOf(blocks).map(({ heading, level, from, to, words }) => [heading, level, from, to, words])).toEqual([
      ['', 0, 0, 1, 2],
      ['One', 1, 1, 4, 5],
      ['Inner', 2, 4, 5, 0],
      ['Last', 1, 5, 6, 0],
    ])
    expect(partsOf([])).toEqual([])
  })

  test('[RD6] goes into a section with headings on two levels, and pictures under the hash they are kept under', async () => {
    const blocks = await blocksOf('## A\n\n#### B\n\n##### C\n\nx')
    const [picture] = [{ type: 'picture', picture: 0 } as const]
    const kept = { hashOf: (at: number) => (at === 0 ? 'abc' : null), altOf: () => '' }
    expect(
      sectionBlocks([...blocks, picture, { ...picture, picture: 1 }], kept).map((block) =>
        block === null || 'hash' in block ? block : block.type,
      ),
    ).toEqual(['heading3', 'heading4', 'heading4', 'paragraph', { type: 'image', hash: 'abc', alt: '', decorative: true }, null])
  })

  test('counts places in lists, quotes and tables over all of their words', async () => {
    const blocks = await blocksOf('- a\n  - b\n- c\n\n> d\n>\n> e\n\n| f | g |\n|---|---|\n| h | i |')
    expect(blocks.map(textOfBlock)).toEqual(['abc', 'de', 'fghi'])
  })
})

describe('where a part would go', () => {
  const suggested = async (markdown: string, title = '') => suggestSections(partsOf(await blocksOf(markdown)), sections, title)
  const section = (key: string) => ({ to: 'section', section: key })

  test('[RD6] is told by its heading, in every language, with a number before it or other endings', async () => {
    expect(
      await suggested(
        '# 1. Summary\n\nx\n\n# 2 Hva vi gjorde\n\nx\n\n# Detta förändrades\n\nx\n\n# Kakor\n\nx\n\n# What has changed?\n\nx',
      ),
    ).toEqual([section('summary'), section('what-we-did'), section('what-changed'), { to: 'above' }, section('what-changed')])
  })

  test('[RD6] is the one above for a heading like no other, the first section for what stands first, and nowhere for a title', async () => {
    expect(await suggested('# The hall\n\n## Tea\n\nx\n\n## Cake\n\nx', 'The hall')).toEqual([
      { to: 'nowhere' },
      section('summary'),
      { to: 'above' },
    ])
    expect(await suggested('Words alone')).toEqual([section('summary')])
  })

  test('is the same section for every title of the templates', () => {
    let titles = 0
    for (const template of templates) {
      const all = template.sections.map(({ id, title }) => ({ key: id, titles: Object.values(title) }))
      for (const { key, titles: named } of all)
        for (const heading of named) {
          const [suggestion] = suggestSections([{ heading, level: 1, from: 0, to: 1, words: 1, pictures: 0 }], all, '')
          expect(suggestion).toEqual(section(key))
          titles += 1
        }
    }
    expect(titles).toBeGreaterThan(90)
  })
})
