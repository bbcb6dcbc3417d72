import { isSubtypeOf, type Sector, type SectorSubtype } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import { useState } from 'react'

import { useOrganisations } from '../../people/use-organisations.ts'

interface OwnOrganisation {
  /** Of the sector; empty when there is nothing to ask. */
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  /** Null for another one or none; undefined when it is not asked. */
  readonly answer: string | null | undefined
  /** The choice that one's own address points to, and why. */
  readonly proposal: { readonly name: string; readonly domain: string } | null
  readonly choose: (organisation: string | null) => void
  /** Back to what is known or suggested: another sector was chosen. */
  readonly forget: () => void
}

/** Which organisation one is of, asked only where the sector has any. What one's address points to is chosen beforehand, and said to be. */
export function useOwnOrganisation(me: StudyView['me'], sector: Sector | 'unsure' | null): OwnOrganisation {
  const [chosen, setChosen] = useState<string | null>()
  const listed = useOrganisations(sector === 'unsure' ? null : sector)
  const own = me?.sector === sector ? (me?.organisation ?? null) : null
  // One's own may be off the list by now, and stays a choice for oneself.
  const choices = own === null || listed.some(({ id }) => id === own.id) ? listed : [own, ...listed]
  const proposed = me?.proposedOrganisation ?? null
  const proposal = proposed !== null && choices.some(({ id }) => id === proposed.id) ? proposed : null
  const answer = chosen === undefined ? (own?.id ?? proposal?.id ?? null) : chosen
  return {
    choices,
    answer: choices.length === 0 ? undefined : answer,
    proposal,
    choose: setChosen,
    forget: () => setChosen(undefined),
  }
}

/** What stands in the form before an answer: what one has said, else what a steward suggested, else what one's address says. */
export function suggestedSector(me: StudyView['me']): { readonly sector: Sector | null; readonly subtype: SectorSubtype | null } {
  const proposed = me?.proposedOrganisation ?? null
  const sector = me?.sector ?? proposed?.sector ?? null
  if (sector === null) return { sector, subtype: null }
  const subtype = me?.subtype ?? (proposed?.sector === sector ? proposed.subtype : null)
  return { sector, subtype: isSubtypeOf(sector, subtype) ? subtype : null }
}
