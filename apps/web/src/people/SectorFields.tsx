import { isSubtypeOf, type Sector, type SectorSubtype, subtypesOf } from '@samskriv/domain'

import { useLanguage, useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { SectorSelect } from './SectorSelect.tsx'

/** A sector and what fits best within it; null until chosen. */
export interface SectorChoice {
  readonly sector: Sector | null
  readonly subtype: SectorSubtype | null
}

export const noSector: SectorChoice = { sector: null, subtype: null }

interface SectorFieldsProps {
  readonly idPrefix: string
  readonly value: SectorChoice
  readonly errors: { readonly sector: string | undefined; readonly subtype: string | undefined }
  readonly onChange: (choice: SectorChoice) => void
}

export function SectorFields({ idPrefix, value: { sector, subtype }, errors, onChange }: SectorFieldsProps) {
  const say = useSay()
  const language = useLanguage()
  return (
    <>
      <Field id={`${idPrefix}-sector`} label={say('share.sector')} error={errors.sector}>
        {({ id }) => (
          <SectorSelect
            id={id}
            value={sector}
            none={say('share.choose')}
            onChange={(chosen) => onChange({ sector: chosen, subtype: null })}
          />
        )}
      </Field>
      {sector !== null && (
        <Field id={`${idPrefix}-subtype`} label={say('share.subtype')} error={errors.subtype}>
          {({ id }) => (
            <select
              id={id}
              className="select"
              value={subtype ?? ''}
              onChange={({ target }) => onChange({ sector, subtype: isSubtypeOf(sector, target.value) ? target.value : null })}
            >
              <option value="">{say('share.choose')}</option>
              {subtypesOf(sector).map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.label[language]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}
