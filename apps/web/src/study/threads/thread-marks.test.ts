import { schema } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import type { SaidNode } from '../voices/shown-voices.ts'
import { ThreadMarks } from './thread-marks.ts'

const section = 'summary' as SectionKey
const paragraph = (...texts: string[]): SaidNode => ({ type: 'paragraph', content: texts.map((text) => ({ type: 'text', text })) })
const list: SaidNode = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('The lift is broken.')] }] }
const thread = (id: string) => ({ thread: id, anchor: `anchor of ${id}`, name: `Question by ${id}`, begins: `${id} begins`, ends: 'ends' })

/** Marks of threads whose words are where a text has them. */
function marksOf(words: Readonly<Record<string, string>>, { near = ['summary'], active = null as string | null } = {}) {
  const marks = new ThreadMarks({
    onMoved: () => () => {},
    sectionOf: () => section,
    positions: (_, page) => {
      const places = new Map<string, { from: number; to: number }>()
      page.descendants((node, at) => {
        for (const [id, said] of Object.entries(words)) {
          const index = node.isText ? (node.text ?? '').indexOf(said) : -1
          if (index !== -1) places.set(`anchor of ${id}`, { from: at + index, to: at + index + said.length })
        }
      })
      return places
    },
  })
  marks.show({ threads: Object.keys(words).map(thread), chosen: null, active, near: new Set(near) })
  return marks
}

/** The words of a section that nobody edits, in pieces: each with the threads around it, the outermost last. */
function piecesIn(nodes: readonly SaidNode[]): [text: string, threads: string[]][] {
  return nodes.flatMap((node) =>
    node.type === 'text'
      ? [[node.text ?? '', (node.commented ?? []).map((about) => about['data-thread'])] as [string, string[]]]
      : piecesIn(node.content ?? []),
  )
}

describe('words that something was said about, where nobody edits', () => {
  test('are marked, and the words around them are not', () => {
    const nodes = marksOf({ amina: 'lift' }).nodes(section, [list, paragraph('It stands still.')])
    expect(piecesIn(nodes)).toEqual([
      ['The ', []],
      ['lift', ['amina']],
      [' is broken.', []],
      ['It stands still.', []],
    ])
  })

  test('tell where a comment begins, by whom it is and where it ends, without a change of the text', () => {
    const nodes = marksOf({ amina: 'lift' }).nodes(section, [list])
    const about = { 'aria-description': 'Question by amina', 'data-begins': 'amina begins', 'data-ends': 'ends' }
    expect(JSON.stringify(nodes)).toContain(JSON.stringify({ className: 'commented', 'data-thread': 'amina', ...about }).slice(1, -1))
    expect(piecesIn(nodes).map(([text]) => text)).toEqual(['The ', 'lift', ' is broken.'])
  })

  test('can be several of one thread, what it is about and what was put into the text of it: each begins and ends by itself', () => {
    const marks = marksOf({ amina: 'lift', gunn: 'broken' })
    const both = ['amina', 'gunn'].map((id) => ({ ...thread(id), thread: 'amina' }))
    marks.show({ threads: both, chosen: null, active: null, near: new Set(['summary']) })
    const nodes = marks.nodes(section, [list])
    expect(piecesIn(nodes).filter(([, threads]) => threads.length > 0)).toEqual([
      ['lift', ['amina']],
      ['broken', ['amina']],
    ])
    for (const id of ['amina', 'gunn'])
      expect(JSON.stringify(nodes)).toContain(`"data-begins":"${id} begins","data-ends":"ends","data-anchor":"anchor of ${id}"`)
  })

  test('[WE44] stand beside what is suggested, which is cut where they begin and end; what is around it is outermost', () => {
    const marks = marksOf({ amina: 'lift is' })
    const about = ({ isLast }: { isLast: boolean }) => ({
      className: 'suggested',
      'data-suggestion': 'bo',
      ...(isLast ? { 'data-ends': 'end' } : {}),
    })
    const come = () => ({ className: 'come', 'data-suggestion': 'bo', 'data-after': 'works' })
    marks.showAlso((_, page) => {
      let at = 0
      page.descendants((node, place) => {
        if (node.isText) at = place + 'The lift '.length
      })
      return [
        { name: 'gone', from: at, to: at + 9, about },
        { name: 'come', from: at + 8, to: at + 9, level: 1, about: come },
      ]
    })
    const around = (node: SaidNode): [string, string[]][] =>
      node.type === 'text'
        ? [[node.text ?? '', (node.commented ?? []).map(({ className, ...more }) => `${className} ${more['data-ends'] ?? ''}`.trim())]]
        : (node.content ?? []).flatMap(around)
    expect(marks.nodes(section, [list]).flatMap(around)).toEqual([
      ['The ', []],
      ['lift ', ['commented']],
      ['is', ['commented ends', 'suggested']],
      [' broke', ['suggested']],
      ['n', ['suggested end', 'come']],
      ['.', []],
    ])
    marks.showAlso(null)
    expect(piecesIn(marks.nodes(section, [list])).map(([text]) => text)).toEqual(['The ', 'lift is', ' broken.'])
  })

  test('can have several around them: the longest is outermost', () => {
    const nodes = marksOf({ amina: 'lift', per: 'The lift is' }).nodes(section, [list])
    expect(piecesIn(nodes)).toEqual([
      ['The ', ['per']],
      ['lift', ['amina', 'per']],
      [' is', ['per']],
      [' broken.', []],
    ])
  })

  test('are left as they are in a section that is far from the window', () => {
    const nodes = [list]
    expect(marksOf({ amina: 'lift' }, { near: ['place'] }).nodes(section, nodes)).toBe(nodes)
  })
})

describe('words that something was said about, in an editor', () => {
  const before = schema.nodeFromJSON({ type: 'doc', content: [list] })
  const drawnIn = (marks: ThreadMarks) => marks.after(section, { doc: before } as never, undefined as never, true).find()

  test('are marked on the same places', () => {
    const [mark] = drawnIn(marksOf({ amina: 'lift' }))
    expect(before.textBetween(mark?.from ?? 0, mark?.to ?? 0)).toBe('lift')
    expect(drawnIn(marksOf({ amina: 'lift' }, { active: 'amina' }))[0]?.spec).toMatchObject({ 'data-active': '' })
  })

  test('are not marked where there are none, nor far from the window', () => {
    expect(drawnIn(marksOf({ amina: 'stairs' }))).toEqual([])
    expect(drawnIn(marksOf({ amina: 'lift' }, { near: [] }))).toEqual([])
  })
})
