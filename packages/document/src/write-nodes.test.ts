import type { SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { sectionJson, type ProseMirrorJson } from './section-json.ts'
import { writeNodes, type VoicedElementJson, type VoicedNodeJson } from './write-nodes.ts'

const key = 'summary' as SectionKey
const said = (text: string, voice: string, ...marks: { type: string; attrs?: { href: string } }[]) =>
  ({ type: 'text', text, voice, ...(marks.length > 0 ? { marks } : {}) }) as const
const paragraph = (...content: VoicedNodeJson<string>[]): VoicedElementJson<string> => ({ type: 'paragraph', content })

const section: VoicedElementJson<string>[] = [
  { type: 'heading', attrs: { level: 4 }, content: [said('The yard', 'per')] },
  paragraph(
    said('We planted ', 'amina'),
    said('trees', 'per', { type: 'bold' }, { type: 'italic' }),
    said(' in ', 'amina', { type: 'bold' }),
    said('the yard', 'amina', { type: 'link', attrs: { href: 'https://example.org/yard' } }),
    { type: 'hardBreak' },
    said('together', 'per'),
    { type: 'footnote', attrs: { text: 'In May.' } },
    said('.', 'per'),
  ),
  { type: 'paragraph' },
  {
    type: 'orderedList',
    attrs: { start: 3 },
    content: [
      {
        type: 'listItem',
        content: [
          paragraph(said('Spades', 'per')),
          { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(said('lent', 'amina'))] }] },
        ],
      },
      { type: 'listItem', content: [paragraph(said('Saplings', 'amina'))] },
    ],
  },
  { type: 'blockquote', content: [paragraph(said('It is ours now.', 'amina'))] },
  { type: 'communityQuote', attrs: { quoteId: 'quote-1' } },
  { type: 'image', attrs: { hash: 'abc', alt: 'The yard', decorative: false } },
  { type: 'partnersTable' },
]

function withoutVoices(node: VoicedNodeJson<string>): ProseMirrorJson {
  if ('voice' in node) return { type: 'text', text: node.text, ...(node.marks === undefined ? {} : { marks: node.marks }) }
  return { ...node, ...(node.content === undefined ? {} : { content: node.content.map(withoutVoices) }) }
}

describe('writing nodes as they were read', () => {
  test('gives exactly them back, marks, attributes and atoms included', () => {
    const doc = new Y.Doc()
    doc.transact(() => writeNodes(doc, key, section, () => {}))
    expect(sectionJson(doc, key).content).toEqual(section.map(withoutVoices))
  })

  test('writes each run with the client of its voice', () => {
    const doc = new Y.Doc()
    const clients = new Map([
      ['amina', 1],
      ['per', 2],
    ])
    doc.transact(() => writeNodes(doc, key, section, (voice) => (doc.clientID = clients.get(voice) ?? 0)))
    const texts = new Map([...clients.values()].map((client) => [client, textOf(doc, client)]))
    expect(texts.get(1)).toBe('We planted  in the yardlentSaplingsIt is ours now.')
    expect(texts.get(2)).toBe('The yardtreestogether.Spades')
    expect(new Set(doc.store.clients.keys())).toEqual(new Set([1, 2]))
  })

  test('touches nothing that is there', () => {
    const doc = new Y.Doc()
    writeNodes(doc, key, [paragraph(said('Before', 'amina'))], () => {})
    writeNodes(doc, key, [paragraph(said('After', 'per'))], () => {})
    expect(sectionJson(doc, key).content).toEqual([paragraph(said('Before', 'amina')), paragraph(said('After', 'per'))].map(withoutVoices))
  })

  test('writes them, in their order, where it is told to', () => {
    const doc = new Y.Doc()
    const write = (texts: readonly string[], at?: number): void => {
      const nodes = texts.map((text) => paragraph(said(text, 'amina')))
      writeNodes(doc, key, nodes, () => {}, at)
    }
    write(['Before', 'After'])
    write(['Between', 'Then'], 1)
    expect(sectionJson(doc, key).content?.map(({ content }) => content?.[0]?.text)).toEqual(['Before', 'Between', 'Then', 'After'])
  })
})

function textOf(doc: Y.Doc, client: number): string {
  const items = doc.store.clients.get(client) ?? []
  return items.map((item) => (item instanceof Y.Item && item.content instanceof Y.ContentString ? item.content.str : '')).join('')
}
