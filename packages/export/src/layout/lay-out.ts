import { templateById } from '@samskriv/document'
import { isLanguage, type SectionKey } from '@samskriv/domain'
import { localeOf } from '@samskriv/i18n'

import { contentHash } from '../export-json.ts'
import type { FileSection } from '../file/blocks.ts'
import type { FileQuestion } from '../file/dialogue.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { aboutStudy } from './about-study.ts'
import { backMatter } from './back-matter.ts'
import { laidComments, laidSuggestions, type SaidAboutText } from './comments.ts'
import { facts, isDraft, notices, readingGuide } from './front-matter.ts'
import type { Block, Layout, Part } from './kinds.ts'
import { questionRows, type QuestionsPage } from './questions.ts'
import { sectionBody } from './section-body.ts'
import { type LayoutOptions, type Wording, wording, wordsOf } from './wording.ts'

/** What a file holds, in order and in words: the one place that decides it for every format that people read. */
export function layOut(tree: ExportTree, options: LayoutOptions): Layout {
  const words = wording(tree.file, options)
  const { file, t } = words
  const titles = (key: string): string => titleOf(key, words)
  const told = aboutStudy(words, titles)
  const order = file.sections.flatMap(({ sectionId, blocks }) => [sectionId, ...blocks.map(({ id }) => id)])
  const comments = laidComments(tree.comments.shown, order, words)
  const said = { comments, suggestions: laidSuggestions(tree.suggestions, words) }
  return {
    lang: localeOf(options.language),
    studyLang: file.language,
    kind: t('export.kind'),
    title: file.title,
    subtitle: file.subtitle ?? null,
    draft: isDraft(file.status) ? t('export.draft.title') : null,
    notices: notices(words),
    facts: facts(tree.generatedAt, words),
    contents: t('export.contents'),
    onePage: false,
    largePrint: options.largePrint === true,
    guide: words.voices ? readingGuide(words) : null,
    parts: [
      ...(told.length === 0 ? [] : [{ id: 'about', title: t('about.title'), blocks: told }]),
      ...file.sections.map((section, index) => sectionPart(section, index + 1, said, words)),
      ...backMatter(tree, titles, words),
    ],
    comments: comments.map(({ comment }) => comment),
    commentsTitle: t('export.comments.title'),
    commentsOnAll: comments.flatMap(({ comment, section }) => (section === null ? [comment.number] : [])),
    generatedAt: tree.generatedAt,
    contentHash: contentHash(tree),
  }
}

/** What is told about the study beside its text; empty when nothing is. */
export function layOutAbout(tree: ExportTree, options: LayoutOptions): readonly Block[] {
  const words = wording(tree.file, options)
  return aboutStudy(words, (key) => titleOf(key, words))
}

/** The text of one section. */
export function layOutSection(tree: ExportTree, key: SectionKey, options: LayoutOptions): readonly Block[] {
  const blocks = tree.file.sections.find(({ sectionId }) => sectionId === key)?.blocks ?? []
  return sectionBody(blocks, `section-${key}`, { comments: [], suggestions: [] }, wording(tree.file, options))
}

/** "You said, we did". */
export function layOutQuestions(
  questions: readonly FileQuestion[],
  { language, ...page }: Pick<QuestionsPage, 'language' | 'today' | 'titleOf' | 'studyLanguage'>,
): readonly Block[] {
  return questionRows(questions, { ...page, language, ...wordsOf(language) })
}

function sectionPart({ sectionId, state, blocks }: FileSection, number: number, said: SaidAboutText, words: Wording): Part {
  const id = `section-${sectionId}`
  const body = sectionBody(blocks, id, said, words)
  const onAll = said.comments.filter(({ section, place }) => section === sectionId && place === null).map(({ comment }) => comment.number)
  return {
    id,
    title: titleOf(sectionId, words),
    section: { number, lang: words.file.language },
    ...(onAll.length === 0 ? {} : { comments: onAll }),
    blocks: [
      ...notForUs(state, words),
      ...(body.length > 0 ? body : [{ kind: 'paragraph' as const, look: 'empty' as const, pieces: [words.t('export.section.empty')] }]),
    ],
  }
}

/** Why there is nothing to read in it. */
function notForUs(state: FileSection['state'], { file, t }: Wording): Block[] {
  if (state?.status !== 'not-for-us' || typeof state.reason !== 'string') return []
  return [{ kind: 'paragraph', look: 'notice', lang: file.language, pieces: [t('sectionStatus.because', { reason: state.reason })] }]
}

/** In the language of the study where the template has it, else of the fixed words: a title belongs to its text. */
function titleOf(key: string, { file, language }: Wording): string {
  const own = file.sections.find(({ sectionId }) => sectionId === key)?.own?.title
  if (own !== undefined) return own
  const title = templateById(file.templateId)?.sections.find(({ id }) => id === key)?.title
  return title?.[isLanguage(file.language) ? file.language : language] ?? key
}
