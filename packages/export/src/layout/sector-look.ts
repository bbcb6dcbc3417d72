import type { Sector } from '@samskriv/domain'
import { lightColours } from '@samskriv/theme'

/** How a sector is told apart beside its letter: a colour and a line, as in the pages. */
export interface SectorLook {
  /** Six hexadecimal digits. */
  readonly colour: string
  readonly line: 'dotted' | 'dashed' | 'solid' | 'double' | 'wavy'
}

export function lookOf(sector: Sector | null): SectorLook {
  switch (sector) {
    case 'community':
      return { colour: hex(lightColours.community), line: 'dotted' }
    case 'third':
      return { colour: hex(lightColours.third), line: 'dashed' }
    case 'public':
      return { colour: hex(lightColours.public), line: 'solid' }
    case 'other':
      return { colour: hex(lightColours.other), line: 'double' }
    case null:
      return { colour: hex(lightColours.inkSoft), line: 'wavy' }
  }
}

export const softColour: string = hex(lightColours.inkSoft)

function hex(colour: string): string {
  return colour.slice(1).toUpperCase()
}
