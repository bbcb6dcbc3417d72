import type { Sector } from '@samskriv/domain'
import { type Observed, ObservedValue, type Visit } from '@samskriv/sync-client'
import type { ComponentType } from 'react'
import type { Doc, Transaction } from 'yjs'

import type { SharedUndo } from '../editor/shared-undo.ts'

/** Somebody without a device, whose words are written down. */
export interface Speaker {
  readonly participantId: string
  readonly name: string
  readonly sector: Sector | null
}

export interface Sitting {
  /** Who is here and speaks, in the order in which they were chosen. */
  readonly present: readonly Speaker[]
  readonly current: Speaker
  /** Nobody has written for so long that this person writes for themselves again until they say otherwise. */
  readonly isPaused: boolean
  /** Shows all this. It is fetched before the sitting begins, so that nobody ever writes for another without seeing it. */
  readonly Bar: ComponentType
}

/** After so long without a word nobody knows any more for whom they write. */
export const quietAfterMs = 10 * 60 * 1000

/** For whom one writes in one open copy. Another copy begins without: the mode survives no reload and no recovery. */
export class Scribing {
  readonly #hand: Pick<Visit, 'writeFor'>
  readonly #undo: Pick<SharedUndo, 'newStep'>
  readonly #doc: Doc
  readonly #sitting = new ObservedValue<Sitting | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor({
    hand,
    undo,
    doc,
  }: {
    readonly hand: Pick<Visit, 'writeFor'>
    readonly undo: Pick<SharedUndo, 'newStep'>
    readonly doc: Doc
  }) {
    this.#hand = hand
    this.#undo = undo
    this.#doc = doc
    doc.on('afterTransaction', this.#onTransaction)
  }

  /** Null while one writes for oneself and nobody else is here. */
  get sitting(): Observed<Sitting | null> {
    return this.#sitting
  }

  /** Writes for the first of them; or for the one before, when they are still among them. */
  start(present: readonly Speaker[], Bar: ComponentType): void {
    const before = this.#sitting.get()?.current.participantId
    const current = present.find(({ participantId }) => participantId === before) ?? present[0]
    if (current !== undefined) this.#set({ present, current, isPaused: false, Bar })
  }

  /** @returns the one who is written for now; undefined when there is none at that place */
  switchTo(place: number): Speaker | undefined {
    const sitting = this.#sitting.get()
    const current = sitting?.present[place]
    if (sitting !== null && current !== undefined) this.#set({ ...sitting, current, isPaused: false })
    return current
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#undo.newStep()
    this.#hand.writeFor(null)
    this.#sitting.set(null)
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#doc.off('afterTransaction', this.#onTransaction)
  }

  #set(sitting: Sitting): void {
    // What is said by two people is undone in two steps.
    this.#undo.newStep()
    this.#hand.writeFor(sitting.current.participantId)
    this.#sitting.set(sitting)
    this.#waitForQuiet()
  }

  #waitForQuiet(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#pause(), quietAfterMs)
  }

  #pause(): void {
    const sitting = this.#sitting.get()
    if (sitting === null) return
    this.#undo.newStep()
    this.#hand.writeFor(null)
    this.#sitting.set({ ...sitting, isPaused: true })
  }

  readonly #onTransaction = ({ local }: Transaction): void => {
    if (local && this.#sitting.get()?.isPaused === false) this.#waitForQuiet()
  }
}
