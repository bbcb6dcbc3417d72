import { translator } from '@samskriv/i18n'
import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type ICommentOptions,
  InternalHyperlink,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'

import { runsRightToLeft } from '../layout/direction.ts'
import type { Fact, Message, Notice, Part, Piece } from '../layout/kinds.ts'
import { tagOf } from '../layout/language-tag.ts'
import { layOut } from '../layout/lay-out.ts'
import type { LayoutOptions } from '../layout/wording.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { blocksContent, paragraph } from './block-content.ts'
import { commentEnd, commentStart, lineRuns } from './line-runs.ts'
import { sameBytes } from './same-bytes.ts'
import { numbering, sizeOf, styles } from './styles.ts'
import { Writing, type Written } from './writing.ts'

/**
 * The study as a Word document: real headings, footnotes, lists and tables, pictures with their descriptions, comments with their replies. Who
 * said what stands beside the words in the sector's letter, line and colour, and by name below them. Equal input gives equal bytes.
 */
export async function exportDocx(tree: ExportTree, options: LayoutOptions): Promise<Uint8Array<ArrayBuffer>> {
  const layout = layOut(tree, { ...options, tracksChanges: true })
  const writing = new Writing(layout, tree.pictures)
  const product = translator(options.language)('product.name')
  const children = [
    ...titleBlock(writing),
    ...(layout.onePage ? [] : contents(writing)),
    ...guide(writing),
    ...layout.parts.flatMap((part) => partContent(part, writing)),
  ]
  const document = new Document({
    title: layout.title,
    subject: layout.kind,
    creator: product,
    lastModifiedBy: product,
    customProperties: [{ name: 'Content hash', value: layout.contentHash }],
    styles: styles(layout),
    numbering: numbering(writing.starts),
    footnotes: footnotesOf(writing),
    ...(layout.comments.length === 0 ? {} : { comments: { children: commentsOf(writing) } }),
    sections: [
      {
        ...(layout.onePage
          ? { properties: { page: { margin: { top: 700, bottom: 600, left: 1000, right: 1000, header: 300, footer: 300 } } } }
          : {}),
        headers: { default: header(writing) },
        // One sheet needs no number.
        ...(layout.onePage ? {} : { footers: { default: footer(writing) } }),
        children: children.filter((child) => child !== undefined),
      },
    ],
  })
  return sameBytes(await Packer.toBuffer(document), layout)
}

function titleBlock(writing: Writing): Written {
  const { kind, title, subtitle, studyLang, notices, facts, commentsOnAll, lang } = writing.layout
  const place = { lang, level: 0 }
  return [
    paragraph([kind], { ...place, style: 'Kind' }, writing),
    new Paragraph({
      heading: HeadingLevel.TITLE,
      ...(runsRightToLeft([title]) ? { bidirectional: true } : {}),
      children: [
        ...commentsOnAll.flatMap((number) => commentStart(number, writing)),
        ...lineRuns([title], studyLang, writing),
        ...commentsOnAll.flatMap((number) => commentEnd(number, writing)),
      ],
    }),
    ...(subtitle === null ? [] : [paragraph([subtitle], { lang: studyLang, level: 0, style: 'Subtitle' }, writing)]),
    ...notices.flatMap((notice) => noticeContent(notice, writing)),
    ...facts.flatMap((fact) => factContent(fact, writing)),
  ]
}

function noticeContent({ title, pieces }: Notice, writing: Writing): Written {
  const place = { lang: writing.layout.lang, level: 0, style: 'Notice' }
  const label = title === null ? [] : [{ kind: 'words' as const, text: `${title}. `, look: 'strong' as const }]
  return [paragraph([...label, ...pieces], place, writing)]
}

function factContent({ term, values, list }: Fact, writing: Writing): Written {
  const place = { lang: writing.layout.lang, level: 0 }
  const label = { kind: 'words' as const, text: `${term}: `, look: 'strong' as const }
  if (list !== true) return [paragraph([label, ...values.flat()], place, writing)]
  const item = writing.list(false, 1)
  return [paragraph([label], place, writing), ...values.map((pieces) => paragraph(pieces, { ...place, level: 1, item }, writing))]
}

/** Links to the parts: a table of contents of Word's own would be empty until Word is asked to fill it. */
function contents(writing: Writing): Written {
  const { contents: title, parts, lang } = writing.layout
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: lineRuns([title], lang, writing) }),
    ...parts.map(
      (part) =>
        new Paragraph({
          spacing: { after: 40 },
          children: [
            new InternalHyperlink({
              anchor: part.id,
              children: [new TextRun({ text: titleOf(part), style: 'Hyperlink', language: { value: tagOf(part.section?.lang ?? lang) } })],
            }),
          ],
        }),
    ),
  ]
}

function guide(writing: Writing): Written {
  const { guide: how, lang } = writing.layout
  if (how === null) return []
  const place = { lang, level: 0 }
  return [paragraph([how.marks], { ...place, style: 'Soft' }, writing), ...blocksContent([how.legend], place, writing)]
}

function partContent(part: Part, writing: Writing): Written {
  const { id, section, comments = [], blocks } = part
  const lang = section?.lang ?? writing.layout.lang
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      ...(runsRightToLeft([part.title]) ? { bidirectional: true } : {}),
      children: [
        ...comments.flatMap((number) => commentStart(number, writing)),
        new Bookmark({ id, children: lineRuns([titleOf(part)], lang, writing) }),
        ...comments.flatMap((number) => commentEnd(number, writing)),
      ],
    }),
    ...blocksContent(blocks, { lang: writing.layout.lang, level: 0 }, writing),
  ]
}

function titleOf({ title, section }: Part): string {
  return section === undefined ? title : `${section.number} ${title}`
}

function footnotesOf(writing: Writing): Record<string, { children: Paragraph[] }> {
  const entries = writing.notes.map(({ note: { text, saying }, lang }, index): [string, { children: Paragraph[] }] => {
    const pieces: Piece[] = [
      ` ${text}`,
      ...(saying === null ? [] : [{ kind: 'words' as const, text: ` (${saying})`, lang: writing.layout.lang }]),
    ]
    return [String(index + 1), { children: [paragraph(pieces, { lang, level: 0, style: 'FootnoteText' }, writing)] }]
  })
  return Object.fromEntries(entries)
}

function commentsOf(writing: Writing): ICommentOptions[] {
  return writing.layout.comments.flatMap((comment) => {
    const [first = 0, ...replies] = writing.idsOf(comment.number)
    return [
      { ...messageOf(first, comment, writing), ...(comment.resolved === null ? {} : { resolved: true }) },
      ...comment.replies.map((reply, index) => ({ ...messageOf(replies[index] ?? first, reply, writing), parentId: first })),
    ]
  })
}

function messageOf(id: number, { author, letter, at, lang, lines, outcome }: Message, writing: Writing): ICommentOptions {
  return {
    id,
    author,
    initials: letter,
    date: new Date(at),
    children: [
      ...lines.map((line) => paragraph([line], { lang, level: 0 }, writing)),
      ...outcome.map((pieces) => paragraph(pieces, { lang: writing.layout.lang, level: 0 }, writing)),
    ],
  }
}

/** A text that may still change says so on every page. */
function header({ layout: { draft, lang } }: Writing): Header {
  const runs = draft === null ? [] : [new TextRun({ text: draft, bold: true, color: '9A2C14', language: { value: tagOf(lang) } })]
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.END, children: runs })] })
}

function footer({ layout }: Writing): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [layout.title, ' · ', PageNumber.CURRENT], size: sizeOf(18, layout) })],
      }),
    ],
  })
}
