import type { SectionKey } from '@samskriv/domain'

import type { FileQuestion } from '../file/dialogue.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { aboutStudy } from './about-study.ts'
import type { Block, Layout } from './kinds.ts'
import { questionRows, type QuestionsPage } from './questions.ts'
import { sectionBody } from './section-body.ts'
import { frameworkSummary } from './summaries/framework-summary.ts'
import { summarySheet } from './summaries/summary-sheet.ts'
import { wholeStudy } from './whole-study.ts'
import { type LayoutOptions, unknownKind, wording, wordsOf } from './wording.ts'

/** What a file holds, in order and in words: the one place that decides it for every format that people read. */
export function layOut(tree: ExportTree, options: LayoutOptions): Layout {
  const { document = 'full' } = options
  switch (document) {
    case 'full':
      return wholeStudy(tree, options)
    case 'sheet':
      return summarySheet(tree, options)
    case 'gripp2':
    case 'standards':
      return frameworkSummary(tree, document, options)
  }
  return unknownKind(document)
}

/** What is told about the study beside its text; empty when nothing is. */
export function layOutAbout(tree: ExportTree, options: LayoutOptions): readonly Block[] {
  return aboutStudy(wording(tree.file, options))
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
