import { mergeAttributes, Node } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'

import { checkedBy } from './attribute.ts'

/** Section titles are h2, so a body's own headings are 3 and 4; other levels found in pasted HTML come to the nearer one. */
const SectionHeading = Heading.configure({ levels: [3, 4] }).extend({
  addAttributes() {
    return {
      level: { default: 3, rendered: false, validate: checkedBy('level', (level) => level === 3 || level === 4) },
    }
  },
  parseHTML() {
    return [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: level <= 3 ? 3 : 4 } }))
  },
})

const SectionOrderedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        validate: checkedBy('start', isListStart),
        parseHTML: (element: HTMLElement) => {
          const start = Number(element.getAttribute('start') ?? '1')
          return isListStart(start) ? start : 1
        },
      },
    }
  },
})

// Any order of children, at least one. A merge of two honest edits can then make a node invalid only by emptying it, so
// what y-tiptap deletes to repair it never holds words. Tiptap's own 'paragraph block*' loses the nested list.
const SectionListItem = ListItem.extend({ content: '(paragraph | bulletList | orderedList)+' })
const SectionBlockquote = Blockquote.extend({ content: '(paragraph | bulletList | orderedList)+' })

/**
 * What is told of a picture below it: words like all others, with their authors. It belongs to the picture that stands right before it, and
 * reads as a paragraph where there is none, as when somebody took the picture away meanwhile: nothing has to be repaired.
 */
const Caption = Node.create({
  name: 'caption',
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p[data-node="caption"]', priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { 'data-node': 'caption' }), 0],
})

/** The nodes that people type in. */
export const textBlocks = [
  Document,
  Paragraph,
  SectionHeading,
  BulletList,
  SectionOrderedList,
  SectionListItem,
  SectionBlockquote,
  HardBreak,
  Text,
  Caption,
]

function isListStart(start: unknown): boolean {
  return typeof start === 'number' && Number.isInteger(start) && start >= 0 && start <= 9999
}
