import type * as Y from 'yjs'

import type { DeletedPassage } from './deleted-passages.ts'
import { type Graveyard, shortestReturn } from './graveyard.ts'
import { PartList } from './part-list.ts'
import type { DeletedRun } from './voice.ts'

interface Id {
  readonly client: number
  readonly clock: number
}

interface Trail {
  run: DeletedRun
  first: Id
  last: Id
  /** Units at either end that no stored run holds yet; the whole text while nothing is stored. */
  unsavedBefore: number
  unsavedAfter: number
}

const openTrails = 16
const longestTrail = 4096
const sameWordsAgainMs = 24 * 60 * 60 * 1000

/**
 * Buries deleted passages, joining those that touch: held Backspace deletes one character at a time, and its undo brings the whole
 * sentence back in one go (rule AT7). The graveyard holds the joined text; for storage it is handed out in pieces of twelve or more.
 */
export class DeletionTrails {
  readonly #graveyard: Graveyard
  readonly #trails: Trail[] = []

  constructor(graveyard: Graveyard) {
    this.#graveyard = graveyard
  }

  /** @returns the runs to store now: none while too little was deleted, or when the same words were stored within a day */
  bury(passage: DeletedPassage, deletedAt: number): readonly DeletedRun[] {
    const trail = this.#growTrail(passage, deletedAt)
    return trail === undefined ? this.#startTrail(passage, deletedAt) : this.#unsaved(trail)
  }

  #startTrail(passage: DeletedPassage, deletedAt: number): readonly DeletedRun[] {
    const { text, voices, before, after, first, last } = passage
    const whole = { text, voices, deletedAt }
    const run = before + after === 0 ? whole : part(whole, before, text.length - before - after)
    const isLongEnough = run.text.length >= shortestReturn
    const unsavedAfter = isLongEnough ? 0 : run.text.length
    this.#trails.push({ run, first: firstId(first), last: lastId(last), unsavedBefore: 0, unsavedAfter })
    if (this.#trails.length > openTrails) this.#trails.shift()
    if (!isLongEnough) return []
    const known = this.#graveyard.find(text)
    const isStored = known !== undefined && deletedAt - known.deletedAt < sameWordsAgainMs && haveSameVoices(known, whole)
    this.#graveyard.bury(whole)
    return isStored ? [] : [whole]
  }

  #growTrail({ first, last, ...passage }: DeletedPassage, deletedAt: number): Trail | undefined {
    const { text, voices } = part({ ...passage, deletedAt }, passage.before, passage.text.length - passage.before - passage.after)
    for (const trail of this.#trails) {
      if (trail.run.text.length + text.length > longestTrail) continue
      const { run } = trail
      // The same words written again in the same place and deleted once more are another passage: they are their latest author's.
      if (text.length >= shortestReturn && run.text.includes(text)) continue
      if (meets(last, trail.first, 'right')) {
        trail.first = firstId(first)
        trail.unsavedBefore += text.length
        trail.run = { text: text + run.text, voices: joined(voices, run.voices), deletedAt }
      } else if (meets(first, trail.last, 'left')) {
        trail.last = lastId(last)
        trail.unsavedAfter += text.length
        trail.run = { text: run.text + text, voices: joined(run.voices, voices), deletedAt }
      } else continue
      if (this.#graveyard.find(run.text) === run) this.#graveyard.exhume(run.text)
      this.#graveyard.bury(trail.run)
      return trail
    }
    return undefined
  }

  #unsaved(trail: Trail): readonly DeletedRun[] {
    const { run } = trail
    const length = run.text.length
    if (trail.unsavedBefore + trail.unsavedAfter === length) {
      if (length < shortestReturn) return []
      trail.unsavedBefore = 0
      trail.unsavedAfter = 0
      return [run]
    }
    const pieces: DeletedRun[] = []
    if (trail.unsavedBefore >= shortestReturn) {
      pieces.push(part(run, 0, trail.unsavedBefore))
      trail.unsavedBefore = 0
    }
    if (trail.unsavedAfter >= shortestReturn) {
      pieces.push(part(run, length - trail.unsavedAfter, trail.unsavedAfter))
      trail.unsavedAfter = 0
    }
    return pieces
  }
}

function part(run: DeletedRun, offset: number, length: number): DeletedRun {
  const cuts = new PartList(run.voices).within(offset, length)
  const voices = cuts.map((cut) => ({ length: cut.length, voice: cut.part.voice }))
  return { text: run.text.slice(offset, offset + length), voices, deletedAt: run.deletedAt }
}

function firstId(item: Y.Item): Id {
  return { client: item.id.client, clock: item.id.clock }
}

function lastId(item: Y.Item): Id {
  return { client: item.id.client, clock: item.id.clock + item.length - 1 }
}

/** Whether nothing but deletions and marks lies between an item and an id on that side of it. */
function meets(item: Y.Item, id: Id, side: 'left' | 'right'): boolean {
  let steps = 32
  for (let next = item[side]; next !== null && steps > 0 && (next.deleted || !next.countable); next = next[side]) {
    if (next.id.client === id.client && next.id.clock <= id.clock && id.clock < next.id.clock + next.length) return true
    steps--
  }
  return false
}

type Parts = DeletedRun['voices']

function joined(before: Parts, after: Parts): Parts {
  const last = before.at(-1)
  const [first, ...rest] = after
  if (last === undefined || first === undefined || last.voice !== first.voice) return [...before, ...after]
  return [...before.slice(0, -1), { voice: last.voice, length: last.length + first.length }, ...rest]
}

function haveSameVoices(a: DeletedRun, b: DeletedRun): boolean {
  return (
    a.voices.length === b.voices.length &&
    a.voices.every((part, index) => part.voice === b.voices[index]?.voice && part.length === b.voices[index]?.length)
  )
}
