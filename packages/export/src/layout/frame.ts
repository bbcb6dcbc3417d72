import { localeOf } from '@samskriv/i18n'

import { contentHash } from '../export-json.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { facts, isDraft, notices, readingGuide } from './front-matter.ts'
import type { Layout } from './kinds.ts'
import type { Wording } from './wording.ts'

/** What stands around every file, before it holds anything. @param tree - the whole study */
export function frame(tree: ExportTree, words: Wording): Layout {
  const { t, language } = words
  const { file } = tree
  return {
    lang: localeOf(language),
    studyLang: file.language,
    kind: t('export.kind'),
    title: file.title,
    subtitle: file.subtitle ?? null,
    draft: isDraft(file.status) ? t('export.draft.title') : null,
    notices: notices(words),
    facts: facts(tree, words),
    contents: t('export.contents'),
    onePage: false,
    largePrint: words.largePrint === true,
    isWhole: true,
    voices: words.voices,
    guide: words.voices ? readingGuide(words) : null,
    parts: [],
    comments: [],
    commentsTitle: t('export.comments.title'),
    commentsOnAll: [],
    generatedAt: tree.generatedAt,
    contentHash: contentHash(tree),
  }
}
