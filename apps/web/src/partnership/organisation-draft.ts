import { cleanMailDomain, cleanTitle, isSubtypeOf, maxTitleLength, type Sector, type SectorSubtype } from '@samskriv/domain'
import type { AddOrganisation, OrganisationView } from '@samskriv/protocol/http'

import type { Say } from '../shell/use-say.ts'

/** An organisation as it stands in the form, before it is one. */
export interface OrganisationDraft {
  readonly name: string
  readonly sector: Sector | null
  readonly subtype: SectorSubtype | null
  /** As they are typed, with commas, semicolons or spaces between them. */
  readonly domains: string
}

export const emptyDraft: OrganisationDraft = { name: '', sector: null, subtype: null, domains: '' }

export function draftOf({ name, sector, subtype, domains = [] }: OrganisationView): OrganisationDraft {
  return { name, sector, subtype: isSubtypeOf(sector, subtype) ? subtype : null, domains: domains.join(', ') }
}

/** What to put right in each field; empty when nothing is. */
export interface DraftProblems {
  readonly name?: string
  readonly sector?: string
  readonly domains?: string
}

const maxDomains = 20

/** What the server would be sent, or why it isn't. */
export function readDraft(say: Say, draft: OrganisationDraft): { facts: AddOrganisation } | { problems: DraftProblems } {
  const name = cleanTitle(draft.name)
  const written = draft.domains.split(/[\s,;]+/).filter((one) => one !== '')
  const domains = problemOfDomains(say, written)
  if (name.ok && draft.sector !== null && domains === undefined)
    return { facts: { name: name.title, sector: draft.sector, subtype: draft.subtype, domains: written } }
  return {
    problems: {
      ...(name.ok
        ? {}
        : { name: name.reason === 'too-long' ? say('field.name.too-long', { max: maxTitleLength }) : say(`field.name.${name.reason}`) }),
      ...(draft.sector === null ? { sector: say('share.choose') } : {}),
      ...(domains === undefined ? {} : { domains }),
    },
  }
}

/** The first one that says nothing about an organisation, and why. */
function problemOfDomains(say: Say, written: readonly string[]): string | undefined {
  if (written.length > maxDomains) return say('organisations.domains.tooMany', { max: maxDomains })
  for (const domain of written) {
    const clean = cleanMailDomain(domain)
    if (!clean.ok)
      return say(clean.reason === 'public-domain' ? 'organisations.domains.public' : 'organisations.domains.invalid', { domain })
  }
  return undefined
}
