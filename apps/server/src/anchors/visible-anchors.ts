import { isOwnPlace } from '@samskriv/domain'
import type { PlacedAnchor } from '@samskriv/sync-server'
import type { StudyAccess } from '../studies/study-access.ts'

/**
 * Those that whoever asks may know of. What points at the words is listed by its own route, by the same rule: of what is for the
 * organisers only, those know who wrote it and the stewards.
 */
export function visibleAnchors(
  anchors: readonly PlacedAnchor[],
  { participant }: Pick<StudyAccess, 'participant'>,
): readonly PlacedAnchor[] {
  if (participant?.role === 'steward') return anchors
  return anchors.filter(({ onlyFor }) => onlyFor === null || isOwnPlace(participant, onlyFor))
}
