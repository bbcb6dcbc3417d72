import { alike, phraseHash, phraseLength } from './phrase.ts'
import type { DeletedRun } from './voice.ts'

/** How long deleted words can still come back to their author (rule AT7). */
export const graveyardLifetimeMs = 30 * 24 * 60 * 60 * 1000

/** The shortest likeness with deleted words that counts as their return. */
export const shortestReturn = 12

/** Every likeness of `shortestReturn` units contains a whole phrase that starts at a multiple of this. */
const phraseStride = shortestReturn - phraseLength + 1

const maxCandidates = 32

/** A stretch of `text` found among the deleted words. */
export interface Return {
  readonly from: number
  readonly to: number
  readonly run: DeletedRun
  readonly offset: number
}

interface Grave {
  readonly run: DeletedRun
  phrases: number
  isBuried: boolean
}

/**
 * Deleted words and whose they were, newest last. One entry per text: the same words deleted again belong to their latest voices.
 * Holds at most `maxCharacters`; beyond that and after thirty days the oldest go first.
 */
export class Graveyard implements Iterable<DeletedRun> {
  readonly #graves = new Map<string, Grave>()
  readonly #phrases = new Map<number, { grave: Grave; offset: number }[]>()
  readonly #maxCharacters: number
  #unindexed: Grave[] = []
  #characters = 0
  #indexed = 0
  #stale = 0

  constructor(runs: Iterable<DeletedRun> = [], maxCharacters = 256_000) {
    this.#maxCharacters = maxCharacters
    for (const run of [...runs].toSorted((a, b) => a.deletedAt - b.deletedAt)) this.bury(run)
  }

  get isEmpty(): boolean {
    return this.#graves.size === 0
  }

  get characters(): number {
    return this.#characters
  }

  find(text: string): DeletedRun | undefined {
    return this.#graves.get(text)?.run
  }

  bury(run: DeletedRun): void {
    if (run.text.length < shortestReturn || run.text.length > this.#maxCharacters) return
    this.exhume(run.text)
    const grave: Grave = { run, phrases: 0, isBuried: true }
    this.#graves.set(run.text, grave)
    this.#unindexed.push(grave)
    this.#characters += run.text.length
    for (const oldest of this.#graves.values()) {
      if (this.#characters <= this.#maxCharacters && oldest.run.deletedAt > run.deletedAt - graveyardLifetimeMs) break
      this.exhume(oldest.run.text)
    }
  }

  exhume(text: string): void {
    const grave = this.#graves.get(text)
    if (grave === undefined) return
    this.#graves.delete(text)
    this.#characters -= text.length
    grave.isBuried = false
    this.#stale += grave.phrases
  }

  /**
   * The longest stretch of `text` that contains the phrase at `at` and lies in one deleted run; of equally long ones the latest deleted.
   *
   * @param isFree - whether the unit at an offset may be part of the stretch; false beyond the ends of the text
   */
  longest(text: string, at: number, isFree: (offset: number) => boolean, now: number): Return | undefined {
    this.#index()
    const candidates = this.#phrases.get(phraseHash(text, at))
    if (candidates === undefined) return undefined
    let best: Return | undefined
    const oldest = Math.max(candidates.length - maxCandidates, 0)
    for (let index = candidates.length - 1; index >= oldest; index--) {
      const candidate = candidates[index]
      if (candidate === undefined || !candidate.grave.isBuried) continue
      const { run } = candidate.grave
      if (run.deletedAt <= now - graveyardLifetimeMs) continue
      const found = stretch(text, at, isFree, run, candidate.offset)
      if (found !== undefined && (best === undefined || found.to - found.from > best.to - best.from)) best = found
    }
    return best
  }

  /** Oldest first. */
  *[Symbol.iterator](): Iterator<DeletedRun> {
    for (const { run } of this.#graves.values()) yield run
  }

  /** Most deleted words never return, so they are indexed when the first words that might be theirs appear. */
  #index(): void {
    if (this.#stale > 1024 && this.#stale * 2 > this.#indexed) {
      this.#phrases.clear()
      this.#indexed = 0
      this.#stale = 0
      this.#unindexed = [...this.#graves.values()]
      for (const grave of this.#unindexed) grave.phrases = 0
    }
    if (this.#unindexed.length === 0) return
    for (const grave of this.#unindexed) {
      if (!grave.isBuried) continue
      const { text } = grave.run
      for (let offset = 0; offset + phraseLength <= text.length; offset += phraseStride) {
        const hash = phraseHash(text, offset)
        const found = this.#phrases.get(hash)
        if (found === undefined) this.#phrases.set(hash, [{ grave, offset }])
        else found.push({ grave, offset })
        grave.phrases++
      }
      this.#indexed += grave.phrases
    }
    this.#unindexed = []
  }
}

function stretch(text: string, at: number, isFree: (offset: number) => boolean, run: DeletedRun, offset: number): Return | undefined {
  let start = at
  let end = at
  const shift = offset - at
  while (end + shift < run.text.length && isFree(end) && alike(text, end, run.text, end + shift)) end++
  if (end - at < phraseLength) return undefined
  while (start + shift > 0 && isFree(start - 1) && alike(text, start - 1, run.text, start - 1 + shift)) start--
  return { from: start, to: end, run, offset: start + shift }
}
