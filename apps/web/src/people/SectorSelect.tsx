import { isSector, type Sector, sectorLabel, sectors } from '@samskriv/domain'

import { useLanguage } from '../shell/use-say.ts'

interface SectorSelectProps {
  readonly id: string
  readonly value: Sector | null
  /** What stands there for no sector. */
  readonly none: string
  readonly onChange: (sector: Sector | null) => void
}

export function SectorSelect({ id, value, none, onChange }: SectorSelectProps) {
  const language = useLanguage()
  return (
    <select
      id={id}
      className="select"
      value={value ?? ''}
      onChange={({ target }) => onChange(isSector(target.value) ? target.value : null)}
    >
      <option value="">{none}</option>
      {sectors.map((sector) => (
        <option key={sector} value={sector}>
          {sectorLabel(sector, language)}
        </option>
      ))}
    </select>
  )
}
