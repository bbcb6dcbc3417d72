import { useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'

interface OrganisationSelectProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** Null for another one, or none. */
  readonly value: string | null
  readonly onChange: (organisation: string | null) => void
}

/** One of the organisations of the partnership. Nobody has to be of one. */
export function OrganisationSelect({ id, label, hint, organisations, value, onChange }: OrganisationSelectProps) {
  const say = useSay()
  return (
    <Field id={id} label={label} hint={hint}>
      {(input) => (
        <select
          {...input}
          className="select"
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        >
          <option value="">{say('capacity.organisation.none')}</option>
          {organisations.map((organisation) => (
            <option key={organisation.id} value={organisation.id}>
              {organisation.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
