import type { VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import { type ChangedText, changedText, type TextRun } from './changed-text.ts'
import { type DeletedPassage, DeletionTrails } from './deletion-trails.ts'
import { shortestReturn } from './graveyard.ts'
import { findMoves } from './moved-text.ts'
import { type Cut, PartList } from './part-list.ts'
import { UnattributedText } from './unattributed-text.ts'
import type { DeletedRun, Override } from './voice.ts'

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

interface VoicePart {
  readonly length: number
  readonly voice: VoiceId
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
  let overrides: Override[] = []
  let buried: DeletedRun[] = []
  let changedWithoutTyping = 0

  const onTransaction = (transaction: Y.Transaction): void => {
    // Nearly every transaction is a few typed characters, and leaves here.
    if (transaction.deleteSet.clients.size === 0 && (graveyard.isEmpty || insertsLessThan(transaction, shortestReturn))) return
    const changed = changedText(transaction)
    const now = options.now()
    const deletedVoices = voicesOf(changed.deleted, authorship)
    if (options.exempt?.(transaction) !== true) {
      const moved = transferred(changed, deletedVoices, authorship, now)
      for (const override of moved) {
        authorship.overrides.add(override)
        changedWithoutTyping += override.length
        overrides.push(override)
      }
    }
    for (const passage of passagesOf(changed.deleted, deletedVoices)) {
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

function insertsLessThan(transaction: Y.Transaction, length: number): boolean {
  let inserted = 0
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0
    inserted += after - before
    if (inserted >= length) return false
  }
  return true
}

function voicesOf(runs: readonly TextRun[], authorship: Authorship): PartList<VoicePart> {
  const parts: VoicePart[] = []
  for (const run of runs) {
    for (const { client, clock, length } of run.pieces) {
      for (const segment of authorship.segments(client, clock, length)) parts.push(segment)
    }
  }
  return new PartList(parts)
}

function transferred(changed: ChangedText, deletedVoices: PartList<VoicePart>, authorship: Authorship, now: number): readonly Override[] {
  const moves = findMoves(changed, authorship.graveyard, now)
  if (moves.length === 0) return []
  const pieces = new PartList(changed.inserted.flatMap((run) => run.pieces))
  const overrides: Override[] = []
  for (const move of moves) {
    const source = move.from === 'deleted' ? deletedVoices : new PartList(move.run.voices)
    let at = move.at
    for (const said of source.within(move.offset, move.length)) {
      for (const { part, skip, length } of pieces.within(at, said.length)) {
        const movedBy = authorship.voiceOf(part.client)
        if (movedBy === undefined) throw new UnattributedText(part.client)
        // Words their own author moves need no override: the client that now holds them already speaks with their voice.
        if (movedBy !== said.part.voice) {
          addOverride(overrides, { client: part.client, clock: part.clock + skip, length, voice: said.part.voice, movedBy })
        }
      }
      at += said.length
    }
  }
  return overrides
}

function addOverride(overrides: Override[], added: Override): void {
  const last = overrides.at(-1)
  const continues = last !== undefined && last.client === added.client && last.clock + last.length === added.clock
  if (continues && last.voice === added.voice) overrides[overrides.length - 1] = { ...last, length: last.length + added.length }
  else overrides.push(added)
}

/** Runs that reach the end of one block and go on at the beginning of the next were one passage to a reader. */
function passagesOf(runs: readonly TextRun[], voices: PartList<VoicePart>): readonly DeletedPassage[] {
  const passages: DeletedPassage[] = []
  for (let index = 0; index < runs.length; index++) {
    const first = runs[index]
    if (first === undefined) break
    let last = first
    let text = first.text
    for (let next = runs[index + 1]; next !== undefined && last.closesParent && next.opensParent; next = runs[index + 1]) {
      if (next.section !== first.section) break
      text += next.text
      last = next
      index++
    }
    passages.push({ text, voices: merged(voices.within(first.offset, text.length)), first: first.first, last: last.last })
  }
  return passages
}

function merged(cuts: readonly Cut<VoicePart>[]): readonly VoicePart[] {
  const parts: { length: number; voice: VoiceId }[] = []
  for (const { part, length } of cuts) {
    const last = parts.at(-1)
    if (last !== undefined && last.voice === part.voice) last.length += length
    else parts.push({ length, voice: part.voice })
  }
  return parts
}
