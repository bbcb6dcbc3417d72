// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { AnchoredRoom } from '../testing/anchored-room.ts'
import { caretAfter, caretBefore, cut, dragAfter, paste, select, selectFrom, type } from '../testing/gestures.ts'
import { summary, type Writer } from '../testing/writing-room.ts'

const stairs = 'The stairs to the boathouse are steep and icy in winter.'
const light = 'Nobody has mended the light since March.'
const words = 'boathouse are steep'

let room: AnchoredRoom
let amina: Writer
let officer: Writer

beforeEach(() => {
  room = new AnchoredRoom()
  amina = room.join('amina', 'community')
  officer = room.join('officer', 'public')
  paste(amina, `<p>${stairs}</p><p>${light}</p>`)
  amina.pause()
  officer.editor()
})

afterEach(() => room.close())

const onSummary = (expected: string) => ({ section: summary, words: expected })

/** What copying puts into the clipboard. */
function copied(writer: Writer, first: string, last = first): string {
  selectFrom(writer, first, last)
  const { view } = writer.editor()
  return view.serializeForClipboard(view.state.selection.content()).dom.innerHTML
}

function erase(writer: Writer, first: string, last = first): void {
  selectFrom(writer, first, last)
  writer.editor().commands.deleteSelection()
  writer.pause()
}

describe('an anchor goes on with a copy when the original goes', () => {
  test('[AT24] also when the words had been put back before, by a list', () => {
    const id = room.pointAt(words)
    caretBefore(officer, 'stairs')
    officer.editor().commands.toggleBulletList()
    const clipboard = copied(officer, 'the boathouse', 'steep and')
    caretAfter(officer, 'since March.')
    paste(officer, clipboard)
    room.now += 3_600_000
    erase(officer, stairs)
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT24] also when it was made of the words as they were changed', () => {
    const id = room.pointAt(words)
    caretBefore(officer, 'steep')
    type(officer, 'very ')
    room.look()
    const clipboard = copied(officer, 'the boathouse', 'steep and')
    caretAfter(officer, 'since March.')
    paste(officer, clipboard)
    room.now += 3_600_000
    erase(officer, 'The stairs', 'winter.')
    expect(room.on(id)).toEqual(onSummary('boathouse are very steep'))
  })

  test('[AT24] also of one short word, where enough of what stands beside it now came along', () => {
    const id = room.pointAt('icy')
    caretBefore(officer, 'icy')
    type(officer, 'sometimes ')
    room.look()
    const clipboard = copied(officer, 'sometimes icy')
    caretAfter(officer, 'the light')
    paste(officer, clipboard)
    room.now += 3_600_000
    erase(officer, 'The stairs', 'winter.')
    expect(room.on(id)).toEqual(onSummary('icy'))
  })

  test('[AT21] but not with the same short word that others write elsewhere', () => {
    const id = room.pointAt('icy')
    caretAfter(officer, 'the light')
    paste(officer, '<p>beside the icy harbour wall</p>')
    room.now += 3_600_000
    erase(officer, 'The stairs', 'winter.')
    expect(room.on(id)).toBeNull()
  })

  test('[AT21] but not with words that only moved along with what came', () => {
    caretAfter(amina, 'since March.')
    type(amina, ' Our boathouse are steep')
    const id = 'first'
    room.anchors.know({ ...room.anchor(room.pointAt('The stairs to the boathouse are steep')), id, quote: words })
    selectFrom(officer, 'Nobody', 'our boathouse'.slice(4))
    officer.editor().commands.toggleBulletList()
    room.now += 3_600_000
    erase(officer, 'The stairs', 'winter.')
    expect(room.on(id)?.words ?? '').not.toContain('boathouse')
  })
})

describe('an anchor on words in a block that two change at once', () => {
  test('[AT25] goes on with the part of them that the other brought back', () => {
    const id = room.pointAt('the boathouse are steep and icy in winter')
    const nurse = room.join('nurse', 'public')
    nurse.editor()
    nurse.disconnect()
    erase(nurse, ' and icy in winter')
    nurse.editor().commands.toggleHeading({ level: 3 })
    caretBefore(officer, 'stairs')
    officer.editor().commands.toggleBulletList()
    nurse.connect()
    expect(room.on(id)).toEqual(onSummary('the boathouse are steep and icy in winter'))
    erase(officer, stairs)
    expect(room.on(id)).toEqual(onSummary('the boathouse are steep'))
  })

  test.each([
    ['steep', 'between'],
    ['winter.', 'at the end of'],
    ['The', 'at the beginning of'],
  ])('[AT26] stays on “%s”, too short to be known by itself, %s what was put back, when words were written on both sides of it', (word) => {
    const id = room.pointAt(word)
    officer.disconnect()
    caretBefore(officer, word)
    type(officer, 'now and then ')
    caretAfter(officer, word)
    type(officer, ' maybe')
    officer.editor().commands.toggleBulletList()
    officer.connect()
    expect(room.on(id)).toEqual(onSummary(word))
  })

  test('[AT26] stays on a word that others wrote on to, and not on a letter before it that is alike by chance', () => {
    const id = room.pointAt('steep')
    officer.disconnect()
    caretBefore(officer, 'steep')
    type(officer, 'so ')
    caretAfter(officer, 'so steep')
    type(officer, 'ish')
    officer.editor().commands.toggleBulletList()
    officer.connect()
    room.look()
    expect(room.on(id)).toEqual(onSummary('steep'))
  })

  test('[AT26] but not on one of two where it stood once', () => {
    const id = room.pointAt('steep')
    officer.disconnect()
    caretBefore(officer, 'steep')
    type(officer, 'steep or ')
    caretAfter(officer, 'steep or steep')
    type(officer, ' maybe')
    officer.editor().commands.toggleBulletList()
    officer.connect()
    expect(room.on(id)?.words ?? 'steep').toBe('steep')
  })
})

test('[AT25] an anchor that has lost its words comes back with them when somebody who had not heard of it brings them back', () => {
  const id = room.pointAt('steep')
  officer.disconnect()
  caretBefore(officer, 'stairs')
  officer.editor().commands.toggleBulletList()
  erase(amina, stairs)
  expect(room.on(id)).toBeNull()
  officer.connect()
  expect(room.on(id)).toEqual(onSummary('steep'))
})

test('[AT27] an anchor goes on with a part of its words, however short, that was taken from the others', () => {
  const id = room.pointAt('The stairs to the boathouse are steep')
  select(officer, 'stairs to the boathouse are steep')
  dragAfter(officer, 'has mended')
  expect(room.on(id)).toEqual(onSummary('stairs to the boathouse are steep'))
  erase(officer, 'stairs to the boathouse are steep')
  expect(room.on(id)).toEqual(onSummary('The'))
})

test('[AT27] an anchor that went on with the shorter part of its words is on the longer one again when that is all there is', () => {
  const id = room.pointAt('stairs to the boathouse are steep')
  select(officer, 'boathouse are steep')
  const shorter = cut(officer)
  caretAfter(officer, 'since March.')
  paste(officer, shorter)
  officer.pause()
  select(officer, 'stairs to the')
  const longer = cut(officer)
  caretAfter(officer, 'Nobody')
  paste(officer, longer)
  officer.pause()
  erase(officer, words)
  expect(room.on(id)).toEqual(onSummary('stairs to the'))
})

describe('an anchor whose words are gone', () => {
  const many = 'stairs to the boathouse are steep and icy'

  test('[AT28] comes back with most of them', () => {
    const id = room.pointAt(many)
    erase(officer, stairs)
    room.look()
    caretAfter(officer, 'since March.')
    paste(officer, '<p>Still, stairs to the boathouse steep and icy as ever</p>')
    expect(room.on(id)).toEqual(onSummary('stairs to the boathouse steep and icy'))
  })

  test.each([
    ['a sentence that begins like them', 'The stairs to the boathouse are wide'],
    ['their words in another order', 'The boathouse and stairs are icy to the steep'],
    ['their words with others between them', 'Nobody uses stairs to the old boathouse, which are really steep and icy'],
  ])('[AT28] does not come back with %s', (_, sentence) => {
    const id = room.pointAt(many)
    erase(officer, stairs)
    room.look()
    caretAfter(officer, 'since March.')
    paste(officer, `<p>${sentence}</p>`)
    room.look()
    expect(room.on(id)).toBeNull()
  })
})
