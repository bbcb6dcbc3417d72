import { addConfirmation, appendEvent, type Script } from '@samskriv/database'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import type { ConfirmWords } from '@samskriv/protocol'
import type { EditRequest } from '@samskriv/sync-server'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { unconfirmedPassages, type Passage } from './passages.ts'

export interface Confirming {
  readonly access: StudyAccess
  /** Whoever read the words back. */
  readonly participant: ParticipantId
  readonly speaker: ParticipantId
  readonly words: ConfirmWords
  /** When they were read back. */
  readonly at: number
  readonly sections: readonly SectionKey[]
  readonly newId: () => string
}

/**
 * The edit by which a speaker stands behind passages as they were read back: their words get the confirmed voice, and the text stays as
 * it is. All of them, or none when one is not there any more as it was.
 *
 * @param allow - asks the rules again in the transaction that stores it
 */
export function confirmingEdit(
  { access: { study, visitor, participant: self }, participant, speaker, words, at, sections, newId }: Confirming,
  allow: Script<unknown>,
): { readonly edit: EditRequest<Script<unknown>>; readonly hasChanged: () => boolean } {
  /** By the voice that was not confirmed: another hand or another sector is another voice. */
  const confirmations = new Map<VoiceId, string>()
  let hasChanged = false
  const edit: EditRequest<Script<unknown>> = {
    voice: { by: participant, typedBy: null, sector: self?.sector ?? null, mode: 'typed_by_self' },
    change: (document) => {
      const chosen = chosenOf(unconfirmedPassages(document, sections), speaker, words)
      hasChanged = chosen === null
      for (const { voice, ranges } of (chosen ?? []).flatMap(({ parts }) => parts)) {
        const confirmation = confirmations.get(voice.id) ?? newId()
        confirmations.set(voice.id, confirmation)
        const { id: _, ...said } = voice
        document.give(ranges, { ...said, mode: 'scribed_confirmed', confirmation })
      }
    },
    also: function* (ctx) {
      if (hasChanged) return
      yield* allow(ctx)
      const { method, language, witness = '' } = words
      for (const id of confirmations.values())
        yield* addConfirmation(study.id, { id, method, at, language, witness: witness === '' ? null : witness })(ctx)
      yield* appendEvent({
        partnership: study.partnership,
        study: study.id,
        actor: actorOfEvent(visitor),
        kind: 'words.confirmed',
        subjectKind: 'participant',
        subject: speaker,
        data: { passages: words.passages.length, method, witnessed: witness !== '' },
      })(ctx)
    },
  }
  return { edit, hasChanged: () => hasChanged }
}

/** @returns null when one of them is not there, or not as it was read back */
function chosenOf(passages: readonly Passage[], speaker: ParticipantId, { passages: wanted }: ConfirmWords): readonly Passage[] | null {
  const known = new Map(passages.filter(({ by }) => by === speaker).map((passage) => [passage.id, passage]))
  const chosen = new Set<Passage>()
  for (const { id, text } of wanted) {
    const passage = known.get(id)
    if (passage === undefined || passage.text !== text) return null
    chosen.add(passage)
  }
  return [...chosen]
}
