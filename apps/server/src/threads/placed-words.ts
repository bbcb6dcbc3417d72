import type { VoiceId } from '@samskriv/domain'
import type { Edit } from '@samskriv/sync-server'

/** Tells the words of some placements by their voices. */
export function isPlacedBy({ authorship }: Pick<Edit, 'authorship'>, placements: ReadonlySet<string>): (voice: VoiceId) => boolean {
  return (id) => {
    const placed = authorship.voices.get(id)?.placed
    return placed !== undefined && placements.has(placed)
  }
}
