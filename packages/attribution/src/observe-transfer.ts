import type * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import { type ChangedText, changedText } from './changed-text.ts'
import { deletedPassages } from './deleted-passages.ts'
import { DeletionTrails } from './deletion-trails.ts'
import { shortestReturn } from './graveyard.ts'
import { findMoves, type Move } from './moved-text.ts'
import { RecentCopies } from './recent-copies.ts'
import { deletedWindows, insertedWindows, type TextWindow } from './text-window.ts'
import type { DeletedRun, Override } from './voice.ts'
import { voicesOfMoves } from './voices-of-moves.ts'
import { wholeMoves } from './whole-moves.ts'

/** What transactions did to whose words, since the last time it was taken. */
export interface Transferred {
  /** Already part of the authorship; to be stored with the update. */
  readonly overrides: readonly Override[]
  readonly buried: readonly DeletedRun[]
  /** Characters that were re-created under another voice's client and kept their own voice. */
  readonly changedWithoutTyping: number
}

export interface TransferObserver {
  /** Call after each applied update: what it moved and buried. Empty after plain typing. */
  take(): Transferred
  stop(): void
}

const nothing: Transferred = { overrides: [], buried: [], changedWithoutTyping: 0 }

/**
 * Keeps words with their voice when an edit deletes and re-inserts them, by listening to every transaction after its changes are
 * complete and before Yjs drops the deleted strings (`afterTransaction`, which yjs 13.6 emits in `cleanupTransactions` of
 * `src/utils/Transaction.js` before `tryGcDeleteSet`). Start it after the stored updates are replayed: overrides are facts, and
 * replay must not add to them.
 *
 * The voice that moved words is that of the client that inserted them, so one update with several clients' structs is told apart.
 *
 * @param options.exempt - true for a transaction whose clients already carry the right voices, such as an import: what it deletes
 * is buried, what it inserts stays as it is
 * @throws {@link UnattributedText} out of the transaction when a client is unbound; the document is then not to be used further
 * @see rules AT4 to AT8 in packages/attribution/README.md
 */
export function observeTransfer(
  doc: Y.Doc,
  authorship: Authorship,
  options: { readonly now: () => number; readonly exempt?: (transaction: Y.Transaction) => boolean },
): TransferObserver {
  const { graveyard } = authorship
  const trails = new DeletionTrails(graveyard)
  const copies = new RecentCopies()
  let overrides: Override[] = []
  let buried: DeletedRun[] = []
  let changedWithoutTyping = 0

  const keep = (kept: readonly Override[]): void => {
    for (const override of kept) {
      authorship.overrides.add(override)
      changedWithoutTyping += override.length
      overrides.push(override)
    }
  }

  const transfer = (changed: ChangedText, before: ReadonlyMap<number, number>, now: number): void => {
    const inserted = insertedWindows(changed)
    const deleted = deletedWindows(changed)
    const whole = wholeMoves(inserted, deleted)
    const moves = whole.length > 0 ? whole : findMoves(inserted, deleted, graveyard, now)
    keep(voicesOfMoves(moves, inserted, deleted, authorship))
    const fromNowhere = inserted.filter((window) => !moves.some((move) => overlaps(move, window)))
    copies.remember(fromNowhere, before, now)
  }

  const onTransaction = (transaction: Y.Transaction): void => {
    // Nearly every transaction is a few typed characters, and leaves here.
    if (transaction.deleteSet.clients.size === 0 && insertsLessThan(transaction, shortestReturn)) return
    const changed = changedText(transaction)
    const now = options.now()
    if (options.exempt?.(transaction) !== true) {
      if (changed.inserted.length > 0) transfer(changed, transaction.beforeState, now)
      else keep(copies.originals(changed, authorship, now))
    }
    for (const passage of deletedPassages(changed, authorship)) {
      for (const run of trails.bury(passage, now)) buried.push(run)
    }
  }

  doc.on('afterTransaction', onTransaction)
  return {
    take() {
      if (overrides.length === 0 && buried.length === 0) return nothing
      const taken = { overrides, buried, changedWithoutTyping }
      overrides = []
      buried = []
      changedWithoutTyping = 0
      return taken
    },
    stop: () => doc.off('afterTransaction', onTransaction),
  }
}

function overlaps(move: Move, { offset, text }: TextWindow): boolean {
  return move.at < offset + text.length && move.at + move.length > offset
}

function insertsLessThan(transaction: Y.Transaction, length: number): boolean {
  let inserted = 0
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0
    inserted += after - before
    if (inserted >= length) return false
  }
  return true
}
