import type { LeftOut } from '@samskriv/document/clipboard'
import { limits, type SourceNote, type SourceRange } from '@samskriv/protocol/frames'
import { type Observed, ObservedValue } from '@samskriv/sync-client'

/** What somebody answers for themselves about pasted words. That another told them is a voice of that other, and is said to the server on its own. */
export type PasteAnswer = Extract<SourceNote['kind'], 'mine' | 'document'>

export interface PasteQuestion {
  readonly words: number
  readonly ranges: readonly SourceRange[]
}

/** An answer that holds until the page is closed; null while each paste is asked about. */
export interface Sitting {
  answer: PasteAnswer | null
}

export interface Pasted {
  readonly ranges: readonly SourceRange[]
  readonly words: number
  /** The ids it was copied from, in this study; null when it comes from outside. */
  readonly from: readonly SourceRange[] | null
}

/** A long paste on its way into the text. */
export interface PasteProgress {
  /** From 0 to 1. */
  readonly done: number
  /** All of it goes out again. */
  readonly stop: () => void
}

interface PastesOptions {
  readonly place: string
  readonly note: (note: SourceNote) => void
  readonly sitting: Sitting
  /** Whether what is put in now is what somebody says who is written for: it is theirs, and they confirm it. */
  readonly isForSomebody: () => boolean
}

/** Beyond so many words the person is asked whose they are. */
const mostUnasked = 15

/** What is pasted into one open copy, told to the server, and asked about when it is much. */
export class Pastes {
  /** Where ids mean what they mean here. */
  readonly place: string
  /** What was copied last on this page, for when it comes back as plain text. */
  lastCopy: { readonly text: string; readonly from: readonly SourceRange[] } | null = null
  readonly #note: (note: SourceNote) => void
  readonly #sitting: Sitting
  readonly #isForSomebody: () => boolean
  readonly #question = new ObservedValue<PasteQuestion | null>(null)
  readonly #leftOut = new ObservedValue<LeftOut | null>(null)
  readonly #progress = new ObservedValue<PasteProgress | null>(null)

  constructor({ place, note, sitting, isForSomebody }: PastesOptions) {
    this.place = place
    this.#isForSomebody = isForSomebody
    this.#note = note
    this.#sitting = sitting
  }

  /** The newest paste that nobody has answered for. */
  get question(): Observed<PasteQuestion | null> {
    return this.#question
  }

  /** What the newest paste has left out of its clipboard; null when that was nothing. */
  get leftOut(): Observed<LeftOut | null> {
    return this.#leftOut
  }

  /** Of a long paste; null while there is none. */
  get progress(): Observed<PasteProgress | null> {
    return this.#progress
  }

  tellProgress(progress: PasteProgress | null): void {
    this.#progress.set(progress)
  }

  tellLeftOut(left: LeftOut | null): void {
    this.#leftOut.set(left !== null && Object.values(left).some((count) => count > 0) ? left : null)
  }

  add({ ranges, words, from }: Pasted): void {
    if (from !== null) {
      this.#tell('study', ranges, from)
      return
    }
    if (this.#isForSomebody()) return
    const isMuch = words > mostUnasked
    this.#tell((isMuch ? this.#sitting.answer : null) ?? 'outside', ranges)
    if (isMuch && this.#sitting.answer === null) this.ask({ ranges, words })
  }

  ask(question: PasteQuestion): void {
    this.#question.set(question)
  }

  /** @param always - for the rest of the sitting too */
  answer(answer: PasteAnswer, always: boolean): void {
    const question = this.#question.get()
    if (question !== null) this.#tell(answer, question.ranges)
    if (always) this.#sitting.answer = answer
    this.dismiss()
  }

  /** The words that are asked about, as the server knows them; null when none are. */
  asked(): { readonly epoch: number; readonly ranges: readonly { client: number; clock: number; length: number }[] } | null {
    const question = this.#question.get()
    if (question === null) return null
    const ranges = question.ranges.slice(0, limits.maxSourceRanges).map(([client, clock, length]) => ({ client, clock, length }))
    return { epoch: Number(this.place.split('/').at(-1)), ranges }
  }

  /** They stay pasted, by whoever pasted them. */
  dismiss(): void {
    this.#question.set(null)
  }

  #tell(kind: SourceNote['kind'], ranges: readonly SourceRange[], from: readonly SourceRange[] = []): void {
    for (let at = 0; at < ranges.length; at += limits.maxSourceRanges)
      this.#note({ kind, ranges: ranges.slice(at, at + limits.maxSourceRanges), from })
  }
}
