// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { spansOfSection } from './spans.ts'
import { caretBefore, paste, select, type } from './testing/gestures.ts'
import { amina as author, officer as mover, Study } from './testing/study.ts'
import { summary, type Writer, WritingRoom } from './testing/writing-room.ts'

let room: WritingRoom
let amina: Writer
let officer: Writer
let nurse: Writer

beforeEach(() => {
  room = new WritingRoom()
  amina = room.join('amina', 'community')
  officer = room.join('officer', 'public')
  nurse = room.join('nurse', 'public')
})

afterEach(() => {
  room.close()
})

function said(): readonly string[] {
  return spansOfSection(room.doc, summary, room.authorship).map(({ voice, text }) => `${voice}: ${text}`)
}

function hers(text: string): void {
  type(amina, text)
  // Opened now, so that their editors map the blocks they will change.
  officer.editor()
  nurse.editor()
}

describe('words in a block that two change at once', () => {
  test('[AT7] stay their author’s in both copies, however few', () => {
    hers('Wet')
    nurse.disconnect()
    nurse.editor().commands.toggleHeading({ level: 3 })
    officer.editor().commands.toggleBulletList()
    nurse.connect()
    expect(said()).toEqual(['amina: Wet', 'amina: Wet'])
  })

  test('[AT7] stay their author’s when the one took the block apart and the other made it a list', () => {
    hers('nobody told us why')
    nurse.disconnect()
    nurse.editor().commands.toggleBulletList()
    officer.editor().commands.setTextSelection(2)
    paste(officer, '<p>The council says:</p><p>as it was</p>')
    nurse.connect()
    expect(said().filter((span) => !span.startsWith('amina'))).toEqual(['officer: as it was'])
    expect(
      said()
        .filter((span) => span.startsWith('amina'))
        .join(' '),
    ).toContain('nobody told us why')
  })

  test('[AT7] stay their author’s when the first deleted them in pieces', () => {
    hers('The walls were wet, nobody came.')
    nurse.disconnect()
    nurse.editor().commands.toggleBulletList()
    select(officer, 'nobody came.')
    officer.editor().commands.deleteSelection()
    officer.pause()
    select(officer, 'The walls')
    officer.editor().commands.deleteSelection()
    officer.editor().commands.toggleHeading({ level: 3 })
    nurse.connect()
    expect(said()).toContain('amina: The walls were wet, nobody came.')
    expect(said().every((span) => span.startsWith('amina'))).toBe(true)
  })
})

describe('an undo', () => {
  test('[AT7] gives back a single letter to its author', () => {
    hers('eight wet walls and a door, nobody came')
    officer.pause()
    caretBefore(officer, 'wet walls')
    paste(officer, '<p>Note w</p><p>and more</p>')
    officer.pause()
    officer.editor().commands.undo()
    expect(said()).toEqual(['amina: eight wet walls and a door, nobody came'])
  })
})

describe('words that stay beside what is deleted', () => {
  const [note, sentence] = ['As the council says: ', 'Nobody told us why the damp came back.']

  test.each(['', 'They say: '])('[AT7] do not stand for those that come back from the graveyard after "%s"', (written) => {
    const study = new Study()
    const first = study.paragraph(author, sentence)
    const beside = study.paragraph(mover, note)
    const target = study.paragraph(mover, written)
    study.as(mover, () => first.delete(0, sentence.length))
    study.as(mover, () => beside.insert(note.length, sentence))
    study.as(mover, () => {
      beside.delete(0, note.length)
      target.insert(written.length, sentence)
    })
    const before = written === '' ? [] : [`officer: ${written}`]
    expect(study.said()).toEqual([`amina: ${sentence}`, ...before, `amina: ${sentence}`])
  })

  const short = 'Then the damp came back.'
  test.each([
    { beside: 'her own words', copier: author, words: sentence, before: 'N', after: '' },
    { beside: 'a copy of hers', copier: mover, words: sentence, before: 'N', after: '' },
    { beside: 'a copy of hers that begins with the same word', copier: mover, words: sentence, before: 'Nobody ', after: '' },
    { beside: 'the end of a copy of hers', copier: mover, words: short, before: '', after: '.' },
    { beside: 'the same letters at the end of a copy of hers', copier: mover, words: short, before: '', after: 'ck.' },
  ])('[AT6] leave her what comes back, to its last letter, though some are deleted beside $beside', ({ copier, words, before, after }) => {
    const study = new Study()
    const original = study.paragraph(author, words)
    const copy = study.paragraph(copier, before + words + after)
    const target = study.paragraph(mover, '')
    study.as(mover, () => original.delete(0, words.length))
    study.as(mover, () => {
      copy.delete(before === '' ? words.length : 0, before.length + after.length)
      target.insert(0, words)
    })
    expect(study.said()).toEqual([`${copier}: ${words}`, `amina: ${words}`])
  })

  test('[AT5] stand for what begins like them, of which an editor reports the end as deleted', () => {
    const [moved, kept, answer] = ['We asked the council. ', 'We asked the council again.', 'Noted by the office.']
    const study = new Study()
    const original = study.paragraph(author, moved + kept)
    const target = study.paragraph(mover, '')
    const other = study.paragraph(mover, '')
    study.as(mover, () => {
      original.delete('We asked the council'.length, moved.length)
      target.insert(0, moved)
      other.insert(0, answer)
    })
    expect(study.said()).toEqual([`amina: ${kept}`, `amina: ${moved}`, `officer: ${answer}`])
  })

  test('[AT3] leave a copy of them as it is', () => {
    const study = new Study()
    const original = study.paragraph(author, sentence)
    study.as(mover, () => original.insert(0, note))
    const copy = study.paragraph(mover, '')
    study.as(mover, () => copy.insert(0, sentence))
    study.as(mover, () => original.delete(0, note.length))
    expect(study.said()).toEqual([`amina: ${sentence}`, `officer: ${sentence}`])
    study.as(mover, () => original.delete(0, sentence.length))
    expect(study.said()).toEqual([`amina: ${sentence}`])
  })
})

describe('a text that was written into another block and then deleted', () => {
  test('[AT7] is its author’s as a whole, though some of it had been deleted before', () => {
    const study = new Study()
    const [before, again] = ['Nobody answered us that winter. ', 'My son coughed every night.']
    const first = study.paragraph(author, again)
    study.as(mover, () => first.delete(0, again.length))
    const original = study.paragraph(author, before + again)
    const target = study.paragraph(mover, '')
    study.as(mover, () => target.insert(0, before + again))
    study.as(mover, () => original.delete(0, original.length))
    expect(study.said()).toEqual([`amina: ${before}${again}`])
  })

  test('[AT6] takes no more from beside a deleted run than another deletion leaves', () => {
    const study = new Study()
    const other = study.paragraph(author, 'eleven walls, ')
    const kept = study.paragraph(mover, 'He, that the flat was dry and warm')
    study.as(mover, () => other.delete(0, other.length))
    study.as(mover, () => {
      kept.delete(4, kept.length - 4)
      const target = new Y.XmlText()
      const paragraph = new Y.XmlElement('paragraph')
      study.root().push([paragraph])
      paragraph.push([target])
      target.insert(0, 'eleven walls, that the flat was dry and warm')
    })
    expect(study.said()).toEqual(['officer: He, ', 'amina: eleven walls, ', 'officer: that the flat was dry and warm'])
  })
})
