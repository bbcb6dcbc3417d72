// @vitest-environment jsdom
import { plainText, sectionJson } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { Authorship } from './authorship.ts'
import { rebase } from './rebase.ts'
import { spansOfSection } from './spans.ts'
import { cut, moveBlock, paste, type } from './testing/gestures.ts'
import { Random } from './testing/random.ts'
import { partners, summary, type Writer, WritingRoom } from './testing/writing-room.ts'
import { isVoicedText, spansOfBlocks, type VoicedElement } from './voiced-blocks.ts'

/** One run is `SEEDS=17 …`, a range is `SEEDS=1-320`. */
const [firstSeed = 1, lastSeed = firstSeed] = (process.env['SEEDS'] ?? '1-20').split('-').map(Number)
const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, index) => firstSeed + index)
const steps = 40
const sections = [summary, partners]
/** Each writes words of their own letters, so that the text itself says whose it is. */
const alphabets = { amina: 'abcdefgh', bo: 'ijklmnop', cara: 'qrstuvwx' } as const

let room: WritingRoom | undefined

// Time stands still, so that what one undo takes back depends on the seed alone: the editor joins what comes within half a second.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))

afterEach(() => {
  room?.close()
  vi.useRealTimers()
})

interface Person {
  readonly name: keyof typeof alphabets
  readonly writer: Writer
  readonly word: () => string
  readonly written: string[]
  /** Other people's words that this person has deleted or cut: a redo takes them out again. */
  readonly erased: Set<string>
  /** Those that were cut: an undo of the paste takes them out, and the next one puts them back where they were. */
  readonly cut: Set<string>
}

describe('three people writing together', () => {
  test.each(seeds)('[AT4] [AT9] [AT11] keep their words: seed %i', (seed) => {
    const random = new Random(seed)
    const study = new WritingRoom()
    room = study
    const people = (['amina', 'bo', 'cara'] as const).map((name, index): Person => {
      const written: string[] = []
      return {
        name,
        writer: study.join(name, index === 0 ? 'community' : 'public', 100 + index),
        word: () => {
          const word = Array.from({ length: 12 }, () => random.pick([...alphabets[name]])).join('')
          written.push(word)
          return word
        },
        written,
        erased: new Set(),
        cut: new Set(),
      }
    })
    const writers = people.map(({ writer }) => writer)
    const voices = new Map<string, VoiceId>()
    for (let step = 0; step < steps; step++) {
      const person = random.pick(people)
      gesture(
        random,
        person,
        people.filter((other) => other !== person),
      )
      assertVoicesStay(study, voices)
    }
    for (const writer of writers) if (!writer.isOnline) writer.connect()
    assertVoicesStay(study, voices)
    for (const section of sections) {
      assertConverged(study, writers, section)
      assertWordsAreTheirs(study, section)
      assertRebaseKeeps(study, section)
    }
  })
})

function gesture(random: Random, person: Person, others: readonly Person[]): void {
  const { writer, word, erased } = person
  const section = random.pick(sections)
  const { commands } = writer.editor(section)
  const caret = () => commands.setTextSelection(random.pick(wordStarts(writer, section)))
  const selection = () => {
    const starts = wordStarts(writer, section)
    const from = random.below(starts.length)
    const to = Math.min(from + 1 + random.below(4), starts.length - 1)
    commands.setTextSelection({ from: starts[from] ?? 1, to: starts[to] ?? 1 })
  }
  const selectedWords = () => {
    const { doc, selection: selected } = writer.editor(section).state
    const text = doc.textBetween(selected.from, selected.to, ' ')
    return others.flatMap(({ written }) => written.filter((said) => text.includes(said)))
  }
  if (random.below(3) === 0) writer.pause(section)
  switch (random.below(16)) {
    case 0:
    case 1:
    case 2:
      caret()
      type(writer, `${word()} ${word()} `, section)
      break
    case 3:
      caret()
      paste(writer, `<p>${word()} ${word()}</p><p>${word()}</p>`, section)
      break
    case 4:
      caret()
      commands.splitBlock()
      break
    case 5:
      caret()
      commands.joinBackward()
      break
    case 6:
      selection()
      commands.toggleBulletList()
      break
    case 7:
      selection()
      commands.toggleOrderedList()
      break
    case 8:
      selection()
      commands.toggleBlockquote()
      break
    case 9:
      selection()
      commands.toggleHeading({ level: 3 })
      break
    case 10:
      selection()
      if (random.below(2) === 0) commands.toggleBold()
      else commands.toggleItalic()
      break
    case 11:
      selection()
      for (const said of selectedWords()) erased.add(said)
      commands.deleteSelection()
      break
    case 12: {
      selection()
      for (const said of selectedWords()) {
        erased.add(said)
        person.cut.add(said)
      }
      const clipboard = cut(writer, section)
      const target = random.pick(sections)
      writer.editor(target).commands.setTextSelection(random.pick(wordStarts(writer, target)))
      paste(writer, clipboard, target)
      break
    }
    case 13: {
      const { doc } = writer.editor(section).state
      const words = doc.textBetween(0, doc.content.size, ' ').split(' ').filter(Boolean)
      if (words.length > 0) moveBlock(writer, random.pick(words), random.below(doc.childCount), section)
      break
    }
    case 14: {
      const isRedo = random.below(3) === 0
      const before = textOf(writer)
      if (isRedo) commands.redo()
      else commands.undo()
      assertOthersWordsStay(person, others, before, isRedo)
      break
    }
    case 15:
      if (writer.isOnline) writer.disconnect()
      else writer.connect()
      break
  }
}

function textOf({ doc }: Writer): string {
  return sections.map((key) => plainText(doc, key)).join('\n')
}

/**
 * No letter of another person's has gone, but for words that this person had cut and pasted, and for copies of words that still stand.
 * Letters are counted and not words: a letter typed beside its like is as well the one as the other, and may be left in the other's place.
 */
function assertOthersWordsStay({ writer, cut: moved, erased }: Person, others: readonly Person[], before: string, isRedo: boolean): void {
  const after = textOf(writer)
  for (const { name, written } of others) {
    const letters = (text: string) => [...text].filter((letter) => alphabets[name].includes(letter)).length
    const excused = written.filter((word) => moved.has(word) || (isRedo && erased.has(word)) || after.includes(word))
    const goneAsTheyMay = excused.reduce((sum, word) => sum + Math.max(0, times(word, before) - times(word, after)) * word.length, 0)
    expect({ of: name, gone: Math.max(0, letters(before) - letters(after) - goneAsTheyMay), before, after }).toEqual({
      of: name,
      gone: 0,
      before,
      after,
    })
  }
}

function times(word: string, text: string): number {
  return text.split(word).length - 1
}

/** Where a word begins or a block ends. */
function wordStarts(writer: Writer, section: SectionKey): number[] {
  const starts: number[] = []
  writer.editor(section).state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, undefined, ' ')
    for (let at = 0; at < text.length; at++) if (text[at] !== ' ' && (at === 0 || text[at - 1] === ' ')) starts.push(position + 1 + at)
    starts.push(position + 1 + text.length)
    return false
  })
  return starts
}

function characters(blocks: readonly VoicedElement[]): { id: string; character: string; voice: VoiceId }[] {
  return blocks.flatMap(({ content }) =>
    (content ?? []).flatMap((node) => {
      if (!isVoicedText(node)) return characters([node])
      const ids = node.ranges.flatMap(({ client, clock, length }) => Array.from({ length }, (_, at) => `${client} ${clock + at}`))
      return ids.map((id, at) => ({ id, character: node.text[at] ?? '', voice: node.voice }))
    }),
  )
}

/** Every character has one voice, and keeps it for as long as it is there. */
function assertVoicesStay(study: WritingRoom, known: Map<string, VoiceId>): void {
  for (const section of sections) {
    const all = characters(spansOfBlocks(study.doc, section, study.authorship))
    expect(all.map(({ character }) => character).join('')).toBe(plainText(study.doc, section).replaceAll('\n', ''))
    for (const { id, voice } of all) {
      expect(known.get(id) ?? voice).toBe(voice)
      known.set(id, voice)
    }
  }
}

function assertConverged(study: WritingRoom, writers: readonly Writer[], section: SectionKey): void {
  for (const writer of writers) expect(writer.json(section)).toEqual(sectionJson(study.doc, section))
}

function assertWordsAreTheirs(study: WritingRoom, section: SectionKey): void {
  for (const { text, voice } of spansOfSection(study.doc, section, study.authorship)) {
    const strangers = [...text].filter((letter) => letter !== ' ' && !alphabetOf(voice).includes(letter)).join('')
    expect({ voice, strangers }).toEqual({ voice, strangers: '' })
  }
}

function alphabetOf(voice: VoiceId): string {
  return Object.entries(alphabets).find(([name]) => name === voice)?.[1] ?? ''
}

function assertRebaseKeeps(study: WritingRoom, section: SectionKey): void {
  let client = 5000
  const rebased = rebase(study.doc, study.authorship, { newClient: () => client++ })
  const authorship = new Authorship({ bindings: rebased.bindings })
  expect(sectionJson(rebased.doc, section)).toEqual(sectionJson(study.doc, section))
  const said = (of: readonly { text: string; voice: VoiceId; block: number }[]) =>
    of.map(({ text, voice, block }) => `${block} ${voice} ${text}`)
  expect(said(spansOfSection(rebased.doc, section, authorship))).toEqual(said(spansOfSection(study.doc, section, study.authorship)))
}
