import type { Root, RootContent } from 'mdast'
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'

import type { Fact, Layout, Notice, Part } from '../layout/kinds.ts'
import { layOut } from '../layout/lay-out.ts'
import type { LayoutOptions } from '../layout/wording.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { blockContent, paragraph } from './block-content.ts'
import { lineContent } from './line-content.ts'
import { MarkdownNotes } from './markdown-notes.ts'
import { quickRoot } from './quick-root.ts'

/**
 * The study as one Markdown file (CommonMark with the tables and footnotes of GFM). Who said what stands in notes that begin with the letter of
 * the sector; pictures are told by their descriptions. Equal input gives equal bytes.
 */
export function exportMarkdown(tree: ExportTree, options: LayoutOptions): string {
  return renderMarkdown(layOut(tree, options))
}

export function renderMarkdown(layout: Layout): string {
  const notes = new MarkdownNotes(layout.comments)
  const children: RootContent[] = [
    { type: 'heading', depth: 1, children: lineContent([layout.title], notes) },
    ...commentReferences(layout.commentsOnAll, notes),
    ...(layout.subtitle === null ? [] : [paragraph([{ kind: 'words', text: layout.subtitle, look: 'strong' }], notes)]),
    ...layout.notices.map((notice) => noticeContent(notice, notes)),
    factList(layout, notes),
    ...(layout.onePage ? [] : contentsOf(layout, notes)),
    ...(layout.guide === null ? [] : [paragraph([layout.guide.notes], notes), ...blockContent(layout.guide.legend, notes)]),
    ...layout.parts.flatMap((part) => partContent(part, notes)),
  ]
  const root: Root = { type: 'root', children: [...children, ...notes.definitions()] }
  return toMarkdown(root, {
    bullet: '-',
    handlers: { root: quickRoot },
    extensions: [gfmFootnoteToMarkdown(), gfmTableToMarkdown({ tablePipeAlign: false }), textIsText],
  })
}

// Many readers take what stands between two of these for a formula, or for words that are struck out.
const textIsText = { unsafe: ['$', '~'].map((character) => ({ character, inConstruct: 'phrasing' as const })) }

function noticeContent({ title, pieces }: Notice, notes: MarkdownNotes): RootContent {
  const lines = title === null ? [] : [paragraph([{ kind: 'words', text: title, look: 'strong' }], notes)]
  return { type: 'blockquote', children: [...lines, paragraph(pieces, notes)] }
}

function factList({ facts }: Layout, notes: MarkdownNotes): RootContent {
  const item = ({ term, values, list }: Fact) => {
    const label = { kind: 'words' as const, text: `${term}:`, look: 'strong' as const }
    if (list === true)
      return [
        paragraph([label], notes),
        {
          type: 'list' as const,
          spread: false,
          children: values.map((pieces) => ({ type: 'listItem' as const, spread: false, children: [paragraph(pieces, notes)] })),
        },
      ]
    return [paragraph([label, ' ', ...values.flat()], notes)]
  }
  return { type: 'list', spread: false, children: facts.map((fact) => ({ type: 'listItem', spread: false, children: item(fact) })) }
}

function contentsOf({ contents, parts }: Layout, notes: MarkdownNotes): RootContent[] {
  const list: RootContent = {
    type: 'list',
    spread: false,
    children: parts.map(({ title, section }) => ({
      type: 'listItem',
      spread: false,
      children: [paragraph([section === undefined ? title : `${section.number} ${title}`], notes)],
    })),
  }
  return [{ type: 'heading', depth: 2, children: lineContent([contents], notes) }, list]
}

/** Of what is about a whole section, or the whole study. */
function commentReferences(numbers: readonly number[], notes: MarkdownNotes): RootContent[] {
  return numbers.length === 0 ? [] : [{ type: 'paragraph', children: numbers.map((number) => notes.ofComment(number)) }]
}

function partContent({ title, section, comments = [], blocks }: Part, notes: MarkdownNotes): RootContent[] {
  return [
    { type: 'heading', depth: 2, children: lineContent([section === undefined ? title : `${section.number} ${title}`], notes) },
    ...commentReferences(comments, notes),
    ...blocks.flatMap((block) => blockContent(block, notes)),
  ]
}
