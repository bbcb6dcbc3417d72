import { describe, expect, test } from 'vitest'

import { sampleTree } from './sample-study.ts'
import { readableFormats, textOfFile } from './testing-formats.ts'
import { treeWith } from './testing-trees.ts'
import { exportMarkdown } from './markdown/export-markdown.ts'

const tree = sampleTree()
const said = {
  en: 'Some said yes on conditions.',
  nb: 'Noen har sagt ja på vilkår.',
  sv: 'Några har sagt ja på villkor.',
} as const

describe.each(readableFormats)('what people asked for when they said yes, as %s', (format) => {
  test.each(['en', 'nb', 'sv'] as const)('[X30] stands in the file in %s, by the name that stands at their words', async (language) => {
    const text = await textOfFile(tree, format, { language, voices: true })
    for (const words of [said[language], 'Community member C, 24']) expect(text).toContain(words)
    for (const words of ['Not on social media.', 'Do not name the country or the school.', 'Always use the group'])
      expect(text.split(words)).toHaveLength(2)
  })
})

describe('the conditions of a file', () => {
  const english = { language: 'en', voices: true } as const

  test('[X30] of words that are left out are left out, too', () => {
    const changed = treeWith(({ consents }) => {
      for (const consent of consents) if (consent.conditions === 'Not on social media.') consent.status = 'withdrawn'
    })
    const text = exportMarkdown(changed, english)
    expect([text.includes('Not on social media.'), text.includes('Do not name the country')]).toEqual([false, true])
  })

  test('[X22] [X30] are those of the words that it holds: of sections that are not in it, and of quotes that a summary does not take, none', () => {
    const some = exportMarkdown(tree, { ...english, sections: ['summary'] })
    expect([some.includes(said.en), some.includes('Not on social media.')]).toEqual([false, false])
    for (const document of ['gripp2', 'standards'] as const) {
      const summary = exportMarkdown(tree, { ...english, document })
      expect(summary.includes('Not on social media.')).toBe(summary.includes('Then they put the budget on the table'))
      expect(summary.includes('Do not name the country or the school.')).toBe(summary.includes('The letter was in English'))
    }
  })
})
