import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { contentRules } from './content-rules.ts'
import { everyNode } from './every-node.ts'
import { schema } from './schema.ts'

describe('the content rules of the gate', () => {
  test('[D4] allow everything y-tiptap writes for every node and mark', () => {
    const fragment = new Y.Doc().getXmlFragment('s:a')
    prosemirrorToYXmlFragment(schema.nodeFromJSON(everyNode), fragment)
    const checked = refusalsIn(fragment, '#root')
    expect(checked.refused).toEqual([])
    expect(checked.count).toBeGreaterThan(60)
  })

  test.each([
    ['a paragraph in a paragraph', 'paragraph', 'paragraph'],
    ['text beside blocks', '#root', '#text'],
    ['text straight in a list item', 'listItem', '#text'],
    ['a quote inside a list item', 'listItem', 'communityQuote'],
    ['a heading inside a blockquote', 'blockquote', 'heading'],
    ['a paragraph straight in a list', 'bulletList', 'paragraph'],
    ['text in an atom', 'communityQuote', '#text'],
    ['text straight in a cell', 'tableCell', '#text'],
    ['a table in a cell', 'tableCell', 'table'],
    ['a table in a list item', 'listItem', 'table'],
    ['a cell outside a table', '#root', 'tableCell'],
    ['a paragraph straight in a row', 'tableRow', 'paragraph'],
    ['a node nobody knows', '#root', 'iframe'],
  ])('refuse %s', (_case, parent, child) => {
    expect(contentRules.children.get(parent)?.has(child)).toBe(false)
  })

  test.each([
    ['heading', 'level', 2],
    ['heading', 'level', '3'],
    ['orderedList', 'start', -1],
    ['orderedList', 'start', 1.5],
    ['image', 'hash', 'https://example.org/a.png'],
    ['image', 'alt', 'x'.repeat(2001)],
    ['image', 'decorative', 'true'],
    ['footnote', 'text', { toString: 'x' }],
    ['table', 'headerRow', 'true'],
    ['table', 'headerRow', 1],
    ['communityQuote', 'quoteId', '../../etc'],
    ['communityQuote', 'quoteId', null],
    ['evidenceRef', 'evidenceId', 'a b'],
  ])('refuse the value of %s.%s %j', (node, attribute, value) => {
    expect(contentRules.attributes.get(node)?.get(attribute)?.(value)).toBe(false)
  })

  test.each([
    ['link', { href: 'javascript:alert(1)' }],
    ['link', { href: 'https://example.org', onclick: 'x' }],
    ['link', {}],
    ['link', { href: null }],
    ['link', 'https://example.org'],
    ['bold', { class: 'x' }],
    ['bold', true],
    ['bold', []],
  ])('refuse the mark %s with %j', (mark, value) => {
    expect(contentRules.marks.get(mark)?.(value)).toBe(false)
  })

  test('read a formatting key as y-tiptap does, and refuse a suffix on marks that never carry one', () => {
    expect(contentRules.markOfKey('bold')).toBe('bold')
    expect(contentRules.markOfKey('bold--AbCd1234')).toBeNull()
    expect(contentRules.markOfKey('underline')).toBeNull()
    expect(contentRules.markOfKey('constructor')).toBeNull()
  })

  test('know no attribute that the schema lacks', () => {
    expect(contentRules.attributes.get('paragraph')?.size).toBe(0)
    expect(contentRules.attributes.get('orderedList')?.has('type')).toBe(false)
  })
})

function refusalsIn(parent: Y.XmlFragment, name: string): { count: number; refused: string[] } {
  const found = { count: 0, refused: [] as string[] }
  const check = (allowed: boolean | undefined, what: string): void => {
    found.count += 1
    if (allowed !== true) found.refused.push(what)
  }
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      check(contentRules.children.get(name)?.has('#text') === true && contentRules.inlineText.has(name), `${name} > #text`)
      const delta: readonly { attributes?: Record<string, unknown> }[] = child.toDelta()
      for (const { attributes } of delta)
        for (const [key, value] of Object.entries(attributes ?? {}))
          check(contentRules.marks.get(contentRules.markOfKey(key) ?? '')?.(value), `mark ${key}`)
    } else if (child instanceof Y.XmlElement) {
      check(contentRules.children.get(name)?.has(child.nodeName), `${name} > ${child.nodeName}`)
      for (const [key, value] of Object.entries(child.getAttributes()))
        check(contentRules.attributes.get(child.nodeName)?.get(key)?.(value), `${child.nodeName}.${key}`)
      const inner = refusalsIn(child, child.nodeName)
      found.count += inner.count
      found.refused.push(...inner.refused)
    }
  }
  return found
}
