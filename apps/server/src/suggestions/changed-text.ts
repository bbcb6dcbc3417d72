import { isVoicedText, type VoicedText } from '@samskriv/attribution'
import type { Suggestion } from '@samskriv/database'
import type { TextBlock } from '@samskriv/sync-server'
import { hostsOf, type Course } from './hosts.ts'
import { movedWords } from './moved-words.ts'
import { Passage, type Place } from './passage.ts'
import { paragraphBreak, wordDiff, type Piece } from './word-diff.ts'
import { contentOf, slice, type Stretch } from './words-at.ts'

/** What becomes of paragraphs. */
export interface ChangedText {
  readonly passage: Passage
  /** What stays, goes and comes in all of it, as it is shown; moved words go and come. */
  readonly pieces: readonly Piece[]
  /** As they would be, in order. Those of a suggestion above, below or at the end are all new. */
  readonly paragraphs: readonly ChangedParagraph[]
  /** Of which nothing stays where it is. */
  readonly gone: readonly TextBlock[]
}

export interface ChangedParagraph {
  /** The paragraph that it is now, counted in the passage; null for a new one. */
  readonly host: number | null
  readonly parts: readonly ChangedPart[]
}

export type ChangedPart = OldPart | NewPart

/** What stands in a paragraph from one place of its flat text to another. */
export interface OldPart extends Place {
  readonly to: number
  /** Whether it stays where it is, in order, if its paragraph does; else it was moved. */
  readonly stays: boolean
}

/** Words of whoever made the suggestion, formatted as those in the place of which they come. */
export interface NewPart {
  readonly text: string
  readonly marks: VoicedText['marks']
}

export function isNew(part: ChangedPart): part is NewPart {
  return 'text' in part
}

type Suggested = Pick<Suggestion, 'place' | 'proposed'>

/**
 * What becomes of the paragraphs of a stretch when a suggestion is put in: one comparison of all of it, so that words stay whose they are
 * when paragraphs are split, joined or taken out. Says what is to be done, and does nothing.
 */
export function changedText(stretch: Stretch, { place, proposed }: Suggested): ChangedText {
  const texts = proposed.map(({ text }) => text.replaceAll(paragraphBreak, ' '))
  const isWithin = place === 'instead' || place === 'before' || place === 'after'
  const passage = new Passage(isWithin ? stretch.blocks : [])
  if (!isWithin) {
    const paragraphs = texts.map((text) => ({ host: null, parts: [{ text, marks: undefined }] }))
    return { passage, pieces: [{ kind: 'added', text: texts.join(paragraphBreak) }], paragraphs, gone: [] }
  }
  const begins = passage.letterAt({ block: 0, at: stretch.from })
  const ends = passage.letterAt({ block: passage.blocks.length - 1, at: stretch.to })
  const from = place === 'after' ? ends : begins
  const to = place === 'before' ? begins : ends
  const pieces = piecesOf(passage.text, from, to, texts)
  const courses = new Walk(passage, pieces).courses()
  const hosts = hostsOf(courses, passage.blocks)
  const kept = new Set(hosts)
  return {
    passage,
    pieces,
    paragraphs: courses.map(({ parts }, index) => ({ host: hosts[index] ?? null, parts })),
    gone: passage.blocks.filter((_, block) => !kept.has(block)),
  }
}

/** What stands before and behind the words stays; where words between two blanks go, one of the blanks goes with them. */
function piecesOf(text: string, from: number, to: number, texts: readonly string[]): readonly Piece[] {
  const [before, after] = [text.slice(0, from), text.slice(to)]
  const [blankBefore, blankAfter] = texts.length > 0 || from === to ? [0, 0] : gapOf(before, after)
  const middle: readonly Piece[] =
    from === to
      ? [{ kind: 'added', text: texts.join(paragraphBreak) }]
      : texts.length === 0
        ? [{ kind: 'removed', text: text.slice(from - blankBefore, to + blankAfter) }]
        : wordDiff(text.slice(from, to), texts.join(paragraphBreak))
  return [
    { kind: 'same' as const, text: before.slice(0, from - blankBefore) },
    ...middle,
    { kind: 'same' as const, text: after.slice(blankAfter) },
  ].filter((piece) => piece.text !== '')
}

function gapOf(before: string, after: string): readonly [before: number, after: number] {
  const endsLine = after === '' || /^[\n\u2029]/u.test(after)
  if (endsLine) return [before.endsWith(' ') ? 1 : 0, 0]
  const beginsLine = before === '' || /[ \n\u2029]$/u.test(before)
  return [0, beginsLine && after.startsWith(' ') ? 1 : 0]
}

/** Goes through old and new text at once, and notes for each paragraph of the new one what stands there. */
class Walk {
  readonly #passage: Passage
  readonly #pieces: readonly Piece[]
  readonly #courses: { parts: ChangedPart[]; kept: Map<number, number> }[] = []
  /** Letters whose words come elsewhere. */
  readonly #moved = new Set<number>()
  /** Notes whose letters go: they stay where those were, behind what comes in their place. */
  #pending: Place[] = []
  #block = 0
  #letter = 0

  constructor(passage: Passage, pieces: readonly Piece[]) {
    this.#passage = passage
    this.#pieces = pieces
    this.#begin()
    this.#go()
    // Of paragraphs of which nothing is left, not even a note, none stays empty.
    if (pieces.every(({ kind }) => kind === 'removed') && this.#courses.every(({ parts }) => parts.length === 0)) this.#courses.length = 0
  }

  courses(): readonly Course[] {
    return this.#courses
  }

  #go(): void {
    const moves = movedWords(this.#pieces)
    for (const { from, length } of moves) for (let letter = from; letter < from + length; letter += 1) this.#moved.add(letter)
    let at = 0
    for (const [place, piece] of this.#pieces.entries()) {
      if (piece.kind === 'same') {
        this.#stayNotes()
        this.#stay(piece.text.length)
        at += piece.text.length
      } else if (piece.kind === 'removed') this.#leave(piece.text.length)
      else {
        const replaced = this.#pieces[place - 1]
        const isParagraph = replaced?.kind !== 'removed' && piece.text.includes(paragraphBreak)
        const marks = isParagraph ? undefined : this.#marksOfNew(replaced?.kind === 'removed' ? replaced.text.length : 0)
        let done = at
        for (const { from, to, length } of moves) {
          if (to < at || to >= at + piece.text.length) continue
          this.#come(piece.text.slice(done - at, to - at), marks)
          for (let letter = from; letter < from + length; letter += 1) this.#put(letter, false)
          done = to + length
        }
        this.#come(piece.text.slice(done - at), marks)
        at += piece.text.length
      }
    }
    this.#stayNotes()
    for (const note of this.#passage.notesBefore(this.#letter)) this.#add({ ...note, to: note.at + 1, stays: true })
  }

  #begin(): void {
    this.#courses.push({ parts: [], kept: new Map([[this.#block, 0]]) })
  }

  #stay(count: number): void {
    for (const end = this.#letter + count; this.#letter < end; this.#letter += 1) {
      if (this.#passage.placeOf(this.#letter) === null) {
        for (const note of this.#passage.notesBefore(this.#letter)) this.#add({ ...note, to: note.at + 1, stays: true })
        this.#block += 1
        this.#begin()
      } else this.#put(this.#letter, true)
    }
  }

  #leave(count: number): void {
    for (const end = this.#letter + count; this.#letter < end; this.#letter += 1) {
      if (!this.#moved.has(this.#letter))
        this.#pending.push(...this.#passage.notesBefore(this.#letter), ...this.#passage.notesAfter(this.#letter))
      if (this.#passage.placeOf(this.#letter) !== null) continue
      this.#block += 1
      this.#courses.at(-1)?.kept.set(this.#block, 0)
    }
  }

  #come(text: string, marks: VoicedText['marks']): void {
    for (const [index, line] of text.split(paragraphBreak).entries()) {
      if (index > 0) this.#begin()
      if (line !== '') this.#courses.at(-1)?.parts.push({ text: line, marks })
    }
  }

  /** A letter, and the notes that go with it. */
  #put(letter: number, stays: boolean): void {
    const place = this.#passage.placeOf(letter)
    if (place === null) return
    for (const note of this.#passage.notesBefore(letter)) this.#add({ ...note, to: note.at + 1, stays })
    this.#add({ ...place, to: place.at + 1, stays })
    for (const note of this.#passage.notesAfter(letter)) this.#add({ ...note, to: note.at + 1, stays })
    if (stays && this.#passage.text[letter]?.trim() !== '') this.#keep(place.block)
  }

  #keep(block: number): void {
    const kept = this.#courses.at(-1)?.kept
    const known = kept?.get(block)
    if (known !== undefined) kept?.set(block, known + 1)
  }

  #stayNotes(): void {
    for (const note of this.#pending) {
      this.#add({ ...note, to: note.at + 1, stays: true })
      this.#keep(note.block)
    }
    this.#pending = []
  }

  #add(part: OldPart): void {
    const parts = this.#courses.at(-1)?.parts
    const last = parts?.at(-1)
    const goesOn = last !== undefined && !isNew(last) && last.block === part.block && last.to === part.at && last.stays === part.stays
    if (goesOn) parts?.splice(-1, 1, { ...last, to: part.to })
    else parts?.push(part)
  }

  /** Of the words they replace, else of those right before them; a link only where it goes on behind them. */
  #marksOfNew(replaced: number): VoicedText['marks'] {
    if (replaced > 0) return this.#marksAt(this.#letter - replaced)
    const [before, after] = [this.#marksAt(this.#letter - 1), this.#marksAt(this.#letter)]
    return before?.filter((mark) => mark.type !== 'link' || after?.some((one) => JSON.stringify(one) === JSON.stringify(mark)) === true)
  }

  #marksAt(letter: number): VoicedText['marks'] {
    const place = this.#passage.placeOf(letter)
    const block = place === null ? undefined : this.#passage.blocks[place.block]
    if (place === null || block === undefined) return undefined
    const [node] = slice(contentOf(block), place.at, place.at + 1)
    return node !== undefined && isVoicedText(node) ? node.marks : undefined
  }
}
