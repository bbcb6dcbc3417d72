import type { Sector } from '@samskriv/domain'
import type { OrganisationView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'

import { partnershipQuery } from '../api/partnership.ts'
import { useLanguage } from '../shell/use-say.ts'

/** Those of a sector that can be chosen, by name. None while they are on their way, or can't be had: then nobody is asked. */
export function useOrganisations(sector: Sector | null): readonly OrganisationView[] {
  const language = useLanguage()
  const partnership = useQuery({ ...partnershipQuery, enabled: sector !== null })
  const ofSector = (partnership.data?.organisations ?? []).filter((organisation) => organisation.sector === sector)
  return ofSector.toSorted((a, b) => a.name.localeCompare(b.name, language))
}
