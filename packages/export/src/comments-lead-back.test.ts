import { describe, expect, test } from 'vitest'

import { exportFile } from './export-file.ts'
import { elementsOfPdf, readPdf, textOfElement } from './testing-pdf.ts'
import { textOfFile } from './testing-formats.ts'
import { commentedTree } from './testing-trees.ts'
import { unzipped } from './testing-unzip.ts'

const tree = commentedTree()
const about = { en: 'About: 8 What changed: ', nb: 'Om: 8 What changed: ', sv: 'Om: 8 What changed: ' } as const
/** How the words begin that the first comment of the sample is about. */
const words = tree.file.sections
  .flatMap(({ blocks }) => blocks)
  .flatMap((block) => (block.id === 'what-changed-b7' && block.type === 'paragraph' ? block.runs : []))
  .flatMap((run) => ('text' in run ? [run.text] : []))
  .join('')
  .slice(0, 45)

describe.each(['html', 'epub', 'pdf', 'md'] as const)('a comment in the list of a %s', (format) => {
  test.each(['en', 'nb', 'sv'] as const)('[X31] says what it is about, in %s', async (language) => {
    const text = await textOfFile(tree, format, { language, voices: true })
    expect(text).toContain(about[language])
    expect(text.split(words).length - 1).toBe(2)
  })
})

describe('the list of comments', () => {
  test('[X31] leads back to where their numbers stand, in HTML and in a book', async () => {
    const { bytes } = await exportFile(tree, 'html', { language: 'en', voices: true })
    const html = new TextDecoder().decode(bytes)
    const book = [...unzipped((await exportFile(tree, 'epub', { language: 'en', voices: true })).bytes).values()].join('')
    for (const file of [html, book]) {
      const targets = [...file.matchAll(/href="(?:[\w-]+\.xhtml)?#(comment-ref-\d+)"/g)].map(([, id]) => id ?? '')
      expect(targets).toHaveLength(tree.comments.shown.length)
      expect(targets.filter((id) => file.split(` id="${id}"`).length !== 2)).toEqual([])
    }
  })

  test('[X31] has a link for each in a PDF, also where a comment is about the head of a table that goes on on another page', async () => {
    const { bytes } = await exportFile(tree, 'pdf', { language: 'en', voices: true })
    const links = elementsOfPdf(await readPdf(bytes), 'Link').map(textOfElement)
    expect(links.filter((text) => /^\d+ [A-Z]/.test(text.trim())).length).toBeGreaterThanOrEqual(tree.comments.shown.length)
  })
})
