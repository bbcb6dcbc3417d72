import { schema } from './schema.ts'
import type { MarkJson, ProseMirrorJson } from './section-json.ts'

const allMarks: readonly MarkJson[] = [{ type: 'link', attrs: { href: 'https://example.org/a?b=c' } }, { type: 'bold' }, { type: 'italic' }]

const text = (words: string, marks: readonly MarkJson[] = []): ProseMirrorJson => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
})
const cell = (...content: ProseMirrorJson[]): ProseMirrorJson => ({ type: 'tableCell', content })
const paragraph = (...content: ProseMirrorJson[]): ProseMirrorJson => ({ type: 'paragraph', ...(content.length > 0 ? { content } : {}) })

/** A section body with every node, every mark and every combination of marks: what tests render, store and read back. */
export const everyNode: ProseMirrorJson = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 3 }, content: [text('Why the hall')] },
    { type: 'heading', attrs: { level: 4 }, content: [text('On '), text('Tuesdays', [{ type: 'italic' }])] },
    paragraph(text('Plain. '), ...combinations(allMarks).map((marks, index) => text(`words ${index} `, marks))),
    paragraph(
      text('Before the break'),
      { type: 'hardBreak' },
      text('after it'),
      { type: 'footnote', attrs: { text: 'Minutes, 3 May' } },
      text('.'),
    ),
    paragraph(),
    paragraph(text('Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka')),
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            paragraph(text('One')),
            { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('One, nested'))] }] },
          ],
        },
        { type: 'listItem', content: [paragraph(text('Two')), paragraph(text('and more on two'))] },
      ],
    },
    { type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem', content: [paragraph(text('Three'))] }] },
    {
      type: 'blockquote',
      content: [
        paragraph(text('Said at the meeting.')),
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('twice'))] }] },
      ],
    },
    {
      type: 'table',
      attrs: { headerRow: true },
      content: [
        {
          type: 'tableRow',
          content: [cell(paragraph(text('Winter'))), cell(paragraph(text('Flats without '), text('heat', [{ type: 'bold' }])))],
        },
        {
          type: 'tableRow',
          content: [
            cell(paragraph(text('2023'))),
            cell(paragraph(text('Nine of them:')), {
              type: 'bulletList',
              content: [{ type: 'listItem', content: [paragraph(text('on the ground floor'))] }],
            }),
          ],
        },
        // Of two who change a table at once, one may leave a row shorter.
        { type: 'tableRow', content: [cell(paragraph())] },
      ],
    },
    { type: 'image', attrs: { hash: 'a'.repeat(64), alt: 'Nine people at a table', decorative: false } },
    { type: 'caption', content: [text('The first Tuesday. '), text('Photo: Amina', [{ type: 'italic' }])] },
    { type: 'communityQuote', attrs: { quoteId: 'q-wall' } },
    { type: 'indicatorRef', attrs: { indicatorId: 'i-missed' } },
    { type: 'evidenceRef', attrs: { evidenceId: 'e-minutes' } },
    { type: 'partnersTable' },
    { type: 'decisionsTable' },
    { type: 'creditsTable' },
  ],
}

/** The names the example uses, to be compared with the schema's own list. */
export function namesIn(node: ProseMirrorJson): Set<string> {
  const names = new Set([node.type === 'doc' ? schema.topNodeType.name : node.type, ...(node.marks ?? []).map((mark) => mark.type)])
  for (const child of node.content ?? []) for (const name of namesIn(child)) names.add(name)
  return names
}

function combinations(marks: readonly MarkJson[]): MarkJson[][] {
  return Array.from({ length: 2 ** marks.length - 1 }, (_, chosen) => marks.filter((_mark, bit) => ((chosen + 1) >> bit) % 2 === 1))
}
