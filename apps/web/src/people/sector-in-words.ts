import { isSubtypeOf, type Language, sectorLabel, subtypeLabel } from '@samskriv/domain'
import type { PersonInStudy } from '@samskriv/protocol/http'

import type { Say } from '../shell/use-say.ts'

/** Which sector somebody speaks from and how that is known, in words. */
export function sectorInWords(say: Say, language: Language, person: PersonInStudy): string {
  const { sector, subtype, sectorConfirmed, sectorKnownBy } = person
  if (sector === null) return say(sectorConfirmed ? 'share.person.unsure' : 'people.sectorNotConfirmed')
  const name = sectorLabel(sector, language)
  const known = isSubtypeOf(sector, subtype) ? `${name}, ${subtypeLabel(subtype, language)}` : name
  if (!sectorConfirmed && sectorKnownBy !== 'steward') return say('share.person.suggested', { sector: known })
  return sectorKnownBy === null ? known : `${known} (${say(`share.known.${sectorKnownBy}`)})`
}
