// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { AnchoredRoom } from '../testing/anchored-room.ts'
import { backspace, caretAfter, caretBefore, cut, dragAfter, moveBlock, paste, select, selectFrom, type } from '../testing/gestures.ts'
import { partners, summary, type Writer } from '../testing/writing-room.ts'

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
})

afterEach(() => room.close())

const onSummary = (expected: string) => ({ section: summary, words: expected })

describe('an anchor on words', () => {
  test.each<[string, () => void]>([
    ['letters are typed before them', () => (caretBefore(officer, 'The stairs'), type(officer, 'Look: '))],
    ['the line is split inside them', () => (caretBefore(officer, ' steep'), officer.editor().commands.splitBlock())],
    ['the line is split before them', () => (caretBefore(officer, words), officer.editor().commands.splitBlock())],
    [
      'the line is joined with the one before',
      () => {
        caretBefore(officer, words)
        officer.editor().commands.splitBlock()
        caretBefore(officer, words)
        officer.editor().commands.joinBackward()
      },
    ],
    ['the line becomes a heading', () => (caretBefore(officer, 'stairs'), officer.editor().commands.toggleHeading({ level: 3 }))],
    ['the line becomes a list', () => (caretBefore(officer, 'stairs'), officer.editor().commands.toggleBulletList())],
    ['the line becomes a quotation', () => (caretBefore(officer, 'stairs'), officer.editor().commands.toggleBlockquote())],
    ['the line is moved', () => moveBlock(officer, 'stairs', 1)],
    ['a part of them is made bold', () => (select(officer, 'house are'), officer.editor().commands.toggleBold())],
    ['words around them go', () => (select(officer, 'The stairs to the '), officer.editor().commands.deleteSelection())],
  ])('[AT18] stays on them when %s', (_, act) => {
    const id = room.pointAt(words)
    act()
    expect(room.on(id)?.words.replaceAll('\n', '')).toBe(words)
  })

  test('[AT18] stays on them through one change after the other, by several people', () => {
    const id = room.pointAt(words)
    caretBefore(officer, 'stairs')
    officer.editor().commands.toggleBulletList()
    officer.editor().commands.undo()
    caretBefore(amina, 'are steep')
    amina.editor().commands.splitBlock()
    moveBlock(officer, 'Nobody', 0)
    caretBefore(amina, 'are steep')
    amina.editor().commands.joinBackward()
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT18] goes along when they are cut and pasted, in the section and into another', () => {
    const id = room.pointAt(words)
    select(officer, 'stairs to the boathouse are steep and')
    const clipboard = cut(officer)
    expect(room.anchor(id)).toMatchObject({ state: 'detached', quote: words })
    caretAfter(officer, 'since March.')
    paste(officer, clipboard)
    expect(room.on(id)).toEqual(onSummary(words))
    select(officer, 'boathouse are steep and')
    const again = cut(officer)
    officer.editor(partners)
    paste(officer, again, partners)
    expect(room.on(id)).toEqual({ section: partners, words })
  })

  test('[AT18] goes along when they are dragged', () => {
    const id = room.pointAt(words)
    select(officer, `${words} and`)
    dragAfter(officer, 'since March')
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT18] goes along with a copy whose original goes then', () => {
    const id = room.pointAt(words)
    select(officer, stairs)
    const { view } = officer.editor()
    const html = view.serializeForClipboard(view.state.selection.content()).dom.innerHTML
    caretAfter(officer, 'since March.')
    paste(officer, html)
    moveBlock(officer, 'Nobody', 0)
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT18] goes on with a copy when the original goes, and is on none when both go at once', () => {
    const id = room.pointAt(words)
    select(officer, stairs)
    const { view } = officer.editor()
    const html = view.serializeForClipboard(view.state.selection.content()).dom.innerHTML
    caretAfter(officer, 'since March.')
    paste(officer, html)
    room.now += 3_600_000
    officer.pause()
    select(officer, stairs)
    officer.editor().commands.deleteSelection()
    expect(room.on(id)).toEqual(onSummary(words))
    officer.editor().commands.undo()
    officer.editor().commands.clearContent()
    expect(room.anchor(id)).toMatchObject({ state: 'detached', quote: words })
  })

  test('[AT18] takes in what is typed inside them, and not what is typed beside them', () => {
    const id = room.pointAt(words)
    caretBefore(officer, 'steep')
    type(officer, 'very ')
    caretAfter(officer, 'very steep')
    type(officer, 'er')
    expect(room.on(id)).toEqual(onSummary('boathouse are very steep'))
  })

  test('[AT19] keeps to what is left of them', () => {
    const id = room.pointAt(words)
    select(officer, 'are steep and icy')
    officer.editor().commands.deleteSelection()
    expect(room.on(id)).toEqual(onSummary('boathouse'))
    select(officer, 'the boat')
    officer.editor().commands.deleteSelection()
    expect(room.on(id)).toEqual(onSummary('house'))
  })

  test('[AT19] has all of them again when what went is brought back', () => {
    const id = room.pointAt(words)
    select(officer, 'are steep and icy')
    officer.editor().commands.deleteSelection()
    officer.pause()
    officer.editor().commands.undo()
    room.look()
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT20] is on none when all of them are gone, keeps them as they were, and comes back with them', () => {
    const id = room.pointAt(words)
    officer.pause()
    select(officer, 'the boathouse are steep and')
    officer.editor().commands.deleteSelection()
    expect(room.anchor(id)).toMatchObject({ state: 'detached', start: null, end: null, quote: words })
    officer.editor().commands.undo()
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT20] comes back when they were rubbed out letter by letter and brought back', () => {
    const id = room.pointAt(words)
    officer.pause()
    caretAfter(officer, 'steep')
    backspace(officer, words.length)
    expect(room.on(id)).toBeNull()
    officer.editor().commands.undo()
    room.look()
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT20] comes back when they are typed again, key by key', () => {
    const id = room.pointAt(words)
    select(officer, words)
    officer.editor().commands.deleteSelection()
    room.look()
    type(officer, words)
    expect(room.on(id)).toBeNull()
    room.look()
    expect(room.on(id)).toEqual(onSummary(words))
  })

  test('[AT20] comes back as they were last, when they had been changed', () => {
    const id = room.pointAt(words)
    caretBefore(officer, 'steep')
    type(officer, 'very ')
    officer.pause()
    select(officer, 'the boathouse are very steep and')
    officer.editor().commands.deleteSelection()
    expect(room.anchor(id)).toMatchObject({ state: 'detached', quote: words })
    officer.editor().commands.undo()
    expect(room.on(id)).toEqual(onSummary('boathouse are very steep'))
  })

  test('[AT20] of one short word comes back where that word is put', () => {
    const id = room.pointAt('icy')
    select(officer, 'icy')
    const clipboard = cut(officer)
    room.look()
    caretAfter(officer, 'light')
    type(officer, ' ')
    paste(officer, clipboard)
    room.look()
    expect(room.on(id)).toEqual(onSummary('icy'))
  })
})

describe('an anchor is never on other words', () => {
  test('[AT21] when the same words stood elsewhere all along', () => {
    caretAfter(amina, 'since March.')
    type(amina, ' Our boathouse are steep too')
    const id = 'first'
    room.anchors.know({ ...room.anchor(room.pointAt('The stairs to the boathouse are steep')), id })
    select(officer, 'stairs to the boathouse are steep')
    officer.editor().commands.deleteSelection()
    room.look()
    expect(room.on(id)?.words ?? '').not.toContain('boathouse')
  })

  test('[AT21] when the deletion was reported one letter off', () => {
    caretAfter(amina, 'since March.')
    type(amina, ' alpha beta bravo')
    const beta = room.pointAt('beta')
    const bravo = room.pointAt('bravo')
    const both = room.pointAt('alpha beta')
    select(officer, 'beta ')
    officer.editor().commands.deleteSelection()
    expect(room.on(beta)).toBeNull()
    expect(room.on(bravo)).toEqual(onSummary('bravo'))
    expect(room.on(both)).toEqual(onSummary('alpha'))
  })

  test('[AT21] when only a full stop or a space is left of them', () => {
    const id = room.pointAt('icy in winter.')
    select(officer, 'icy in winter')
    officer.editor().commands.deleteSelection()
    expect(room.on(id)).toBeNull()
  })

  test('[AT21] when their halves are taken apart: it stays with the longer one', () => {
    const id = room.pointAt('The stairs to the boathouse are steep')
    select(officer, 'stairs to the boathouse are steep')
    dragAfter(officer, 'has mended')
    expect(room.on(id)).toEqual(onSummary('stairs to the boathouse are steep'))
  })

  test('[AT21] when a short common word is typed somewhere else', () => {
    const id = room.pointAt('icy')
    select(officer, 'icy ')
    officer.editor().commands.deleteSelection()
    room.look()
    caretAfter(amina, 'the light')
    type(amina, ' is icy now')
    room.look()
    expect(room.on(id)).toBeNull()
  })
})

describe('long words', () => {
  test('[AT22] are kept by their head and their tail, and found again', () => {
    const long = Array.from({ length: 120 }, (_, index) => `word${index}`).join(' ')
    paste(amina, `<p>${long}</p>`)
    const id = room.pointAt(long)
    expect(room.anchor(id).quote).toHaveLength(300)
    officer.pause()
    selectFrom(officer, 'word0', 'word119')
    officer.editor().commands.deleteSelection()
    expect(room.on(id)).toBeNull()
    officer.editor().commands.undo()
    expect(room.on(id)?.words).toBe(long)
  })
})
