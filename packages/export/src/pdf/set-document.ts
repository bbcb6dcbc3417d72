import { lightColours } from '@samskriv/theme'

import { commentMarkId, commentsPart, markedIn } from '../layout/comments.ts'
import type { Fact, Layout, Notice, Part } from '../layout/kinds.ts'
import { fontsFor } from './fonts.ts'
import { HeadingLevels } from './heading-levels.ts'
import { Labels } from './labels.ts'
import { setLanguage } from './languages.ts'
import type { PictureFiles } from './picture-files.ts'
import { type BlockWriting, commentReferences, paragraph, setBlocks } from './set-blocks.ts'
import { languageOf } from './set-line.ts'
import { plainText } from './set-text.ts'
import type { SetBlock, SetDocument, SetNotice } from './typeset.ts'

/**
 * @param notices - beside those of the study: what a reader must know about this very file
 * @returns `fontFiles`: paths of those that have its letters
 */
export function setDocument(
  laid: Layout,
  pictures: PictureFiles,
  notices: readonly Notice[],
): { readonly document: SetDocument; readonly fontFiles: readonly string[] } {
  const layout = { ...laid, parts: [...laid.parts, ...commentsPart(laid)] }
  const { lang, studyLang, comments } = layout
  const writing: BlockWriting = {
    lang,
    pictures,
    largePrint: layout.largePrint,
    labels: new Labels(idsOf(layout)),
    levels: new HeadingLevels(),
  }
  const line = (text: string, of: string): SetBlock => paragraph([text], of, null, writing)
  const title = plainText(layout.title).trim() === '' ? layout.kind : plainText(layout.title)
  const set = {
    language: setLanguage(lang),
    title,
    titleLine: line(title, studyLang),
    kindLine: line(layout.kind, lang),
    subtitle: layout.subtitle === null ? null : line(layout.subtitle, studyLang),
    description: layout.kind,
    draft: layout.draft,
    notices: [...notices, ...layout.notices].map((notice) => noticeOf(notice, writing)),
    facts: layout.facts.map((fact) => factOf(fact, writing)),
    about: commentReferences(layout.commentsOnAll, comments, lang, writing),
    contents: layout.contents,
    guide:
      layout.guide === null
        ? []
        : [paragraph([layout.guide.marks], lang, 'soft', writing), ...setBlocks([layout.guide.legend], { lang, depth: 0 }, writing)],
    parts: layout.parts.map((part) => partOf(part, layout, writing)),
    onePage: layout.onePage,
    largePrint: layout.largePrint,
    isWhole: layout.isWhole,
    colours: lightColours,
    hash: layout.contentHash,
  }
  const { files, ...fonts } = fontsFor(JSON.stringify(set))
  return { document: { ...set, fonts }, fontFiles: files }
}

function noticeOf({ tone, title, pieces }: Notice, writing: BlockWriting): SetNotice {
  const label = title === null ? [] : [paragraph([title], writing.lang, 'title', writing)]
  return { tone, blocks: [...label, paragraph(pieces, writing.lang, null, writing)] }
}

function factOf({ term, values }: Fact, writing: BlockWriting): SetDocument['facts'][number] {
  return { term: plainText(term), blocks: values.map((pieces) => paragraph(pieces, writing.lang, null, writing)) }
}

function partOf({ id, title, section, comments = [], blocks }: Part, layout: Layout, writing: BlockWriting): SetDocument['parts'][number] {
  const lang = section?.lang ?? layout.lang
  writing.levels.begin()
  return {
    label: id,
    title: plainText(title).trim() === '' ? layout.contents : plainText(title),
    number: section === undefined ? null : String(section.number),
    language: languageOf([title], lang),
    blocks: [
      ...commentReferences(comments, layout.comments, layout.lang, writing),
      ...setBlocks(blocks, { lang: layout.lang, depth: 0 }, writing),
    ],
  }
}

/** Of all that something can lead to: parts, headings and entries, wherever they stand. */
function idsOf({ parts, comments, commentsOnAll }: Layout): string[] {
  const marked = comments.length === 0 ? [] : [...commentsOnAll, ...markedIn(parts)]
  const ids = marked.map(commentMarkId)
  JSON.stringify(parts, (key, value: unknown) => {
    if (key === 'id' && typeof value === 'string') ids.push(value)
    return value
  })
  return ids
}
