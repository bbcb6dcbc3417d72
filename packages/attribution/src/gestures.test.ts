// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { spansOfSection } from './spans.ts'
import { backspace, caretAfter, caretBefore, cut, dragAfter, moveBlock, paste, select, selectFrom, type } from './testing/gestures.ts'
import { partners, summary, type Writer, WritingRoom } from './testing/writing-room.ts'
import { balanceOfSection } from './voice-balance.ts'

const first = 'The walls were wet for three winters before anyone came to look at them properly.'
const second = 'My son coughed every night and nobody would tell us why then.'
const hers = 27

let room: WritingRoom
let amina: Writer
let officer: Writer

beforeEach(() => {
  room = new WritingRoom()
  amina = room.join('amina', 'community')
  officer = room.join('officer', 'public')
  type(amina, first)
  amina.editor().commands.splitBlock()
  type(amina, second)
  // Opened now, so that the officer's editor maps the blocks it will change, as one that has been open for a while does.
  officer.editor()
})

afterEach(() => {
  room.close()
})

function words(): { hers: number; theirs: number } {
  const voices = [...room.authorship.voices.values()]
  let mine = 0
  let others = 0
  for (const section of [summary, partners]) {
    const balance = balanceOfSection(spansOfSection(room.doc, section, room.authorship), voices)
    mine += balance.words.community
    others += balance.words.public
  }
  return { hers: mine, theirs: others }
}

interface Gesture {
  readonly name: string
  readonly act: (officer: Writer) => void
  /** Words of the community member and of the officer afterwards; hers stay all unless said otherwise. */
  readonly after?: { readonly hers: number; readonly theirs: number }
}

type Act = Gesture['act']
type Commands = ReturnType<Writer['editor']>['commands']

const run =
  (command: (commands: Commands) => unknown): Act =>
  (writer) => {
    command(writer.editor().commands)
  }
const inTurn =
  (...acts: readonly Act[]): Act =>
  (writer) => {
    for (const act of acts) act(writer)
  }
const undo = run((commands) => commands.undo())
const redo = run((commands) => commands.redo())
const undone = (act: Act): Act => inTurn(act, undo)
const redone = (act: Act): Act => inTurn(act, undo, redo)
const before =
  (words: string): Act =>
  (writer) =>
    caretBefore(writer, words)
const after =
  (words: string): Act =>
  (writer) =>
    caretAfter(writer, words)
const marked =
  (words: string): Act =>
  (writer) =>
    select(writer, words)
const typed =
  (words: string): Act =>
  (writer) =>
    type(writer, words)
const both: Act = (writer) => selectFrom(writer, first, second)
const enter = run((commands) => commands.splitBlock())
const bullets = run((commands) => commands.toggleBulletList())
const numbers = run((commands) => commands.toggleOrderedList())
const quote = run((commands) => commands.toggleBlockquote())
const bold = run((commands) => commands.toggleBold())
const italic = run((commands) => commands.toggleItalic())
const erased = run((commands) => commands.deleteSelection())
const list = inTurn(both, bullets)
const split = inTurn(before('three winters'), enter)
const joined = inTurn(
  before(second),
  run((commands) => commands.joinBackward()),
)
const rewritten =
  (words: string): Act =>
  (writer) => {
    select(writer, second)
    const { view, state } = writer.editor()
    view.dispatch(state.tr.insertText(words))
  }

const gestures: readonly Gesture[] = [
  { name: 'Enter inside a paragraph', act: split },
  { name: 'Enter before the last short word', act: inTurn(before('then.'), enter) },
  { name: 'Enter at the beginning of a paragraph', act: inTurn(before(first), enter) },
  { name: 'Backspace joining two paragraphs', act: joined, after: { hers: hers - 1, theirs: 0 } },
  {
    name: 'Delete joining two paragraphs',
    act: inTurn(
      after('look at them properly.'),
      run((commands) => commands.joinForward()),
    ),
    after: { hers: hers - 1, theirs: 0 },
  },
  {
    name: 'Enter, then Backspace',
    act: inTurn(
      split,
      run((commands) => commands.joinBackward()),
    ),
  },
  {
    name: 'a line break with Shift+Enter',
    act: inTurn(
      before('three winters'),
      run((commands) => commands.setHardBreak()),
    ),
  },
  {
    name: 'to a heading',
    act: inTurn(
      both,
      run((commands) => commands.setHeading({ level: 3 })),
    ),
  },
  {
    name: 'to a heading and back',
    act: inTurn(
      both,
      run((commands) => commands.setHeading({ level: 4 })),
      both,
      run((commands) => commands.setParagraph()),
    ),
  },
  { name: 'a bulleted list on', act: list },
  { name: 'a bulleted list on and off', act: inTurn(list, list) },
  { name: 'a numbered list on and off', act: inTurn(both, numbers, both, numbers) },
  { name: 'from a bulleted list to a numbered one', act: inTurn(list, both, numbers) },
  {
    name: 'a list item in and out',
    act: inTurn(
      list,
      before(second),
      run((commands) => commands.sinkListItem('listItem')),
      run((commands) => commands.liftListItem('listItem')),
    ),
  },
  {
    name: 'a new list item by Enter inside one',
    act: inTurn(
      list,
      before('three winters'),
      run((commands) => commands.splitListItem('listItem')),
    ),
  },
  { name: 'a quote on', act: inTurn(both, quote) },
  { name: 'a quote on and off', act: inTurn(both, quote, both, quote) },
  { name: 'a paragraph moved up', act: (writer) => moveBlock(writer, second, 0) },
  { name: 'a paragraph moved down', act: (writer) => moveBlock(writer, first, 1) },
  { name: 'words dragged to another paragraph', act: inTurn(marked(' for three winters'), (writer) => dragAfter(writer, 'coughed')) },
  {
    name: 'a sentence cut and pasted in the section',
    act: (writer) => {
      select(writer, second)
      const clipboard = cut(writer)
      caretBefore(writer, first)
      paste(writer, clipboard)
    },
    after: { hers: hers - 1, theirs: 0 },
  },
  { name: 'two paragraphs cut and pasted into another section', act: inTurn(both, (writer) => paste(writer, cut(writer), partners)) },
  {
    name: 'a paragraph cut into another section and undone in both',
    act: inTurn(
      marked(second),
      (writer) => paste(writer, cut(writer), partners),
      (writer) => writer.editor(partners).commands.undo(),
      undo,
    ),
  },
  { name: 'bold', act: inTurn(marked('three winters'), bold) },
  { name: 'italic over two paragraphs', act: inTurn(both, italic) },
  {
    name: 'a link',
    act: inTurn(
      marked('three winters'),
      run((commands) => commands.setMark('link', { href: 'https://example.org/winters' })),
    ),
  },
  { name: 'bold, then Enter in the bold words', act: inTurn(marked('wet for three winters before'), bold, before('winters'), enter) },
  {
    name: 'bold and italic words made a list',
    act: inTurn(marked('wet for three'), bold, marked('three winters'), italic, list),
  },
  { name: 'a sentence deleted and undone', act: undone(inTurn(marked(second), erased)) },
  { name: 'a sentence deleted, undone and redone', act: redone(inTurn(marked(second), erased)), after: { hers: 15, theirs: 0 } },
  { name: 'everything deleted and undone', act: undone(inTurn(both, erased)) },
  {
    name: 'a sentence deleted key by key and undone',
    act: undone(inTurn(after('tell us why then.'), (writer) => backspace(writer, 30))),
  },
  { name: 'Enter, undone and redone', act: redone(split) },
  { name: 'a list, undone and redone', act: redone(list) },
  { name: 'a join, undone', act: undone(joined) },
  { name: 'a move, undone and redone', act: redone((writer) => moveBlock(writer, second, 0)) },
  {
    name: 'three words of their own inside her sentence',
    act: inTurn(after('wet'), typed(' as we know')),
    after: { hers, theirs: 3 },
  },
  {
    name: 'a list of her words with theirs between',
    act: inTurn(after('wet'), typed(' as we know'), (writer) => selectFrom(writer, 'The walls', second), bullets),
    after: { hers, theirs: 3 },
  },
  {
    name: 'a sentence written anew in one go, the kept words hers',
    act: rewritten('Her children had chest complaints and nobody would tell us why then.'),
    after: { hers: 15 + 7, theirs: 5 },
  },
  {
    name: 'a sentence written anew around a stretch of hers',
    act: rewritten('They said that the boy coughed every night and it was bad'),
    after: { hers: 15 + 4, theirs: 8 },
  },
  {
    name: 'a sentence typed over hers, key by key',
    act: inTurn(marked(second), erased, typed('My son coughed every night.')),
    after: { hers: 15, theirs: 5 },
  },
]

describe('words of a community member after an officer uses the editor', () => {
  test('are all hers before', () => {
    expect(words()).toEqual({ hers, theirs: 0 })
  })

  test.each(gestures)('[AT4] $name', ({ act, after }) => {
    officer.pause()
    act(officer)
    expect(words()).toEqual(after ?? { hers, theirs: 0 })
    expect(officer.json()).toEqual(amina.json())
  })

  test('[AT4] without the transfer a bulleted list would take them all', () => {
    room.transfer.stop()
    list(officer)
    expect(words()).toEqual({ hers: 0, theirs: hers })
  })

  test('[AT4] cut by herself and pasted by the officer', () => {
    select(amina, second)
    paste(officer, cut(amina), partners)
    expect(words()).toEqual({ hers, theirs: 0 })
  })

  test('[AT7] doubled when both make the same list offline, all of them hers', () => {
    const another = room.join('another officer', 'public')
    for (const writer of [officer, another]) {
      writer.editor()
      writer.disconnect()
      list(writer)
    }
    officer.connect()
    another.connect()
    expect(words()).toEqual({ hers: 2 * hers, theirs: 0 })
    expect(another.json()).toEqual(amina.json())
  })

  test('[AT6] doubled when both make the same list at once and the server applies both as one, all of them hers', () => {
    const another = room.join('another officer', 'public')
    for (const writer of [officer, another]) {
      writer.editor()
      writer.disconnect()
      list(writer)
    }
    room.doc.transact(() => {
      officer.connect()
      another.connect()
    })
    expect(words()).toEqual({ hers: 2 * hers, theirs: 0 })
  })

  test('[AT4] an evening of offline editing merged in one message', () => {
    officer.disconnect()
    split(officer)
    selectFrom(officer, 'The walls', second)
    bullets(officer)
    moveBlock(officer, second, 0)
    caretAfter(officer, 'every night')
    type(officer, ' (all winter)')
    type(amina, ' Ever.')
    officer.connect()
    // Her last word went into a paragraph that the officer had replaced: Yjs drops it, the graveyard keeps it.
    expect(words()).toEqual({ hers, theirs: 2 })
    expect([...room.authorship.graveyard].some(({ text }) => text.includes('then. Ever.'))).toBe(true)
    expect(officer.json()).toEqual(amina.json())
  })
})
