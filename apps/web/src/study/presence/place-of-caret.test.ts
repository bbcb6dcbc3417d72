// @vitest-environment jsdom
import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { blockOfCaret } from './place-of-caret.ts'

const summary = 'summary' as SectionKey

/** A section of two paragraphs and a list, in the document and on the page. */
function aSection() {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment(sectionRoot(summary))
  const paragraph = (words: string): Y.XmlElement => {
    const made = new Y.XmlElement('paragraph')
    made.insert(0, [new Y.XmlText(words)])
    return made
  }
  const item = new Y.XmlElement('listItem')
  item.insert(0, [paragraph('deep')])
  const list = new Y.XmlElement('bulletList')
  list.insert(0, [item])
  fragment.insert(0, [paragraph('one'), paragraph('two'), list])
  document.body.innerHTML =
    '<section id="section-summary"><div class="section-body"><div class="section-text"><p>one</p><p>two</p><ul><li><p>deep</p></li></ul></div></div></section>'
  return { doc, fragment }
}

const somebody = { client: 1, participant: 'per', name: 'Per', sector: 'public', speaker: null } as const
const at = (type: Y.XmlFragment | Y.XmlText, index: number): unknown =>
  JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(type, index)))

describe('where somebody writes', () => {
  afterEach(() => document.body.replaceChildren())

  test('is the block on the page that their caret is in, however deep', () => {
    const { doc, fragment } = aSection()
    const found = (type: Y.XmlFragment | Y.XmlText, index: number): string | undefined => {
      const head = at(type, index)
      return blockOfCaret(doc, { ...somebody, section: summary, cursor: { anchor: head, head } })?.localName
    }
    const paragraph = fragment.get(1)
    const second = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    const deep = fragment.createTreeWalker((node) => node instanceof Y.XmlText && node.toDelta()[0]?.insert === 'deep').next().value
    if (!(second instanceof Y.XmlText) || !(deep instanceof Y.XmlText)) throw new Error('the section lacks its texts')
    expect(found(second, 2)).toBe('p')
    expect(found(deep, 1)).toBe('ul')
    expect(found(fragment, 2)).toBe('ul')
  })

  test('is the section when they have no caret in it, and nothing when they are in none', () => {
    const { doc } = aSection()
    expect(blockOfCaret(doc, { ...somebody, section: summary, cursor: null })?.id).toBe('section-summary')
    expect(blockOfCaret(doc, { ...somebody, section: null, cursor: null })).toBeNull()
  })
})
