import type { FileSection } from '../file/blocks.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { onlySections } from '../tree/only-sections.ts'
import { aboutStudy } from './about-study.ts'
import { backMatter } from './back-matter.ts'
import { laidComments, laidSuggestions, type SaidAboutText } from './comments.ts'
import { frame } from './frame.ts'
import type { Block, Layout, Notice, Part } from './kinds.ts'
import { sectionBody } from './section-body.ts'
import { around, type LayoutOptions, theirs, type Wording, wording } from './wording.ts'

/** The study with all that belongs to it, or with some of its sections. */
export function wholeStudy(whole: ExportTree, options: LayoutOptions): Layout {
  const tree = chosen(whole, options)
  const words = wording(tree.file, options, whole.file)
  const { file, t } = words
  const told = aboutStudy(words)
  const comments = laidComments(tree.comments.shown, file.sections, words)
  const said = { comments, suggestions: laidSuggestions(tree.suggestions.shown, words) }
  const framed = frame(whole, words)
  return {
    ...framed,
    isWhole: tree === whole,
    notices: [...framed.notices, ...(tree === whole ? [] : [excerptNotice(whole, words)])],
    parts: [
      ...(told.length === 0 ? [] : [{ id: 'about', title: t('about.title'), blocks: told }]),
      ...file.sections.map((section) => sectionPart(section, said, words)),
      ...backMatter(tree, { whole, contentHash: framed.contentHash }, words),
    ],
    comments: comments.map(({ comment }) => comment),
    commentsOnAll: comments.flatMap(({ comment, section }) => (section === null ? [comment.number] : [])),
  }
}

/** The same tree where nothing is left out. */
function chosen(tree: ExportTree, { sections }: LayoutOptions): ExportTree {
  if (sections === undefined) return tree
  const keys = new Set(sections)
  return tree.file.sections.every(({ sectionId }) => keys.has(sectionId)) ? tree : onlySections(tree, keys)
}

/** A part must not be taken for the whole. */
function excerptNotice({ file: whole }: ExportTree, words: Wording): Notice {
  const { file, t, titles } = words
  const here = new Set(file.sections.map(({ sectionId }) => sectionId))
  const others = whole.sections.filter(({ sectionId }) => !here.has(sectionId)).map(({ sectionId }) => titles.numbered(sectionId))
  return {
    tone: 'plain',
    title: t('export.excerpt.title', { shown: here.size, all: whole.sections.length }),
    pieces: around((sections) => t('export.excerpt.text', { sections }), theirs(others.join(' · '), words)),
  }
}

function sectionPart({ sectionId, state, blocks }: FileSection, said: SaidAboutText, words: Wording): Part {
  const id = `section-${sectionId}`
  const body = sectionBody(blocks, id, said, words)
  const onAll = said.comments.filter(({ section, place }) => section === sectionId && place === null).map(({ comment }) => comment.number)
  return {
    id,
    title: words.titles.titleOf(sectionId),
    section: { number: words.titles.numberOf(sectionId), lang: words.file.language },
    ...(onAll.length === 0 ? {} : { comments: onAll }),
    blocks: [
      ...guidingQuestions(sectionId, words),
      ...notForUs(state, words),
      ...(body.length > 0 ? body : [{ kind: 'paragraph' as const, look: 'empty' as const, pieces: [words.t('export.section.empty')] }]),
    ],
  }
}

/** What the template asks, before what people have answered. */
function guidingQuestions(key: string, { questions, t, titles, file }: Wording): Block[] {
  const asked = questions === true ? titles.questionsOf(key) : []
  if (asked.length === 0) return []
  const items = asked.map((text) => ({
    blocks: [{ kind: 'paragraph' as const, look: 'soft' as const, lang: file.language, pieces: [text] }],
  }))
  const label = t('section.questions')
  return [
    {
      kind: 'aside',
      // Each is another: who goes from one to the next by ear hears which it is.
      label: `${label}: ${titles.titleOf(key)}`,
      blocks: [
        { kind: 'paragraph', look: 'aside', pieces: [label] },
        { kind: 'list', ordered: false, items },
      ],
    },
  ]
}

/** Why there is nothing to read in it. */
export function notForUs(state: FileSection['state'], words: Wording): Block[] {
  if (state?.status !== 'not-for-us' || typeof state.reason !== 'string') return []
  const pieces = around((reason) => words.t('sectionStatus.because', { reason }), theirs(state.reason, words))
  return [{ kind: 'paragraph', look: 'notice', pieces }]
}
