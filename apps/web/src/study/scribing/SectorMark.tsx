import { sectorLetter } from '@samskriv/domain'

import type { Speaker } from './scribing.ts'

/** The letter and the pattern of a speaker's sector. */
export function SectorMark({ sector }: Pick<Speaker, 'sector'>) {
  return (
    <span className="sector-mark" data-sector={sector ?? 'unknown'} aria-hidden="true">
      {sector === null ? '?' : sectorLetter[sector]}
    </span>
  )
}
