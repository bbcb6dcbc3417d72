import type { VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import type { ChangedText, TextRun } from './changed-text.ts'
import { shortestReturn } from './graveyard.ts'
import { type Context, keptBeside, type Piece, turnOf } from './kept-context.ts'
import { type Cut, PartList } from './part-list.ts'
import type { DeletedRun } from './voice.ts'
import type { YType } from './y-type.ts'

/** Text that a transaction deleted without a gap, over block boundaries too. */
export interface DeletedPassage {
  /** With the text on either side that may just as well be what was deleted. */
  readonly text: string
  readonly voices: DeletedRun['voices']
  /** Units of such text before and after the passage itself. */
  readonly before: number
  readonly after: number
  readonly first: Y.Item
  readonly last: Y.Item
}

/** Text that stayed beside a run of inserted text and belongs to what moved there: as many units of it were really deleted. */
export interface StandIn {
  readonly parent: YType
  /** All the text that stayed on that side. */
  readonly beside: string
  readonly side: 'left' | 'right'
  readonly length: number
}

/** Runs that reach the end of one block and go on at the beginning of the next were one passage to a reader. */
export function deletedPassages(changed: ChangedText, authorship: Authorship, standIns: readonly StandIn[]): readonly DeletedPassage[] {
  const passages: DeletedPassage[] = []
  let open: TextRun[] = []
  for (const run of changed.deleted) {
    const last = open.at(-1)
    if (last !== undefined && !(last.closesParent && run.opensParent && last.section === run.section)) {
      passages.push(passageOf(open, last, changed, authorship, standIns))
      open = []
    }
    open.push(run)
  }
  const last = open.at(-1)
  if (last !== undefined) passages.push(passageOf(open, last, changed, authorship, standIns))
  return passages
}

function passageOf(
  runs: readonly TextRun[],
  last: TextRun,
  { isNew }: ChangedText,
  authorship: Authorship,
  standIns: readonly StandIn[],
): DeletedPassage {
  const first = runs[0] ?? last
  const text = runs.length === 1 ? first.text : runs.map((run) => run.text).join('')
  const pieces = runs.length === 1 ? first.pieces : runs.flatMap((run) => run.pieces)
  const ends = { first: first.first, last: last.last }
  // Held Backspace comes here for every character.
  if (text.length < shortestReturn) return { text, voices: voicesOf(pieces, authorship), before: 0, after: 0, ...ends }
  const left = keptBeside(first, 'left', isNew)
  const right = keptBeside(last, 'right', isNew)
  const standing = (run: TextRun, { text: beside }: Context, side: 'left' | 'right'): number =>
    standIns.find((standIn) => standIn.side === side && standIn.parent === run.parent && standIn.beside === beside)?.length ?? 0
  const before = Math.max(turnOf(text, left.text, 'left'), standing(first, left, 'left'))
  const after = Math.max(turnOf(text, right.text, 'right'), standing(last, right, 'right'))
  const margin = [...within(left.pieces, left.text.length - before, before), ...pieces, ...within(right.pieces, 0, after)]
  return {
    text: left.text.slice(left.text.length - before) + text + right.text.slice(0, after),
    voices: voicesOf(margin, authorship),
    before,
    after,
    ...ends,
  }
}

function within(pieces: readonly Piece[], offset: number, length: number): readonly Piece[] {
  const cuts: readonly Cut<Piece>[] = length === 0 ? [] : new PartList(pieces).within(offset, length)
  return cuts.map((cut) => ({ client: cut.part.client, clock: cut.part.clock + cut.skip, length: cut.length }))
}

function voicesOf(pieces: readonly Piece[], authorship: Authorship): DeletedRun['voices'] {
  const parts: { length: number; voice: VoiceId }[] = []
  for (const { client, clock, length } of pieces) {
    for (const segment of authorship.segments(client, clock, length)) {
      const last = parts.at(-1)
      if (last !== undefined && last.voice === segment.voice) last.length += segment.length
      else parts.push({ length: segment.length, voice: segment.voice })
    }
  }
  return parts
}
