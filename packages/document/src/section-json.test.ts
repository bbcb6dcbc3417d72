import type { SectionKey } from '@samskriv/domain'
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { everyNode } from './every-node.ts'
import { schema } from './schema.ts'
import { plainText, sectionJson } from './section-json.ts'
import { isSectionKey, sectionRoot } from './section-root.ts'

const key = aKey('summary')

describe('reading a section', () => {
  test('gives the document that the editor shows', () => {
    const doc = aDocWith(everyNode)
    expect(sectionJson(doc, key)).toEqual(everyNode)
    expect(schema.nodeFromJSON(sectionJson(doc, key)).eq(schema.nodeFromJSON(everyNode))).toBe(true)
  })

  test('[D5] never writes, even when the section holds what the schema does not know', () => {
    const doc = aDocWith(everyNode)
    doc.getXmlFragment(sectionRoot(key)).push([new Y.XmlElement('callout')])
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    let updates = 0
    copy.on('update', () => {
      updates += 1
    })
    const before = Y.encodeStateAsUpdate(copy)
    expect(sectionJson(copy, key).content?.at(-1)).toEqual({ type: 'callout' })
    plainText(copy, key)
    expect(updates).toBe(0)
    expect(Y.encodeStateAsUpdate(copy)).toEqual(before)
  })

  test('makes no root for a section nobody has written in', () => {
    const doc = new Y.Doc()
    expect(sectionJson(doc, key)).toEqual({ type: 'doc', content: [] })
    expect([...doc.share.keys()]).toEqual([])
  })

  test('joins texts that stand side by side after a merge', () => {
    const doc = new Y.Doc()
    const paragraph = new Y.XmlElement('paragraph')
    doc.getXmlFragment(sectionRoot(key)).push([paragraph])
    paragraph.push([new Y.XmlText('Two people '), new Y.XmlText('typed here')])
    expect(sectionJson(doc, key).content).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'Two people typed here' }] }])
  })

  test('gives its words block by block', () => {
    expect(plainText(aDocWith(everyNode), key).split('\n')).toEqual([
      'Why the hall',
      'On Tuesdays',
      'Plain. words 0 words 1 words 2 words 3 words 4 words 5 words 6 ',
      'Before the break',
      'after it.',
      '',
      'Emoji 👩🏽‍🌾, العربية, 中文, Grünerløkka',
      'One',
      'One, nested',
      'Two',
      'and more on two',
      'Three',
      'Said at the meeting.',
      'twice',
      'Winter',
      'Flats without heat',
      '2023',
      'Nine of them:',
      'on the ground floor',
      '',
      'The first Tuesday. Photo: Amina',
    ])
  })
})

function aDocWith(json: unknown): Y.Doc {
  const doc = new Y.Doc()
  prosemirrorToYXmlFragment(schema.nodeFromJSON(json), doc.getXmlFragment(sectionRoot(key)))
  return doc
}

function aKey(name: string): SectionKey {
  if (!isSectionKey(name)) throw new Error(`not a section key: ${name}`)
  return name
}
