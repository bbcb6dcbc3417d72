import data from '../data/sectors.json' with { type: 'json' }
import type { Language, LocalizedText } from './language.ts'
import type { Sector } from './sector.ts'
import { isSubtypeOf, type SectorSubtype } from './subtype.ts'

export interface SubtypeChoice {
  readonly id: SectorSubtype
  readonly label: LocalizedText
}

/** The name of a sector as shown to people, such as *Frivillig sektor*. */
export function sectorLabel(sector: Sector, language: Language): string {
  return sectorItem(sector).label[language]
}

/** One sentence that says who a sector is for. */
export function sectorDescription(sector: Sector, language: Language): string {
  return sectorItem(sector).description[language]
}

/** The subtypes a person of this sector can choose from, in the order of the code list. */
export function subtypesOf(sector: Sector): readonly SubtypeChoice[] {
  return data.lists.sectorSubtype.items.flatMap(({ id, label }) => (isSubtypeOf(sector, id) ? [{ id, label }] : []))
}

export function subtypeLabel(subtype: SectorSubtype, language: Language): string {
  const item = data.lists.sectorSubtype.items.find(({ id }) => id === subtype)
  if (!item) throw new Error(`no label for subtype ${subtype}`)
  return item.label[language]
}

function sectorItem(sector: Sector): { label: LocalizedText; description: LocalizedText } {
  const item = data.lists.sector.items.find(({ id }) => id === sector)
  if (!item) throw new Error(`no label for sector ${sector}`)
  return item
}
