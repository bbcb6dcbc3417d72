import { Node, mergeAttributes } from '@tiptap/core'

import { checkedAttribute } from './attribute.ts'

const maxTextLength = 2000
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/
const hashPattern = /^[0-9a-f]{64}$/

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= maxTextLength
// The empty string is the default: an atom whose attribute was lost in a merge renders as a placeholder and keeps its place.
const isIdOrEmpty = (value: unknown): boolean => value === '' || (typeof value === 'string' && idPattern.test(value))
const isHashOrEmpty = (value: unknown): boolean => value === '' || (typeof value === 'string' && hashPattern.test(value))
const isBoolean = (value: unknown): boolean => typeof value === 'boolean'

/** A picture by the SHA-256 of its file; `decorative` says that the empty `alt` is meant. */
const Image = blockAtom('image', () => ({
  hash: checkedAttribute('hash', '', isHashOrEmpty),
  alt: checkedAttribute('alt', '', isText),
  decorative: checkedAttribute('decorative', false, isBoolean),
}))

const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ text: checkedAttribute('text', '', isText) }),
  parseHTML: () => [{ tag: 'span[data-node="footnote"]', priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-node': 'footnote' })],
})

/** The words of a quote live in a row with their consent; the body holds only where it stands. */
const CommunityQuote = blockAtom('communityQuote', () => ({ quoteId: checkedAttribute('quoteId', '', isIdOrEmpty) }))
const IndicatorRef = blockAtom('indicatorRef', () => ({ indicatorId: checkedAttribute('indicatorId', '', isIdOrEmpty) }))
const EvidenceRef = blockAtom('evidenceRef', () => ({ evidenceId: checkedAttribute('evidenceId', '', isIdOrEmpty) }))
const PartnersTable = blockAtom('partnersTable', () => ({}))
const DecisionsTable = blockAtom('decisionsTable', () => ({}))
const CreditsTable = blockAtom('creditsTable', () => ({}))

/** Nodes without text of their own, rendered from rows. */
export const atoms = [Image, Footnote, CommunityQuote, IndicatorRef, EvidenceRef, PartnersTable, DecisionsTable, CreditsTable]

function blockAtom(name: string, addAttributes: () => Record<string, ReturnType<typeof checkedAttribute>>) {
  return Node.create({
    name,
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes,
    // Above StarterKit's rules: a generic one must not swallow the node on its way back from the clipboard.
    parseHTML: () => [{ tag: `div[data-node="${name}"]`, priority: 100 }],
    renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-node': name })],
  })
}
