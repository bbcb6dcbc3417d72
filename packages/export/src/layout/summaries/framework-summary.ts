import { type Framework, type FrameworkItem, frameworks, isOfficialLabel } from '@samskriv/domain/frameworks'

import type { FileBlock } from '../../file/blocks.ts'
import type { ExportTree } from '../../tree/build-export-tree.ts'
import { check, consent } from '../back-matter.ts'
import { frame } from '../frame.ts'
import type { Block, Layout, Part, Piece } from '../kinds.ts'
import { notForUs } from '../whole-study.ts'
import { type LayoutOptions, type Wording, wording } from '../wording.ts'
import { type FrameworkDocument, frameworkOf, type ItemSources, sourcesOf } from './framework-sources.ts'
import { quotedSection } from './quoted-section.ts'
import { toldByRecords } from './told-by-records.ts'

/** A summary is of the text: it has no comments and no suggestions to leave out. */
const none: Pick<ExportTree, 'comments' | 'suggestions'> = {
  comments: { shown: [], leftOut: 0, repliesLeftOut: 0 },
  suggestions: { shown: [], leftOut: 0 },
}
/** Of each section, in whole paragraphs. */
const mostWords = 90

/**
 * What a framework asks to be reported, item by item, in the words that stand in the study and by whoever said them. Nothing is reworded, and
 * what the study does not hold is said to be missing.
 */
export function frameworkSummary(tree: ExportTree, document: FrameworkDocument, options: LayoutOptions): Layout {
  const words = wording(tree.file, { ...options, voices: true })
  const { t, language } = words
  const framework = frameworks.find(({ id }) => id === frameworkOf[document])
  if (framework === undefined) throw new Error('export-framework-unknown')
  const name = framework.name[language]
  const quoted = new Map<string, string>()
  const shown: FileBlock[] = []
  const framed = frame(tree, words)
  return {
    ...framed,
    kind: name,
    isWhole: false,
    parts: [
      { id: 'summary-about', title: t('export.summary.about'), blocks: about(framework, words) },
      ...sourcesOf[document].map((sources) => itemPart(sources, framework, { tree, words, quoted, shown })),
      { id: 'consent', title: t('export.consent.title'), blocks: consent({ ...tree, ...none }, shown, words) },
      { id: 'check', title: t('export.check.title'), blocks: check(tree, framed.contentHash, words) },
    ],
  }
}

interface Summary {
  readonly tree: ExportTree
  readonly words: Wording
  /** The sections that stand in it already, and in which part. */
  readonly quoted: Map<string, string>
  /** What stands in it of them. */
  readonly shown: FileBlock[]
}

function about({ name, publisher }: Framework, { t, language }: Wording): Block[] {
  return [
    line(t('export.summary.intro', { framework: name[language] })),
    line(t('export.summary.source', { publisher })),
    line(t('export.summary.reading')),
  ]
}

function itemPart(sources: ItemSources, framework: Framework, summary: Summary): Part {
  const { words, tree } = summary
  const { language } = words
  const item = framework.items.find(({ code }) => code === sources.code)
  if (item === undefined) throw new Error('export-framework-item-unknown')
  const id = `item-${item.code.toLowerCase()}`
  const tags = words.file.frameworkTags.filter((tag) => tag.framework === framework.id && tag.code === item.code)
  const tagged = tags.flatMap(({ sectionId }) => (typeof sectionId === 'string' ? [sectionId] : []))
  const keys = tagged.length > 0 ? [...new Set(tagged)] : sources.roles.flatMap((role) => words.titles.ofRole(role))
  const notes = tags.flatMap(({ note }) => (typeof note === 'string' ? [inTheirs(note, words)] : []))
  const said = keys.flatMap((key) => sectionBlocks(key, id, summary))
  const records = sources.records.flatMap((name): Block[] => {
    const told = toldByRecords(name, tree, words)
    return told.length === 0 ? [] : [{ kind: 'heading', level: 3, pieces: [words.t(`export.summary.record.${name}`)] }, ...told]
  })
  const nothing = said.length + records.length + notes.length === 0
  return {
    id,
    title: /^\d+$/.test(item.code) ? `${item.code} ${item.label[language]}` : item.label[language],
    blocks: [...asked(item, words), ...notes, ...said, ...(nothing ? [notReported(keys, sources, words)] : records)],
  }
}

/** What the framework asks, in its own words. */
function asked(item: FrameworkItem, { t, language }: Wording): Block[] {
  const original: Piece = { kind: 'words', text: item.statement ?? item.label.en, lang: 'en' }
  return [
    { kind: 'paragraph', look: 'soft', pieces: [`${t('export.summary.asks')} `, original] },
    ...(isOfficialLabel(item, language)
      ? []
      : [
          {
            kind: 'paragraph' as const,
            look: 'aside' as const,
            pieces: [`${t('export.summary.translated')} `, { kind: 'words' as const, text: item.label.en, lang: 'en' }],
          },
        ]),
  ]
}

/** Each section stands in a summary once. Nothing where nobody has written in it. */
function sectionBlocks(key: string, part: string, { words, quoted, shown }: Summary): Block[] {
  const { file, t, titles } = words
  const section = file.sections.find(({ sectionId }) => sectionId === key)
  if (section === undefined) return []
  const title: Block = {
    kind: 'heading',
    level: 3,
    theirs: true,
    pieces: [{ kind: 'words', text: titles.numbered(key), lang: file.language }],
  }
  const elsewhere = quoted.get(key)
  if (elsewhere !== undefined) {
    const link: Piece = { kind: 'inside', to: elsewhere, text: titles.numbered(key), lang: file.language }
    return [{ kind: 'paragraph', pieces: [`${t('export.summary.above')} `, link] }]
  }
  const { blocks, taken, further } = quotedSection(section, `${part}-${key}`, mostWords, words)
  const reason = notForUs(section.state, words)
  if (blocks.length + reason.length === 0) return []
  quoted.set(key, part)
  shown.push(...taken)
  return [
    title,
    ...reason,
    ...blocks,
    ...(further === 0
      ? []
      : [{ kind: 'paragraph' as const, look: 'soft' as const, pieces: [t('export.summary.further', { count: further })] }]),
  ]
}

function notReported(keys: readonly string[], { records }: ItemSources, { t, titles, file }: Wording): Block {
  const places: Piece[] = [
    ...keys.map((key): Piece => ({ kind: 'words', text: titles.numbered(key), lang: file.language })),
    ...records.map((name): Piece => t(`export.summary.record.${name}`)),
  ]
  const listed = places.flatMap((place, index) => (index === 0 ? [place] : [' · ', place]))
  return {
    kind: 'paragraph',
    look: 'left-out',
    pieces: [t('export.summary.notReported'), ...(listed.length === 0 ? [] : [` ${t('export.summary.wouldBeIn')} `, ...listed])],
  }
}

function inTheirs(text: string, { file }: Wording): Block {
  return { kind: 'paragraph', lang: file.language, pieces: [text] }
}

function line(text: string): Block {
  return { kind: 'paragraph', pieces: [text] }
}
