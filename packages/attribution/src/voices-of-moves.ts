import type { VoiceId } from '@samskriv/domain'

import type { Authorship } from './authorship.ts'
import type { Piece } from './kept-context.ts'
import type { Move } from './moved-text.ts'
import { OverrideRanges } from './override-ranges.ts'
import { PartList } from './part-list.ts'
import type { TextWindow, WindowPart } from './text-window.ts'
import { UnattributedText } from './unattributed-text.ts'
import type { DeletedRun, Override } from './voice.ts'

/** The overrides that give what was moved back to its voices; none for what stays with the same voice. */
export function voicesOfMoves(
  moves: readonly Move[],
  inserted: readonly TextWindow[],
  deleted: readonly TextWindow[],
  authorship: Authorship,
): readonly Override[] {
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
