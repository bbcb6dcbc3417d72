import type { Language } from '@samskriv/domain'
import type { Nodes } from 'xast'
import { describe, expect, test } from 'vitest'

import { exportFile } from './export-file.ts'
import { sampleTree } from './sample-study.ts'
import { type PdfElement, readPdf } from './testing-pdf.ts'
import { unzipped } from './testing-unzip.ts'
import { elementsOf, parsedXml, textIn } from './testing-xml.ts'

interface Stretch {
  readonly lang: string
  readonly text: string
}

/** Every stretch of words in a file, with the language that it says they are in, without a country. */
const readers = {
  html: (bytes: Uint8Array) => stretchesOfHtml(new TextDecoder().decode(bytes)),
  epub: (bytes: Uint8Array) => [...unzipped(bytes)].flatMap(([name, part]) => (name.endsWith('.xhtml') ? stretchesOfHtml(part) : [])),
  docx: (bytes: Uint8Array) =>
    elementsOf(parsedXml(unzipped(bytes).get('word/document.xml')), 'w:r').map((run) => ({
      lang: elementsOf(run, 'w:lang')[0]?.attributes['w:val'] ?? '',
      text: elementsOf(run, 'w:t')
        .map((each) => textIn(each, []))
        .join(''),
    })),
  odt: (bytes: Uint8Array) => {
    const parts = unzipped(bytes)
    const content = parsedXml(parts.get('content.xml'))
    const styles = new Map(
      elementsOf(content, 'style:style').flatMap((style) => {
        const lang = elementsOf(style, 'style:text-properties')[0]?.attributes['fo:language']
        return lang === undefined || lang === null ? [] : [[style.attributes['style:name'], lang] as const]
      }),
    )
    return stretchesOfOdt(elementsOf(content, 'office:text')[0] ?? content, '', styles)
  },
  pdf: async (bytes: Uint8Array) => {
    const pdf = await readPdf(bytes)
    return pdf.pages.flatMap(({ structure }) => (structure === null ? [] : stretchesOfPdf(structure, pdf.language)))
  },
} as const

const neverClosed = /^(?:meta|link|img|br|hr|input|!doctype)$/i

function stretchesOfHtml(html: string): Stretch[] {
  const open: string[] = []
  const stretches: Stretch[] = []
  for (const [, closes, name, attributes = '', text] of html.matchAll(/<(\/?)([A-Za-z!][A-Za-z0-9]*)((?:"[^"]*"|[^">])*)>|([^<]+)/g)) {
    if (text !== undefined) stretches.push({ lang: open.at(-1) ?? '', text })
    else if (closes === '/') open.pop()
    else if (!neverClosed.test(name ?? '') && !attributes.endsWith('/'))
      open.push(/ lang="([^"]+)"/.exec(attributes)?.[1] ?? open.at(-1) ?? '')
  }
  expect(open).toEqual([])
  return stretches
}

function stretchesOfOdt(node: Nodes, lang: string, styles: ReadonlyMap<unknown, string>): Stretch[] {
  if (node.type === 'text') return [{ lang, text: node.value }]
  if (!('children' in node)) return []
  const own = node.type === 'element' ? styles.get(node.attributes['text:style-name']) : undefined
  return node.children.flatMap((child) => stretchesOfOdt(child, own ?? lang, styles))
}

function stretchesOfPdf({ lang, text, children }: PdfElement, around: string): Stretch[] {
  const own = lang ?? around
  return [{ lang: own, text }, ...children.flatMap((child) => stretchesOfPdf(child, own))]
}

const tree = sampleTree()
/** Not its last, so that it says which it leaves out. */
const sections = tree.file.sections.slice(0, 13).map(({ sectionId }) => sectionId)

// Of the text, a quote and whom it is from, what is told beside the text, what the file says about itself, and a title of what is left out.
const people = [
  'tired of being sent from one office',
  'They fixed it by fixing the wall',
  'Community member A, Harbour Rigs',
  tree.file.partners[0]?.brings ?? 'nothing',
  'This case study is invented for demonstration',
  'Who wrote this, and how consent was given',
]

const ours: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  nb: ['Sagt av', 'Hjelpespørsmål', 'Lokalsamfunn ba om', 'Et sitat er utelatt her', 'Bidrar med'],
  sv: ['Sagt av', 'Stödfrågor', 'Lokalsamhälle bad om', 'Ett citat har utelämnats här', 'Bidrar med'],
}

// A line of a PDF says one language to programs that ask for no more; others find that of each word beside it.
const mixedLines = [people[2], people[3], people[5], 'Lokalsamfunn ba om', 'Lokalsamhälle bad om']

describe.each(['html', 'docx', 'odt', 'pdf', 'epub'] as const)('a %s in another language than the study', (format) => {
  test.each(['nb', 'sv'] as const)(
    '[X29] says of our words that they are in %s, and of what people wrote that it is in theirs',
    async (language) => {
      const { bytes } = await exportFile(tree, format, { language, voices: true, questions: true, sections })
      const stretches = (await readers[format](bytes)).map(({ lang, text }) => ({
        lang: (lang === '' ? language : lang).split('-')[0],
        text: text.replaceAll(/\s+/g, ' '),
      }))
      const said = (words: string): [string, (string | undefined)[]] => [
        words,
        [...new Set(stretches.filter(({ text }) => text.includes(words)).map(({ lang }) => lang))],
      ]
      const parted = (words: string): boolean => format !== 'pdf' || (!mixedLines.includes(words) && words !== people[1])
      expect(people.filter(parted).map(said)).toEqual(people.filter(parted).map((words) => [words, ['en']]))
      expect(ours[language].filter(parted).map(said)).toEqual(ours[language].filter(parted).map((words) => [words, [language]]))
    },
  )
})
