import { mayLeaveGroup, type VoiceId } from '@samskriv/domain'

import type { ExportInput } from './export-input.ts'

/**
 * The voices whose words stay with the writing group: others wrote them down, and whoever said them did not say that they may go further.
 * What somebody typed themselves is not among them.
 */
export function keptVoices({ participants, voices, readers = 'others' }: ExportInput): ReadonlySet<VoiceId> {
  if (readers === 'writing-group') return new Set()
  const kept = new Set(participants.flatMap(({ id, scribedUse = null }) => (scribedUse === null || mayLeaveGroup(scribedUse) ? [] : [id])))
  return new Set(voices.filter(({ by, mode }) => kept.has(by) && scribed.has(mode)).map(({ id }) => id))
}

const scribed: ReadonlySet<string> = new Set(['scribed_unconfirmed', 'scribed_confirmed'])
