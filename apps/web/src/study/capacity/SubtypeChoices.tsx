import { type Sector, type SectorSubtype, subtypesOf } from '@samskriv/domain'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'

interface SubtypeChoicesProps {
  readonly sector: Sector
  readonly value: SectorSubtype | null
  readonly error: string | undefined
  readonly onChange: (subtype: SectorSubtype) => void
}

export function SubtypeChoices({ sector, value, error, onChange }: SubtypeChoicesProps) {
  const say = useSay()
  const language = useLanguage()
  return (
    <FieldGroup label={say('capacity.subtype.label')} error={error}>
      {subtypesOf(sector).map(({ id, label }, index) => (
        <label key={id} className="choice">
          <input
            type="radio"
            name="subtype"
            id={index === 0 ? 'subtype' : undefined}
            checked={value === id}
            onChange={() => onChange(id)}
          />
          {label[language]}
        </label>
      ))}
    </FieldGroup>
  )
}
