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

const chain = (writer: Writer) => writer.editor().chain()
const undo = (writer: Writer) => writer.editor().commands.undo()
const redo = (writer: Writer) => writer.editor().commands.redo()

function joinBackward(writer: Writer): void {
  caretBefore(writer, second)
  writer.editor().commands.joinBackward()
}

function deleteSecond(writer: Writer): void {
  select(writer, second)
  writer.editor().commands.deleteSelection()
}

const both = (writer: Writer) => selectFrom(writer, first, second)

const gestures: readonly Gesture[] = [
  {
    name: 'Enter inside a paragraph',
    act: (writer) => {
      caretBefore(writer, 'three winters')
      writer.editor().commands.splitBlock()
    },
  },
  {
    name: 'Enter before the last short word',
    act: (writer) => {
      caretBefore(writer, 'then.')
      writer.editor().commands.splitBlock()
    },
  },
  {
    name: 'Enter at the beginning of a paragraph',
    act: (writer) => {
      caretBefore(writer, first)
      writer.editor().commands.splitBlock()
    },
  },
  { name: 'Backspace joining two paragraphs', act: joinBackward, after: { hers: hers - 1, theirs: 0 } },
  {
    name: 'Delete joining two paragraphs',
    act: (writer) => {
      caretAfter(writer, 'look at them properly.')
      writer.editor().commands.joinForward()
    },
    after: { hers: hers - 1, theirs: 0 },
  },
  {
    name: 'Enter, then Backspace',
    act: (writer) => {
      caretBefore(writer, 'three winters')
      writer.editor().commands.splitBlock()
      writer.editor().commands.joinBackward()
    },
  },
  {
    name: 'a line break with Shift+Enter',
    act: (writer) => {
      caretBefore(writer, 'three winters')
      writer.editor().commands.setHardBreak()
    },
  },
  {
    name: 'to a heading',
    act: (writer) => {
      both(writer)
      writer.editor().commands.setHeading({ level: 3 })
    },
  },
  {
    name: 'to a heading and back',
    act: (writer) => {
      both(writer)
      writer.editor().commands.setHeading({ level: 4 })
      both(writer)
      writer.editor().commands.setParagraph()
    },
  },
  {
    name: 'a bulleted list on',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBulletList()
    },
  },
  {
    name: 'a bulleted list on and off',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBulletList()
      both(writer)
      writer.editor().commands.toggleBulletList()
    },
  },
  {
    name: 'a numbered list on and off',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleOrderedList()
      both(writer)
      writer.editor().commands.toggleOrderedList()
    },
  },
  {
    name: 'from a bulleted list to a numbered one',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBulletList()
      both(writer)
      writer.editor().commands.toggleOrderedList()
    },
  },
  {
    name: 'a list item in and out',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBulletList()
      caretBefore(writer, second)
      writer.editor().commands.sinkListItem('listItem')
      writer.editor().commands.liftListItem('listItem')
    },
  },
  {
    name: 'a new list item by Enter inside one',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBulletList()
      caretBefore(writer, 'three winters')
      writer.editor().commands.splitListItem('listItem')
    },
  },
  {
    name: 'a quote on',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBlockquote()
    },
  },
  {
    name: 'a quote on and off',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBlockquote()
      both(writer)
      writer.editor().commands.toggleBlockquote()
    },
  },
  { name: 'a paragraph moved up', act: (writer) => moveBlock(writer, second, 0) },
  { name: 'a paragraph moved down', act: (writer) => moveBlock(writer, first, 1) },
  {
    name: 'words dragged to another paragraph',
    act: (writer) => {
      select(writer, ' for three winters')
      dragAfter(writer, 'coughed')
    },
  },
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
  {
    name: 'two paragraphs cut and pasted into another section',
    act: (writer) => {
      both(writer)
      paste(writer, cut(writer), partners)
    },
  },
  {
    name: 'a paragraph cut into another section and undone in both',
    act: (writer) => {
      select(writer, second)
      const clipboard = cut(writer)
      paste(writer, clipboard, partners)
      writer.editor(partners).commands.undo()
      undo(writer)
    },
  },
  {
    name: 'bold',
    act: (writer) => {
      select(writer, 'three winters')
      chain(writer).toggleBold().run()
    },
  },
  {
    name: 'italic over two paragraphs',
    act: (writer) => {
      both(writer)
      chain(writer).toggleItalic().run()
    },
  },
  {
    name: 'a link',
    act: (writer) => {
      select(writer, 'three winters')
      chain(writer).setLink({ href: 'https://example.org/winters' }).run()
    },
  },
  {
    name: 'bold, then Enter in the bold words',
    act: (writer) => {
      select(writer, 'wet for three winters before')
      chain(writer).toggleBold().run()
      caretBefore(writer, 'winters')
      writer.editor().commands.splitBlock()
    },
  },
  {
    name: 'bold and italic words made a list',
    act: (writer) => {
      select(writer, 'wet for three')
      chain(writer).toggleBold().run()
      select(writer, 'three winters')
      chain(writer).toggleItalic().run()
      both(writer)
      writer.editor().commands.toggleBulletList()
    },
  },
  {
    name: 'a sentence deleted and undone',
    act: (writer) => {
      deleteSecond(writer)
      undo(writer)
    },
  },
  {
    name: 'a sentence deleted, undone and redone',
    act: (writer) => {
      deleteSecond(writer)
      undo(writer)
      redo(writer)
    },
    after: { hers: 15, theirs: 0 },
  },
  {
    name: 'everything deleted and undone',
    act: (writer) => {
      both(writer)
      writer.editor().commands.deleteSelection()
      undo(writer)
    },
  },
  {
    name: 'a sentence deleted key by key and undone',
    act: (writer) => {
      caretAfter(writer, 'tell us why then.')
      backspace(writer, 30)
      undo(writer)
    },
  },
  {
    name: 'Enter, undone and redone',
    act: (writer) => {
      caretBefore(writer, 'three winters')
      writer.editor().commands.splitBlock()
      undo(writer)
      redo(writer)
    },
  },
  {
    name: 'a list, undone and redone',
    act: (writer) => {
      both(writer)
      writer.editor().commands.toggleBulletList()
      undo(writer)
      redo(writer)
    },
  },
  {
    name: 'a join, undone',
    act: (writer) => {
      joinBackward(writer)
      undo(writer)
    },
  },
  {
    name: 'a move, undone and redone',
    act: (writer) => {
      moveBlock(writer, second, 0)
      undo(writer)
      redo(writer)
    },
  },
  {
    name: 'three words of their own inside her sentence',
    act: (writer) => {
      caretAfter(writer, 'wet')
      type(writer, ' as we know')
    },
    after: { hers, theirs: 3 },
  },
  {
    name: 'a list of her words with theirs between',
    act: (writer) => {
      caretAfter(writer, 'wet')
      type(writer, ' as we know')
      selectFrom(writer, 'The walls', second)
      writer.editor().commands.toggleBulletList()
    },
    after: { hers, theirs: 3 },
  },
  {
    name: 'a sentence written anew in one go, the kept words hers',
    act: (writer) => {
      select(writer, second)
      writer
        .editor()
        .view.dispatch(writer.editor().state.tr.insertText('Her children had chest complaints and nobody would tell us why then.'))
    },
    after: { hers: 15 + 7, theirs: 5 },
  },
  {
    name: 'a sentence written anew around a stretch of hers',
    act: (writer) => {
      select(writer, second)
      writer.editor().view.dispatch(writer.editor().state.tr.insertText('They said that the boy coughed every night and it was bad'))
    },
    after: { hers: 15 + 4, theirs: 8 },
  },
  {
    name: 'a sentence typed over hers, key by key',
    act: (writer) => {
      select(writer, second)
      writer.editor().commands.deleteSelection()
      type(writer, 'My son coughed every night.')
    },
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
    both(officer)
    officer.editor().commands.toggleBulletList()
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
      both(writer)
      writer.editor().commands.toggleBulletList()
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
      both(writer)
      writer.editor().commands.toggleBulletList()
    }
    room.doc.transact(() => {
      officer.connect()
      another.connect()
    })
    expect(words()).toEqual({ hers: 2 * hers, theirs: 0 })
  })

  test('[AT4] an evening of offline editing merged in one message', () => {
    officer.disconnect()
    caretBefore(officer, 'three winters')
    officer.editor().commands.splitBlock()
    selectFrom(officer, 'The walls', second)
    officer.editor().commands.toggleBulletList()
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
