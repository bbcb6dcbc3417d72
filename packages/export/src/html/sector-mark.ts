import { type Sector, sectorLetter, sectors } from '@samskriv/domain'
import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Rendering } from './rendering.ts'

const unknownSectorLetter = '?'

export function letterOf(sector: Sector | null): string {
  return sector === null ? unknownSectorLetter : sectorLetter[sector]
}

/** Letter and pattern in the sector's colour; the name stands beside it, so it is hidden from screen readers. */
export function sectorMark(sector: Sector | null): Element {
  return h('span.sector-mark', { dataSector: sector ?? 'unknown', ariaHidden: 'true' }, letterOf(sector))
}

/** What the letters and patterns stand for. Here the letter is read out: it is what the text refers to. */
export function legend({ sectorName }: Rendering): Element {
  const entries = sectors.map((sector) =>
    h('li', [h('span.sector-mark', { dataSector: sector }, letterOf(sector)), ' ', sectorName(sector)]),
  )
  return h('ul.legend', entries)
}
