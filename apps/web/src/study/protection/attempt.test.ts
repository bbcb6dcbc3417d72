import { schema } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { wrapInList } from '@tiptap/pm/schema-list'
import { joinBackward, splitBlock } from '@tiptap/pm/commands'
import { describe, expect, test } from 'vitest'

import { attemptIn, type Attempt, type Letter } from './attempt.ts'

const hers = 'hers' as VoiceId
const his = 'his' as VoiceId

/** Paragraphs; what stands in brackets is his, all else hers. A bar in a paragraph is a hard break. */
function page(...paragraphs: readonly string[]) {
  const voices: VoiceId[] = []
  const blocks = paragraphs.map((written) => {
    let voice = hers
    const nodes = written.split(/([[\]|])/u).flatMap((part) => {
      if (part === '[') voice = his
      else if (part === ']') voice = hers
      else if (part === '|') return [schema.node('hardBreak')]
      else if (part !== '') {
        voices.push(...Array.from({ length: part.length }, () => voice))
        return [schema.text(part)]
      }
      return []
    })
    return schema.node('paragraph', null, nodes)
  })
  const doc = schema.node('doc', null, blocks)
  const letters: Letter[] = []
  doc.descendants((node, position) => {
    if (!node.isText) return
    for (let unit = 0; unit < (node.text ?? '').length; unit += 1) {
      const clock = letters.length
      letters.push({ at: position + unit, id: { client: 1, clock }, voice: voices[clock] ?? hers })
    }
  })
  return { state: EditorState.create({ doc }), letters }
}

interface Change {
  readonly on: readonly string[]
  readonly change: (tr: Transaction, state: EditorState) => Transaction
  readonly isForCommunity?: boolean
}

function attempt({ on, change, isForCommunity = false }: Change): Attempt | null {
  const { state, letters } = page(...on)
  const isIn = (first: number, end: number) => (letter: Letter) => {
    const index = state.doc.resolve(letter.at).index(0)
    return index >= first && index < end
  }
  return attemptIn(change(state.tr, state), {
    lettersOf: (first, end) => letters.filter(isIn(first, end)),
    isProtected: (voice) => voice === hers,
    isForCommunity,
  })
}

/** Writes in the place of a part of the text; nothing takes it out. */
const write = (tr: Transaction, state: EditorState, part: string, text: string): Transaction => {
  let at = -1
  state.doc.descendants((node, position) => {
    const found = node.text?.indexOf(part) ?? -1
    if (found >= 0 && at < 0) at = position + found
  })
  return put(tr, text, at, at + part.length)
}

/** As the keyboard does: the caret goes along. */
function put(tr: Transaction, text: string, from: number, to = from): Transaction {
  const made = text === '' ? tr.delete(from, to) : tr.insertText(text, from, to)
  return made.setSelection(TextSelection.create(made.doc, from + text.length))
}

const said = 'It was an honest no. We heard it.'

describe('what somebody of another sector does to protected words', () => {
  test.each<[string, Change['change'], string, number]>([
    ['a letter inside a sentence', (tr) => put(tr, 'x', 4), 'It xwas an honest no. We heard it.', 4],
    ['a word inside a sentence', (tr) => put(tr, 'and clear ', 18), 'It was an honest and clear no. We heard it.', 27],
    ['a letter taken out', (tr, state) => write(tr, state, 'h', ''), 'It was an onest no. We heard it.', 10],
    ['a sentence taken out', (tr, state) => write(tr, state, ' We heard it.', ''), 'It was an honest no.', 20],
    ['a word in the place of another', (tr, state) => write(tr, state, 'honest', 'open'), 'It was an open no. We heard it.', 14],
  ])('is an attempt: %s', (_, change, after, caret) => {
    const found = attempt({ on: [said], change })
    expect(found).toMatchObject({ before: said, after, voices: new Set([hers]) })
    expect(found?.ids[0]).toEqual({ client: 1, clock: 0 })
    expect(found?.ids).toHaveLength(said.length)
    expect(found?.caret).toBe(caret)
  })

  test.each<[string, readonly string[], Change['change']]>([
    ['writing before them', [said], (tr) => tr.insertText('Yes. ', 1)],
    ['writing after them', [said], (tr) => tr.insertText(' So.', said.length + 1)],
    ['writing between two sentences', [said], (tr) => tr.insertText(' Really.', 21)],
    ['changing one’s own words beside them', [`${said} [We did as well.]`], (tr, state) => write(tr, state, 'as well', 'too')],
    ['a new paragraph', [said], (tr, state) => dispatched(state.apply(tr.setSelection(TextSelection.create(tr.doc, 8))), splitBlock)],
    ['a list', [said], (_, state) => dispatched(state, wrapInList(schema.nodes['bulletList'] ?? fail()))],
    [
      'joining two paragraphs',
      [said, said],
      (tr, state) => dispatched(state.apply(tr.setSelection(TextSelection.create(tr.doc, said.length + 3))), joinBackward),
    ],
    ['bold letters', [said], (tr) => tr.addMark(1, 8, schema.mark('bold'))],
    [
      'moving a paragraph',
      [said, 'Next.'],
      (tr, { doc }) => {
        const first = doc.child(0)
        return tr.delete(0, first.nodeSize).insert(tr.doc.content.size, first)
      },
    ],
    ['words of nobody who is protected', ['[We did it.]'], (tr, state) => write(tr, state, 'did', 'never did')],
  ])('is none: %s', (_, on, change) => {
    expect(attempt({ on, change })).toBeNull()
  })

  test('holds every paragraph that the change is about, and no other', () => {
    const found = attempt({
      on: ['[Ours.]', 'One of hers.', 'Two of hers.', 'Three of hers.'],
      change: (tr, { doc }) => put(tr, 'x', doc.child(0).nodeSize + 5, doc.child(0).nodeSize + doc.child(1).nodeSize + 5),
    })
    expect(found).toMatchObject({ before: 'One of hers.\nTwo of hers.', after: 'One xof hers.', caret: 5, hardBreaks: [] })
    expect(found?.ids[12]).toBeNull()
  })

  test('knows a hard break from a new paragraph', () => {
    const found = attempt({ on: ['One of|hers.', 'Two.'], change: (tr, state) => write(tr, state, 'of', 'and') })
    expect(found).toMatchObject({ before: 'One of\nhers.', after: 'One and\nhers.', hardBreaks: [6] })
  })

  test('takes what is written for somebody of the community between their words, and what it takes out not', () => {
    expect(attempt({ on: [said], change: (tr) => tr.insertText('x', 4), isForCommunity: true })).toBeNull()
    expect(attempt({ on: [said], change: (tr, state) => write(tr, state, 'honest', ''), isForCommunity: true })).not.toBeNull()
  })
})

function dispatched(state: EditorState, command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean): Transaction {
  const made: Transaction[] = []
  command(state, (tr) => made.push(tr))
  return made[0] ?? fail()
}

function fail(): never {
  throw new Error('not made')
}
