import type { Voice } from '@samskriv/attribution'
import { mayLeaveGroup, unaskedUse, type VoiceId } from '@samskriv/domain'

import type { ExportInput } from './export-input.ts'

/**
 * The voices whose words stay with the writing group: others wrote them down, or put what was said in a comment into the text, and whoever
 * said them does not say, or not any more, that they may go further. What somebody typed into the text themselves is not among them.
 */
export function keptVoices({ participants, voices, placedUses, readers = 'others' }: ExportInput): ReadonlySet<VoiceId> {
  if (readers === 'writing-group') return new Set()
  const kept = new Set(participants.flatMap(({ id, scribedUse = null }) => (scribedUse === null || mayLeaveGroup(scribedUse) ? [] : [id])))
  const isKept = ({ by, mode, placed }: Voice): boolean =>
    (kept.has(by) && scribed.has(mode)) ||
    (placed !== undefined && !fromDocuments.has(mode) && !mayLeaveGroup(placedUses?.get(placed) ?? unaskedUse))
  return new Set(voices.filter(isKept).map(({ id }) => id))
}

/** What a document brought in: `placed` is that document then, and no comment. */
const fromDocuments: ReadonlySet<string> = new Set(['imported', 'pasted'])
const scribed: ReadonlySet<string> = new Set(['scribed_unconfirmed', 'scribed_confirmed'])
