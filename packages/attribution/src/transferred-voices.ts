import type { VoiceId } from '@samskriv/domain'

import type { Authorship } from './authorship.ts'
import type { ChangedText } from './changed-text.ts'
import { type Piece, turnOf } from './kept-context.ts'
import { findMoves, type Move } from './moved-text.ts'
import { OverrideRanges } from './override-ranges.ts'
import { PartList } from './part-list.ts'
import { deletedWindows, insertedWindows, type TextWindow, type WindowPart } from './text-window.ts'
import { UnattributedText } from './unattributed-text.ts'
import type { DeletedRun, Override } from './voice.ts'

/** The overrides that keep what a transaction moved with its voices; none for what stays with the same voice. */
export function transferredVoices(changed: ChangedText, authorship: Authorship, now: number): readonly Override[] {
  if (changed.inserted.length === 0 || (changed.deleted.length === 0 && authorship.graveyard.isEmpty)) return []
  const inserted = insertedWindows(changed)
  const deleted = deletedWindows(changed)
  const whole = wholeMoves(inserted, deleted)
  const moves = whole.length > 0 ? whole : findMoves(inserted, deleted, authorship.graveyard, now)
  if (moves.length === 0) return []
  const target = new PartList(inserted.flatMap(({ parts }) => parts))
  const source = new PartList(deleted.flatMap(({ parts }) => parts))
  const moved = new MovedRanges(authorship)
  const turned: { ids: Piece; voice: VoiceId }[] = []
  for (const move of moves) {
    let at = move.at
    for (const { length, voice } of voicesOfMove(move, source, authorship)) {
      for (const cut of target.within(at, length)) {
        if (cut.part.ids === null) continue
        const ids = { client: cut.part.ids.client, clock: cut.part.ids.clock + cut.skip, length: cut.length }
        if (cut.part.isTurned) turned.push({ ids, voice })
        else moved.tell(ids, voice)
      }
      at += length
    }
  }
  for (const { ids, voice } of turned) moved.tellIfUntold(ids, voice)
  return moved.overrides
}

/** A transaction that puts back exactly what it took out moved it, however short it is. */
function wholeMoves(inserted: readonly TextWindow[], deleted: readonly TextWindow[]): readonly Move[] {
  if (inserted.length === 1 && deleted.length === 1) return turnedMove(inserted, deleted)
  if (deleted.map(runText).join('') !== inserted.map(runText).join('')) return []
  const moves: Move[] = []
  const sources = new PartList(deleted)
  let offset = 0
  for (const window of inserted) {
    let at = window.offset + window.before
    for (const cut of sources.within(offset, window.length)) {
      moves.push({ from: 'deleted', at, length: cut.length, offset: cut.part.offset + cut.part.before + cut.skip })
      at += cut.length
    }
    offset += window.length
  }
  return moves
}

/** One run for one run, either of which the editor may have reported turned. */
function turnedMove([inserted]: readonly TextWindow[], [deleted]: readonly TextWindow[]): readonly Move[] {
  if (inserted === undefined || deleted === undefined || inserted.length !== deleted.length) return []
  const { length } = inserted
  const [into, out] = [turns(inserted), turns(deleted)]
  const offset = runText(inserted) === runText(deleted) ? deleted.before - out.from : out.text.indexOf(runText(inserted))
  if (offset >= 0) return [{ from: 'deleted', at: inserted.offset + inserted.before, length, offset: deleted.offset + out.from + offset }]
  const at = into.text.indexOf(runText(deleted))
  if (at >= 0) return [{ from: 'deleted', at: inserted.offset + into.from + at, length, offset: deleted.offset + deleted.before }]
  return []
}

function runText({ text, before, length }: TextWindow): string {
  return text.slice(before, before + length)
}

/** The run with as much of its context as may be part of it. */
function turns(window: TextWindow): { text: string; from: number } {
  const { text, before, length } = window
  const run = runText(window)
  const from = before - turnOf(run, text.slice(0, before), 'left')
  return { text: text.slice(from, before + length + turnOf(run, text.slice(before + length), 'right')), from }
}

function voicesOfMove(move: Move, source: PartList<WindowPart>, authorship: Authorship): DeletedRun['voices'] {
  if (move.from === 'graveyard') {
    return new PartList(move.run.voices).within(move.offset, move.length).map(({ part, length }) => ({ length, voice: part.voice }))
  }
  return source.within(move.offset, move.length).flatMap(({ part, skip, length }) => {
    if (part.ids === null) throw new Error('deleted-text-without-ids')
    return authorship.segments(part.ids.client, part.ids.clock + skip, length)
  })
}

/** Whose the inserted ids are; what is said first holds. */
class MovedRanges {
  readonly overrides: Override[] = []
  readonly #authorship: Authorship
  readonly #told = new OverrideRanges()

  constructor(authorship: Authorship) {
    this.#authorship = authorship
  }

  tell(ids: Piece, voice: VoiceId): void {
    const { client, clock, length } = ids
    const movedBy = this.#authorship.voiceOf(client)
    if (movedBy === undefined) throw new UnattributedText(client)
    this.#told.add({ client, clock, length, voice, movedBy })
    // Words their own author moves need no override: the client that now holds them already speaks with their voice.
    if (movedBy === voice) return
    const last = this.overrides.at(-1)
    const continues = last !== undefined && last.client === client && last.clock + last.length === clock && last.voice === voice
    if (continues) this.overrides[this.overrides.length - 1] = { ...last, length: last.length + length }
    else this.overrides.push({ client, clock, length, voice, movedBy })
  }

  /** Unit by unit, as some may be told already; there are never more than the context has. */
  tellIfUntold({ client, clock, length }: Piece, voice: VoiceId): void {
    for (let at = clock; at < clock + length; at++) {
      if (this.#told.touching(client, at, 1).length === 0) this.tell({ client, clock: at, length: 1 }, voice)
    }
  }
}
