import type { VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import { shiftsOf } from './anchors/aligned-deletion.ts'
import { type FoundMoves, MovedIds } from './anchors/moved-ids.ts'
import type { TextTransaction } from './anchors/transaction-view.ts'
import type { Authorship } from './authorship.ts'
import { type ChangedText, changedText } from './changed-text.ts'
import { deletedPassages, type StandIn } from './deleted-passages.ts'
import { DeletionTrails } from './deletion-trails.ts'
import { Graveyard, shortestReturn } from './graveyard.ts'
import { type DeletedIds, LatelyDeleted } from './lately-deleted.ts'
import { findMoves, type Move } from './moved-text.ts'
import { RecentCopies } from './recent-copies.ts'
import { deletedWindows, insertedWindows, takenWindows, type TextWindow, windowAt } from './text-window.ts'
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

/** Who follows words through transactions, such as the anchors on them. */
export interface WordFollower {
  /**
   * @param inserted - how many ids the transaction inserted
   * @param deletes - what its updates say they delete, also what was gone before
   */
  concerns(transaction: Y.Transaction, inserted: number, deletes: readonly DeletedIds[]): boolean
  follow(happened: TextTransaction): void
  /** What a transaction took out and put in, and what of it is the same; told before `follow`. */
  came(inserted: readonly TextWindow[], deleted: readonly TextWindow[], moves: readonly Move[]): void
}

export interface TransferObserver {
  /** Call within the transaction, for each update: what it says it deletes, also what was deleted before it came. */
  willDelete(deletes: readonly DeletedIds[]): void
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
 * @param options.follower - is told of each transaction that concerns it, once what was moved is known and before Yjs forgets the rest
 * @throws {@link UnattributedText} out of the transaction when a client is unbound; the document is then not to be used further
 * @see rules AT4 to AT8 in packages/attribution/README.md
 */
export function observeTransfer(
  doc: Y.Doc,
  authorship: Authorship,
  options: {
    readonly now: () => number
    readonly exempt?: (transaction: Y.Transaction) => boolean
    readonly follower?: WordFollower
    /** False for a transaction that others look at; what it deletes and inserts is not remembered either. */
    readonly heeds?: (transaction: Y.Transaction) => boolean
    /** Voices that lose no words because older ones like them are deleted (the other order of rule AT7); asked within the transaction. */
    readonly keeps?: (voice: VoiceId) => boolean
  },
): TransferObserver {
  const { follower, keeps = () => false } = options
  const { graveyard } = authorship
  const trails = new DeletionTrails(graveyard)
  const copies = new RecentCopies()
  const lately = new LatelyDeleted()
  let willDelete: DeletedIds[] = []
  let overrides: Override[] = []
  let buried: DeletedRun[] = []
  let changedWithoutTyping = 0
  let idsBefore: number | null = null

  /** What all clients have after it, less what they had before: comparing client with client would be most of what a keystroke costs. */
  const insertedBy = ({ beforeState, afterState }: Y.Transaction): number => {
    const before = idsBefore ?? idsIn(beforeState)
    idsBefore = idsIn(afterState)
    return idsBefore - before
  }

  const keep = (kept: readonly Override[]): void => {
    for (const override of kept) {
      authorship.overrides.add(override)
      changedWithoutTyping += override.length
      overrides.push(override)
    }
  }

  const transfer = (
    changed: ChangedText,
    deletes: readonly DeletedIds[],
    before: ReadonlyMap<number, number>,
    now: number,
  ): { readonly standIns: readonly StandIn[]; readonly found: FoundMoves } => {
    const inserted = insertedWindows(changed)
    const live = deletedWindows(changed)
    const putBack = takenWindows(lately.putBackBy(changed), live)
    const taken = putBack.length > 0 ? putBack : takenWindows(lately.takenBy(deletes), live)
    const deleted = taken.length > 0 ? [...live, ...taken] : live
    const moves = firstFound(
      () => wholeMoves(inserted, live),
      () => wholeMoves(inserted, taken),
      () => findMoves(inserted, deleted, graveyard, now),
    )
    keep(voicesOfMoves(moves, inserted, deleted, authorship))
    const fromNowhere = inserted.filter((window) => unexplained(window, moves) >= shortestReturn)
    copies.remember(fromNowhere, before, now)
    follower?.came(inserted, deleted, moves)
    return { standIns: standInsOf(moves, inserted), found: { moves, inserted, deleted } }
  }

  const onTransaction = (transaction: Y.Transaction): void => {
    const inserted = insertedBy(transaction)
    if (options.heeds?.(transaction) === false) return
    // Nearly every transaction is a few typed characters, and leaves here.
    const deletes = willDelete
    if (deletes.length > 0) willDelete = []
    const isPlain = deletes.length === 0 && transaction.deleteSet.clients.size === 0 && inserted < shortestReturn
    const isFollowed = follower?.concerns(transaction, inserted, deletes) === true
    if (isPlain && !isFollowed) return
    const changed = changedText(transaction, inserted)
    const now = options.now()
    lately.remember(changed, now)
    let standIns: readonly StandIn[] = []
    let found: () => readonly FoundMoves[] = () => []
    if (options.exempt?.(transaction) === true) found = () => [movesWithin(changed, now)]
    else if (changed.inserted.length > 0) {
      const transferred = transfer(changed, deletes, transaction.beforeState, now)
      standIns = transferred.standIns
      // What was gone before says whose words they are; which of those that stood here they were is another question.
      found = () => (isFromBefore(transferred.found) ? [transferred.found, movesWithin(changed, now)] : [transferred.found])
    } else {
      const originals = copies.originals(changed, now)
      for (const { moves, inserted: copied, deleted } of originals)
        keep(voicesOfMoves(moves, copied, deleted, authorship).flatMap((override) => withoutKept(override, authorship, keeps)))
      found = () => originals
    }
    if (isFollowed) follower?.follow(textTransaction({ transaction, changed, deletes }, found))
    for (const passage of deletedPassages(changed, authorship, standIns)) {
      for (const run of trails.bury(passage, now)) buried.push(run)
    }
  }

  doc.on('afterTransaction', onTransaction)
  return {
    willDelete(deletes) {
      willDelete.push(...deletes)
    },
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

/** What of an override takes no words from those that keep theirs. */
function withoutKept(override: Override, authorship: Authorship, keeps: (voice: VoiceId) => boolean): readonly Override[] {
  const { client, clock, length } = override
  const parts = authorship.segments(client, clock, length)
  if (!parts.some(({ voice }) => keeps(voice))) return [override]
  return parts.flatMap((part) => (keeps(part.voice) ? [] : [{ ...override, clock: part.clock, length: part.length }]))
}

function textTransaction(happened: Omit<TextTransaction, 'moved'>, found: () => readonly FoundMoves[]): TextTransaction {
  const { changed } = happened
  let moved: MovedIds | null = null
  return {
    ...happened,
    // Text that was moved is found together with what stayed beside it; of text that is gone nobody else says how much it was.
    moved: () => (moved ??= new MovedIds(found(), changed.inserted.length === 0 ? shiftsOf(changed) : [])),
  }
}

/** Whether some of it was not in the text any more when the transaction began. */
function isFromBefore({ moves, deleted }: FoundMoves): boolean {
  return moves.some(({ from, offset }) => from === 'graveyard' || windowAt(deleted, offset)?.wasGone === true)
}

/** What came back within one transaction, for one whose voices are not looked at. */
function movesWithin(changed: ChangedText, now: number): FoundMoves {
  const inserted = insertedWindows(changed)
  const deleted = deletedWindows(changed)
  return {
    inserted,
    deleted,
    moves: firstFound(
      () => wholeMoves(inserted, deleted),
      () => findMoves(inserted, deleted, new Graveyard(), now),
    ),
  }
}

function firstFound(...searches: readonly (() => readonly Move[])[]): readonly Move[] {
  for (const search of searches) {
    const moves = search()
    if (moves.length > 0) return moves
  }
  return []
}

function standInsOf(moves: readonly Move[], inserted: readonly TextWindow[]): readonly StandIn[] {
  return inserted.flatMap(({ parent, text, offset, before, length }) => {
    const start = offset + before
    const end = start + length
    const found: StandIn[] = []
    for (const move of moves) {
      const moveEnd = move.at + move.length
      if (move.from !== 'deleted' || moveEnd <= start || move.at >= end) continue
      if (move.at < start) found.push({ parent, beside: text.slice(0, before), side: 'left', length: start - Math.max(move.at, offset) })
      if (moveEnd > end) {
        const until = Math.min(moveEnd, offset + text.length)
        found.push({ parent, beside: text.slice(before + length), side: 'right', length: until - end })
      }
    }
    return found
  })
}

/** Units of a run that no move accounts for. */
function unexplained({ offset, before, length }: TextWindow, moves: readonly Move[]): number {
  const start = offset + before
  const end = start + length
  return moves.reduce((left, move) => left - Math.max(0, Math.min(move.at + move.length, end) - Math.max(move.at, start)), length)
}

function idsIn(state: ReadonlyMap<number, number>): number {
  let ids = 0
  for (const clock of state.values()) ids += clock
  return ids
}
