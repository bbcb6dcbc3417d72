import { graveyardLifetimeMs, type Override, type Voice } from '@samskriv/attribution'
import type { DeletedRun } from '@samskriv/attribution'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import { digestOf, nextHash } from '../chain.ts'
import type { SectionDigest, UpdateRow } from '../update-store.ts'
import type { Salts } from './salts.ts'

interface PendingRow {
  readonly seq: number
  readonly voice: VoiceId
  readonly connection: string | null
  readonly at: number
  readonly parts: Uint8Array[]
}

/** Everything that happened to one study since its last commit, in the order it happened. */
export class Batch<Also> {
  readonly voices: Voice[] = []
  readonly clients = new Set<number>()
  readonly overrides: (Override & { readonly seq: number })[] = []
  readonly graveyard: (DeletedRun & { readonly seq: number; readonly expiresAt: number })[] = []
  readonly also: Also[] = []
  /** What the document emitted: what everybody else is to be sent. */
  readonly emitted: Uint8Array[] = []
  digests: readonly SectionDigest[] = []
  readonly #rows: PendingRow[] = []
  #seq: number

  /** @param headSeq - of the last committed update */
  constructor(headSeq: number) {
    this.#seq = headSeq
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0 && this.also.length === 0 && this.digests.length === 0
  }

  get hasUpdates(): boolean {
    return this.#rows.length > 0
  }

  get headSeq(): number {
    return this.#seq
  }

  /** @returns the sequence of the row that holds it. Updates that follow each other on one connection share a row. */
  add(update: Uint8Array, voice: VoiceId, connection: string | null, at: number): number {
    this.emitted.push(update)
    const last = this.#rows.at(-1)
    if (last !== undefined && connection !== null && last.connection === connection && last.voice === voice) {
      last.parts.push(update)
      return last.seq
    }
    this.#seq += 1
    this.#rows.push({ seq: this.#seq, voice, connection, at, parts: [update] })
    return this.#seq
  }

  addTransferred(seq: number, overrides: readonly Override[], buried: readonly DeletedRun[]): void {
    for (const override of overrides) this.overrides.push({ ...override, seq })
    for (const run of buried) this.graveyard.push({ ...run, seq, expiresAt: run.deletedAt + graveyardLifetimeMs })
  }

  /** The rows with their links of the chain. */
  seal(previousHash: Uint8Array, salts: Salts): readonly UpdateRow[] {
    let previous = previousHash
    return this.#rows.map(({ seq, voice, connection, at, parts }) => {
      const bytes = merged(parts)
      const salt = salts.next()
      const digest = digestOf(salt, bytes)
      const hash = nextHash(previous, { seq, voice, at, digest })
      previous = hash
      return { seq, voice, connection, at, bytes, salt, digest, hash }
    })
  }
}

/** The few updates of one window as one. Never for the whole log: that takes minutes (yjs/yjs#710). */
export function merged(updates: readonly Uint8Array[]): Uint8Array {
  const [first] = updates
  return first !== undefined && updates.length === 1 ? first : Y.mergeUpdates([...updates])
}
