import { graveyardLifetimeMs, type Override, type Voice } from '@samskriv/attribution'
import type { AnchorChanges, DeletedRun } from '@samskriv/attribution'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import { digestOf, nextHash } from '../chain.ts'
import type { ParagraphBefore, RestorePoint, SectionDigest, SpellChanges, UpdateRow, WordCount, WordsTaken } from '../update-store.ts'
import type { Salts } from './salts.ts'

interface PendingRow {
  readonly seq: number
  readonly voice: VoiceId
  readonly connection: string | null
  readonly at: number
  readonly bytes: Uint8Array
}

/** Everything that happened to one study since its last commit, in the order it happened. */
export class Batch<Also> {
  readonly voices: Voice[] = []
  /** Those that are to be bound with it. */
  readonly newClients = new Set<number>()
  readonly overrides: (Override & { readonly seq: number })[] = []
  readonly graveyard: (DeletedRun & { readonly seq: number; readonly expiresAt: number })[] = []
  readonly first: Also[] = []
  readonly also: Also[] = []
  /** What everybody else is to be sent. */
  readonly emitted: Uint8Array[] = []
  readonly restorePoints: RestorePoint[] = []
  readonly wordCounts: WordCount[] = []
  readonly spells = {
    before: [] as ParagraphBefore[],
    taken: [] as WordsTaken[],
    told: [] as string[],
    dropped: [] as string[],
    ended: [] as SpellChanges['ended'][number][],
  }
  digests: readonly SectionDigest[] = []
  readonly anchors: AnchorChanges = new Map()
  readonly #rows: PendingRow[] = []
  #seq: number

  /** @param headSeq - of the last committed update */
  constructor(headSeq: number) {
    this.#seq = headSeq
  }

  get isEmpty(): boolean {
    const { told, ended } = this.spells
    const isCounted = this.digests.length > 0 || this.wordCounts.length > 0
    const isTold = told.length > 0 || ended.length > 0
    const isAlone = this.first.length === 0 && this.also.length === 0
    return this.#rows.length === 0 && isAlone && !isCounted && !isTold && this.anchors.size === 0
  }

  get hasUpdates(): boolean {
    return this.#rows.length > 0
  }

  get headSeq(): number {
    return this.#seq
  }

  /** @returns the sequence of the row that holds it */
  add(bytes: Uint8Array, voice: VoiceId, connection: string | null, at: number): number {
    this.#seq += 1
    this.#rows.push({ seq: this.#seq, voice, connection, at, bytes })
    return this.#seq
  }

  addTransferred(seq: number, overrides: readonly Override[], buried: readonly DeletedRun[]): void {
    for (const override of overrides) this.overrides.push({ ...override, seq })
    for (const run of buried) this.graveyard.push({ ...run, seq, expiresAt: run.deletedAt + graveyardLifetimeMs })
  }

  /** The rows with their links of the chain. */
  seal(previousHash: Uint8Array, salts: Salts): readonly UpdateRow[] {
    let previous = previousHash
    return this.#rows.map(({ seq, voice, connection, at, bytes }) => {
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
