import { addConfirmation, confirmationsOf, putRecord, recordsOf, type EventActor, type Script } from '@samskriv/database'
import type { Voice } from '@samskriv/attribution'
import type { StudyId } from '@samskriv/domain'

export interface CopiedConfirmations {
  /** What a voice of the copy is confirmed by, where the voice it is a copy of was confirmed by this. */
  readonly idOf: (confirmation: string) => string
  /** Runs in the transaction that brings the voices. */
  readonly store: Script<void>
}

/**
 * By what the words of a copy are confirmed: they are the same words, and the speaker stands behind them. What was read back here gets a
 * row of its own; what came with a file is a record, which keeps its id.
 */
export const copyConfirmations = (from: StudyId, copy: StudyId, voices: readonly Voice[], actor: EventActor): Script<CopiedConfirmations> =>
  function* (ctx) {
    const used = new Set(voices.map(({ confirmation }) => confirmation))
    const readBack = (yield* confirmationsOf(from)(ctx)).filter(({ id }) => used.has(id))
    const copied = new Map(readBack.map((confirmation) => [confirmation.id, { ...confirmation, id: ctx.newId() }]))
    for (const { kind, id, body } of yield* recordsOf(from, 'confirmation')(ctx)) {
      if (used.has(id)) yield* putRecord(copy, kind, id, body, actor)(ctx)
    }
    return {
      idOf: (id) => copied.get(id)?.id ?? id,
      store: function* (inEdit) {
        for (const confirmation of copied.values()) yield* addConfirmation(copy, confirmation)(inEdit)
      },
    }
  }
