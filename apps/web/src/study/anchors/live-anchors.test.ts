import { schema } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { Doc, XmlElement, XmlText } from 'yjs'

import { LiveAnchors } from './live-anchors.ts'
import { requestFor } from './section-places.ts'

const section = 'summary' as SectionKey

/** A copy of two paragraphs, the first with a line break and the last one in a list, and the same as an editor holds it. */
function open() {
  const doc = new Doc()
  doc.clientID = 7
  const first = new XmlElement('paragraph')
  const list = new XmlElement('bulletList')
  const item = new XmlElement('listItem')
  const second = new XmlElement('paragraph')
  doc.transact(() => {
    doc.getXmlFragment('s:summary').push([first, list])
    first.push([new XmlText('The stairs'), new XmlElement('hardBreak'), new XmlText('are steep.')])
    list.push([item])
    item.push([second])
    second.push([new XmlText('And icy.')])
  })
  const text = (words: string) => ({ type: 'text', text: words })
  const page = schema.nodeFromJSON({
    type: 'doc',
    content: [
      { type: 'paragraph', content: [text('The stairs'), { type: 'hardBreak' }, text('are steep.')] },
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [text('And icy.')] }] }],
      },
    ],
  })
  return { doc, page }
}

function positionOf(page: ReturnType<typeof open>['page'], words: string): number {
  let found = -1
  page.descendants((node, position) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (at >= 0) found = position + at
  })
  return found
}

const selected = ({ doc, page }: ReturnType<typeof open>, first: string, last: string) =>
  requestFor(doc, { section, epoch: 1 }, page, { from: positionOf(page, first), to: positionOf(page, last) + last.length })

describe('anchors in an open copy', () => {
  test.each([
    ['stairs', 'stairs'],
    ['stairs', 'steep'],
    ['are steep', 'And'],
    ['icy.', 'icy.'],
  ])('are where somebody pointed, from %s to %s', (first, last) => {
    const copy = open()
    const request = selected(copy, first, last)
    if (request === null) throw new Error('nothing selected')
    const anchors = new LiveAnchors(copy.doc)
    const { start, end } = request
    anchors.begin({ seq: 3, attached: [['a', section, start.client, start.clock, end.client, end.clock]] }, [])
    const from = positionOf(copy.page, first)
    expect(anchors.positions(section, copy.page).get('a')).toEqual({ from, to: positionOf(copy.page, last) + last.length })
    expect(request.quote.startsWith(first) && request.quote.endsWith(last)).toBe(true)
  })

  test('move with the news, and news that is older than the state says nothing', () => {
    const copy = open()
    const anchors = new LiveAnchors(copy.doc)
    const [one, other] = [selected(copy, 'stairs', 'stairs'), selected(copy, 'steep', 'steep')]
    if (one === null || other === null) throw new Error('nothing selected')
    const entry = ({ start, end }: typeof one) => ['a', section, start.client, start.clock, end.client, end.clock] as const
    let told = 0
    anchors.subscribe(() => (told += 1))
    anchors.begin({ seq: 3, attached: [[...entry(one)]] }, [
      { kind: 'anchors', seq: 2, anchors: [['a', null]] },
      { kind: 'voices', seq: 4 },
    ])
    expect(anchors.positions(section, copy.page).get('a')?.from).toBe(positionOf(copy.page, 'stairs'))
    anchors.take({ kind: 'anchors', seq: 4, anchors: [entry(other)] })
    expect(anchors.positions(section, copy.page).get('a')?.from).toBe(positionOf(copy.page, 'steep'))
    anchors.take({ kind: 'anchors', seq: 5, anchors: [['a', null]] })
    expect(anchors.positions(section, copy.page).size).toBe(0)
    expect([anchors.get('a'), anchors.in(section), told]).toEqual([undefined, [], 3])
  })

  test('stay where they were drawn while the editor is a moment behind', () => {
    const copy = open()
    const request = selected(copy, 'icy', 'icy')
    if (request === null) throw new Error('nothing selected')
    const anchors = new LiveAnchors(copy.doc)
    const { start, end } = request
    anchors.begin({ seq: 3, attached: [['a', section, start.client, start.clock, end.client, end.clock]] }, [])
    const before = anchors.positions(section, copy.page)
    copy.doc.getXmlFragment('s:summary').delete(0, 1)
    expect(anchors.positions(section, copy.page)).toEqual(before)
    expect(selected(copy, 'stairs', 'stairs')).toBeNull()
  })

  test('need letters', () => {
    const copy = open()
    const at = positionOf(copy.page, ' steep')
    expect(requestFor(copy.doc, { section, epoch: 1 }, copy.page, { from: at, to: at + 1 })).toBeNull()
    expect(requestFor(copy.doc, { section, epoch: 1 }, copy.page, { from: at, to: at })).toBeNull()
  })
})
