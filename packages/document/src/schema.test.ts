import { Fragment, type NodeType } from '@tiptap/pm/model'
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { contentRules } from './content-rules.ts'
import { everyNode, namesIn } from './every-node.ts'
import { extensions, schema } from './schema.ts'

describe('the document schema', () => {
  test('is exercised in full by the example of every node and mark', () => {
    const names = [...Object.keys(schema.nodes), ...Object.keys(schema.marks)]
    expect([...namesIn(everyNode)].toSorted()).toEqual(names.toSorted())
    expect(names).toHaveLength(24)
  })

  test('[D1] goes through y-tiptap and back unchanged, every node and mark', () => {
    const node = schema.nodeFromJSON(everyNode)
    node.check()
    const fragment = new Y.Doc().getXmlFragment('s:a')
    prosemirrorToYXmlFragment(node, fragment)
    expect(yXmlFragmentToProseMirrorRootNode(fragment, schema).toJSON()).toEqual(node.toJSON())
  })

  test('is built without a DOM', () => {
    expect(globalThis).not.toHaveProperty('document')
    expect(extensions.length).toBeGreaterThan(15)
  })

  test('[D3] can be made invalid by a merge only by emptying a node, so repairing it never deletes words', () => {
    const parents = Object.values(schema.nodes).filter((type) => !type.isLeaf && !type.isTextblock)
    for (const parent of parents)
      for (const children of shuffledChildren(parent)) expect(parent.validContent(children), parent.name).toBe(true)
    expect(parents.map((type) => type.name).toSorted()).toEqual([
      'blockquote',
      'bulletList',
      'doc',
      'listItem',
      'orderedList',
      'table',
      'tableCell',
      'tableRow',
    ])
  })

  test.each(['hardBreak', 'footnote'])('holds %s beside text in paragraphs and headings', (name) => {
    for (const holder of contentRules.inlineText) expect(contentRules.children.get(holder)).toContain(name)
  })
})

/** Each allowed child alone and each ordered pair: enough to show that no position asks for a particular one. */
function shuffledChildren(parent: NodeType): Fragment[] {
  const names = [...(contentRules.children.get(parent === schema.topNodeType ? '#root' : parent.name) ?? [])]
  const node = (name: string) => {
    const type = schema.nodes[name]
    if (type === undefined) throw new Error(`unknown node ${name}`)
    return type.createAndFill() ?? type.create()
  }
  return names.flatMap((one) => [Fragment.from(node(one)), ...names.map((other) => Fragment.from([node(one), node(other)]))])
}
