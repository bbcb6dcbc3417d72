import { type Sector, sectors } from '@samskriv/domain'
import type { BalanceView } from '@samskriv/protocol/http'

/** What is counted of a section, or of a whole study. */
export type Counted = BalanceView['study']

export interface SectorPart {
  readonly sector: Sector
  readonly words: number
  readonly people: number
}

/** The sectors that said something, in their fixed order. */
export function sectorsHeard({ words, people }: Counted): SectorPart[] {
  return sectors.filter((sector) => words[sector] > 0).map((sector) => ({ sector, words: words[sector], people: people[sector] }))
}

/** Of all sectors together. */
export function selfDeclaredIn({ selfDeclaredWords }: Counted): number {
  return sectors.reduce((sum, sector) => sum + selfDeclaredWords[sector], 0)
}
