import { sectorDescription, sectorLabel, sectorLetter, type Sector, sectors } from '@samskriv/domain'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'

interface SectorChoicesProps {
  /** Unsure is an answer; null is none yet. */
  readonly value: Sector | 'unsure' | null
  readonly error: string | undefined
  readonly onChange: (sector: Sector | 'unsure') => void
}

export function SectorChoices({ value, error, onChange }: SectorChoicesProps) {
  const say = useSay()
  const language = useLanguage()
  return (
    <FieldGroup label={say('capacity.sector.label')} error={error}>
      {sectors.map((choice, index) => (
        <label key={choice} className="choice sector-choice">
          <input
            type="radio"
            name="sector"
            id={index === 0 ? 'sector' : undefined}
            checked={value === choice}
            onChange={() => onChange(choice)}
          />
          <span className="choice-name">
            <span className="sector-mark" data-sector={choice} aria-hidden="true">
              {sectorLetter[choice]}
            </span>{' '}
            {sectorLabel(choice, language)}
            <span className="hint">{sectorDescription(choice, language)}</span>
          </span>
        </label>
      ))}
      <label className="choice sector-choice">
        <input type="radio" name="sector" checked={value === 'unsure'} onChange={() => onChange('unsure')} />
        <span className="choice-name">
          {say('capacity.unsure')}
          <span className="hint">{say('capacity.unsure.help')}</span>
        </span>
      </label>
    </FieldGroup>
  )
}
