import { type ProseMirrorJson, schema, sectionJson } from '@samskriv/document'
import { everyNode } from '@samskriv/document/every-node'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { Authorship } from './authorship.ts'
import { rebase } from './rebase.ts'
import { type Span, spansOfSection } from './spans.ts'
import { amina, officer, section } from './testing/study.ts'
import { UnattributedText } from './unattributed-text.ts'
import { isVoicedText, spansOfBlocks, type VoicedElement, type VoicedNode } from './voiced-blocks.ts'

/** Every node and mark, all by one client, with some stretches overridden. */
function everythingSaid() {
  const doc = new Y.Doc()
  doc.clientID = 1
  prosemirrorToYXmlFragment(schema.nodeFromJSON(everyNode), doc.getXmlFragment('s:summary'))
  const overrides = [20, 43, 64, 100, 180].map((clock) => ({ client: 1, clock, length: 9, voice: officer, movedBy: amina }))
  return { doc, authorship: new Authorship({ bindings: [{ client: 1, voice: amina }], overrides }) }
}

const counter = () => {
  let client = 1000
  return () => client++
}

describe('the blocks of a section with voices', () => {
  test('[AT9] are its JSON, cut only where the voice changes', () => {
    const { doc, authorship } = everythingSaid()
    const blocks = spansOfBlocks(doc, section, authorship)
    expect({ type: 'doc', content: blocks.map(withoutVoices) }).toEqual(sectionJson(doc, section))
    const voices = new Set(texts(blocks).map(({ voice }) => voice))
    expect(voices).toEqual(new Set([amina, officer]))
  })

  test('[AT9] name the ids of every character', () => {
    const { doc, authorship } = everythingSaid()
    for (const node of texts(spansOfBlocks(doc, section, authorship))) {
      const characters = node.ranges.map(({ client, clock, length }) => charactersAt(doc, client, clock, length)).join('')
      expect(characters).toBe(node.text)
      for (const { client, clock, length } of node.ranges) {
        expect(authorship.segments(client, clock, length)).toEqual([{ clock, length, voice: node.voice }])
      }
    }
  })

  test('[AT9] leave a document as it was, also where nobody has written', () => {
    const { doc, authorship } = everythingSaid()
    const before = Y.encodeStateAsUpdate(doc)
    spansOfBlocks(doc, section, authorship)
    expect(spansOfBlocks(doc, 'partners' as SectionKey, authorship)).toEqual([])
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    expect([...doc.share.keys()]).toEqual(['s:summary'])
  })

  test('[AT1] throw when nobody is known to have said them', () => {
    const { doc } = everythingSaid()
    expect(() => spansOfBlocks(doc, section, new Authorship({}))).toThrow(UnattributedText)
  })
})

describe('the spans of a section', () => {
  test('[AT9] begin a new line for a block and for a hard break', () => {
    const { doc, authorship } = everythingSaid()
    const spans = spansOfSection(doc, section, authorship)
    const lines = new Map<number, string>()
    for (const { block, text } of spans) lines.set(block, (lines.get(block) ?? '') + text)
    expect([...lines.values()]).toContain('Before the break')
    expect([...lines.values()]).toContain('after it.')
    expect([...lines.keys()].toSorted((a, b) => a - b)).toEqual([...lines.keys()])
  })
})

describe('a rebase', () => {
  test('[AT11] keeps every node, attribute and mark and every span, under one client for each voice', () => {
    const { doc, authorship } = everythingSaid()
    const rebased = rebase(doc, authorship, { newClient: counter() })
    const after = new Authorship({ bindings: rebased.bindings })
    expect(sectionJson(rebased.doc, section)).toEqual(sectionJson(doc, section))
    expect(spansOfSection(rebased.doc, section, after).map(withoutIds)).toEqual(spansOfSection(doc, section, authorship).map(withoutIds))
    expect(rebased.bindings.map(({ voice }) => voice).toSorted()).toEqual([amina, officer])
    expect(new Set(Y.decodeStateVector(Y.encodeStateVector(rebased.doc)).keys())).toEqual(new Set([1000, 1001]))
  })

  test('[AT11] takes every section and no other root, and nothing that was deleted', () => {
    const { doc, authorship } = everythingSaid()
    doc.getXmlFragment('s:partners').push([new Y.XmlElement('paragraph')])
    doc.getMap('settings').set('colour', 'red')
    doc.getXmlFragment('s:summary').delete(0, 1)
    const rebased = rebase(doc, authorship, { newClient: counter() })
    expect([...rebased.doc.share.keys()].toSorted()).toEqual(['s:partners', 's:summary'])
    expect(sectionJson(rebased.doc, 'partners' as SectionKey)).toEqual(sectionJson(doc, 'partners' as SectionKey))
    expect(sectionJson(rebased.doc, section)).toEqual(sectionJson(doc, section))
    expect(new TextDecoder().decode(Y.encodeStateAsUpdate(rebased.doc))).not.toContain('Why the hall')
  })

  test('[AT11] of an empty study is empty', () => {
    const rebased = rebase(new Y.Doc(), new Authorship({}), { newClient: counter() })
    expect(rebased.bindings).toEqual([])
    expect(Y.encodeStateVector(rebased.doc)).toEqual(Y.encodeStateVector(new Y.Doc()))
  })
})

function withoutIds({ text, voice, block, marks }: Span): unknown {
  return { text, voice, block, marks }
}

function withoutVoices(node: VoicedNode): ProseMirrorJson {
  if (isVoicedText(node)) return { type: 'text', text: node.text, ...(node.marks === undefined ? {} : { marks: node.marks }) }
  if (node.content === undefined) return node
  const content: ProseMirrorJson[] = []
  for (const child of node.content.map(withoutVoices)) {
    const last = content.at(-1)
    if (last?.type === 'text' && child.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(child.marks)) {
      content[content.length - 1] = { ...last, text: `${last.text ?? ''}${child.text ?? ''}` }
    } else content.push(child)
  }
  return { ...node, content }
}

function texts(
  blocks: readonly VoicedElement[],
): { text: string; voice: VoiceId; ranges: readonly { client: number; clock: number; length: number }[] }[] {
  return blocks.flatMap((block) => (block.content ?? []).flatMap((node) => (isVoicedText(node) ? [node] : texts([node]))))
}

function charactersAt(doc: Y.Doc, client: number, clock: number, length: number): string {
  let found = ''
  for (const struct of doc.store.clients.get(client) ?? []) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
    const from = Math.max(clock, struct.id.clock)
    const to = Math.min(clock + length, struct.id.clock + struct.length)
    if (from < to) found += struct.content.str.slice(from - struct.id.clock, to - struct.id.clock)
  }
  return found
}
