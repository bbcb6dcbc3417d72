import { type Sector } from './sector.ts'

/** The sector each subtype belongs to (code list `sectorSubtype`, in its order). Elected members count as public. */
export const sectorOfSubtype = {
  resident: 'community',
  unpaid_carer: 'community',
  community_group: 'community',
  community_council: 'community',
  community_led_org: 'third',
  charity: 'third',
  social_enterprise: 'third',
  umbrella: 'third',
  council: 'public',
  nhs_board: 'public',
  hscp: 'public',
  kommune: 'public',
  fylkeskommune: 'public',
  helseforetak: 'public',
  kommun: 'public',
  region: 'public',
  lansstyrelse: 'public',
  national_agency: 'public',
  elected_member: 'public',
  university: 'other',
  business: 'other',
  funder: 'other',
  independent: 'other',
} as const satisfies Record<string, Sector>
export type SectorSubtype = keyof typeof sectorOfSubtype

export function isSubtype(value: unknown): value is SectorSubtype {
  return typeof value === 'string' && Object.hasOwn(sectorOfSubtype, value)
}

/** Whether a person who speaks as `sector` may say that they are a `subtype`. */
export function isSubtypeOf(sector: Sector, subtype: unknown): subtype is SectorSubtype {
  return isSubtype(subtype) && sectorOfSubtype[subtype] === sector
}
