import type { SectionKey } from '@samskriv/domain'
import { updateYFragment } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { everyNode } from './every-node.ts'
import { schema } from './schema.ts'
import type { NestedBlock, SectionBlock, SectionInline, SectionMark } from './section-block.ts'
import { type JsonValue, type ProseMirrorJson, sectionJson } from './section-json.ts'
import { isSectionKey, sectionRoot } from './section-root.ts'
import { writeSection } from './write-section.ts'

const key = aKey('summary')
const clients = { amina: 101, bjorn: 202, cara: 303 } as const
type Name = keyof typeof clients

describe('writing a section', () => {
  test('gives the JSON that was meant, every node and mark', () => {
    const doc = new Y.Doc()
    write(doc, (everyNode.content ?? []).map(blockOf))
    expect(sectionJson(doc, key)).toEqual(everyNode)
  })

  test('[D6] leaves y-tiptap nothing to correct', () => {
    const doc = new Y.Doc()
    write(doc, (everyNode.content ?? []).map(blockOf))
    const before = Y.encodeStateAsUpdate(doc)
    const fragment = doc.getXmlFragment(sectionRoot(key))
    doc.transact(() => updateYFragment(doc, fragment, schema.nodeFromJSON(everyNode), { mapping: new Map(), isOMark: new Map() }))
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  test('[D7] gives each run the clientID chosen for its voice, within one transaction', () => {
    const doc = new Y.Doc()
    let updates = 0
    doc.on('update', () => {
      updates += 1
    })
    write(doc, [
      {
        type: 'paragraph',
        runs: [
          { text: 'I said. ', voice: 'amina' },
          { text: 'We answered. ', voice: 'bjorn' },
          { text: 'I wrote it down.', voice: 'amina' },
        ],
      },
      { type: 'bulletList', items: [[{ type: 'paragraph', runs: [{ text: 'A point', marks: [{ type: 'bold' }], voice: 'cara' }] }]] },
    ])
    expect(updates).toBe(1)
    expect(clientsOfText(doc)).toEqual([
      ['I said. ', clients.amina],
      ['We answered. ', clients.bjorn],
      ['I wrote it down.', clients.amina],
      ['A point', clients.cara],
    ])
  })

  test('survives the way through an update with its clientIDs', () => {
    const doc = new Y.Doc()
    write(doc, [
      {
        type: 'paragraph',
        runs: [
          { text: 'Mine, ', voice: 'amina' },
          { text: 'yours', voice: 'bjorn' },
        ],
      },
    ])
    const peer = new Y.Doc()
    Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc))
    expect(clientsOfText(peer)).toEqual([
      ['Mine, ', clients.amina],
      ['yours', clients.bjorn],
    ])
  })

  test('does not let a mark run on into the next run', () => {
    const doc = new Y.Doc()
    write(doc, [
      {
        type: 'paragraph',
        runs: [
          { text: 'bold', marks: [{ type: 'bold' }], voice: 'amina' },
          { text: ' plain', voice: 'amina' },
        ],
      },
    ])
    expect(sectionJson(doc, key).content?.[0]?.content).toEqual([
      { type: 'text', text: 'bold', marks: [{ type: 'bold' }] },
      { type: 'text', text: ' plain' },
    ])
  })

  test('adds after what stands there and touches none of it', () => {
    const doc = new Y.Doc()
    write(doc, [{ type: 'paragraph', runs: [{ text: 'First', voice: 'amina' }] }])
    write(doc, [{ type: 'blockquote', runs: [{ text: 'Second', voice: 'bjorn' }] }])
    expect(sectionJson(doc, key).content?.map(({ type }) => type)).toEqual(['paragraph', 'blockquote'])
  })
})

function write(doc: Y.Doc, blocks: readonly SectionBlock<Name>[]): void {
  doc.transact(() =>
    writeSection(doc, key, blocks, (name) => {
      doc.clientID = clients[name]
    }),
  )
}

function clientsOfText(doc: Y.Doc): [string, number][] {
  const found: [string, number][] = []
  const visit = (type: Y.XmlFragment | Y.XmlText): void => {
    for (let item = type._start; item !== null; item = item.right) {
      if (item.content instanceof Y.ContentString && !item.deleted) found.push([item.content.str, item.id.client])
      if (item.content instanceof Y.ContentType && (item.content.type instanceof Y.XmlElement || item.content.type instanceof Y.XmlText))
        visit(item.content.type)
    }
  }
  visit(doc.getXmlFragment(sectionRoot(key)))
  return found
}

function blockOf(node: ProseMirrorJson): SectionBlock<Name> {
  const attrs = node.attrs ?? {}
  switch (node.type) {
    case 'heading':
      return { type: attrs['level'] === 3 ? 'heading3' : 'heading4', runs: runsOf(node) }
    case 'caption':
      return { type: 'caption', runs: runsOf(node) }
    case 'blockquote':
      return { type: 'blockquote', blocks: (node.content ?? []).map(nestedOf) }
    case 'table':
      return {
        type: 'table',
        headerRow: attrs['headerRow'] === true,
        rows: (node.content ?? []).map((row) => (row.content ?? []).map((cell) => (cell.content ?? []).map(nestedOf))),
      }
    case 'image':
      return { type: 'image', hash: textOf(attrs['hash']), alt: textOf(attrs['alt']), decorative: attrs['decorative'] === true }
    case 'communityQuote':
      return { type: 'communityQuote', quoteId: textOf(attrs['quoteId']) }
    case 'indicatorRef':
      return { type: 'indicatorRef', indicatorId: textOf(attrs['indicatorId']) }
    case 'evidenceRef':
      return { type: 'evidenceRef', evidenceId: textOf(attrs['evidenceId']) }
    case 'partnersTable':
    case 'decisionsTable':
    case 'creditsTable':
      return { type: node.type }
    default:
      return nestedOf(node)
  }
}

function nestedOf(node: ProseMirrorJson): NestedBlock<Name> {
  const items = (node.content ?? []).map((item) => (item.content ?? []).map(nestedOf))
  if (node.type === 'bulletList') return { type: 'bulletList', items }
  if (node.type === 'orderedList') return { type: 'orderedList', start: Number(node.attrs?.['start']), items }
  return { type: 'paragraph', runs: runsOf(node) }
}

function runsOf(node: ProseMirrorJson): SectionInline<Name>[] {
  return (node.content ?? []).map((inline) => {
    if (inline.type === 'hardBreak') return { type: 'hardBreak' }
    if (inline.type === 'footnote') return { type: 'footnote', text: textOf(inline.attrs?.['text']) }
    const marks = (inline.marks ?? []).map((mark): SectionMark => {
      if (mark.type === 'link') return { type: 'link', href: textOf(mark.attrs?.['href']) }
      return { type: mark.type === 'bold' ? 'bold' : 'italic' }
    })
    return { text: inline.text ?? '', marks, voice: 'amina' }
  })
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new Error('attribute is not text')
  return value
}

function aKey(name: string): SectionKey {
  if (!isSectionKey(name)) throw new Error(`not a section key: ${name}`)
  return name
}
