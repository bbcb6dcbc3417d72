import type { StudyView } from '@samskriv/protocol/http'
import type { ImportView, PartPlace } from '@samskriv/protocol/http-imports'

/** The section that each part goes to; null for nowhere. One that is with the part above goes where that goes. */
export function targetsOf(places: readonly PartPlace[]): readonly (string | null)[] {
  let last: string | null = null
  return places.map((place) => {
    if (place.to !== 'above') last = place.to === 'section' ? place.section : null
    return last
  })
}

/** As suggested, as far as whoever asks may write there. */
export function offeredPlaces({ parts }: ImportView, { sections }: StudyView): readonly PartPlace[] {
  const writable = new Set(sections.flatMap(({ key, canWrite }) => (canWrite ? [key] : [])))
  return parts.map(({ suggested }) => (suggested.to === 'section' && !writable.has(suggested.section) ? { to: 'nowhere' } : suggested))
}
