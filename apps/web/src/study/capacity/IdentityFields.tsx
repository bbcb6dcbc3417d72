import { identityModes, type IdentityMode, maxNameLength, type PublicLabel } from '@samskriv/domain'

import { useSay } from '../../shell/use-say.ts'
import { Field, FieldGroup } from '../../ui/Field.tsx'

interface IdentityFieldsProps {
  /** Of several on a page, to tell them apart. */
  readonly id: string
  readonly question: string
  readonly mode: IdentityMode
  readonly label: string
  readonly chosen: PublicLabel
  readonly showErrors: boolean
  readonly onMode: (mode: IdentityMode) => void
  readonly onLabel: (label: string) => void
}

/** By which name somebody stands beside their words. */
export function IdentityFields({ id, question, mode, label, chosen, showErrors, onMode, onLabel }: IdentityFieldsProps) {
  const say = useSay()
  const labelError = (): string | undefined => {
    if (!showErrors || chosen.ok) return undefined
    return chosen.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${chosen.reason}`)
  }
  return (
    <>
      <FieldGroup label={question}>
        {identityModes.map((choice) => (
          <label key={choice} className="choice">
            <input type="radio" name={id} checked={mode === choice} onChange={() => onMode(choice)} />
            {say(`identity.${choice}`)}
          </label>
        ))}
      </FieldGroup>
      {takesLabel(mode) && (
        <Field id={`${id}-label`} label={say(mode === 'collective' ? 'identity.label.group' : 'identity.label')} error={labelError()}>
          {(input) => <input {...input} value={label} onChange={({ target }) => onLabel(target.value)} autoComplete="off" />}
        </Field>
      )}
    </>
  )
}

export function takesLabel(mode: IdentityMode): boolean {
  return mode === 'pseudonym' || mode === 'collective'
}
