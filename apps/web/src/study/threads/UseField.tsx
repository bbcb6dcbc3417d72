import { type UseChoice, wordUses } from '@samskriv/domain'

import { useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'

interface UseFieldProps {
  readonly name: string
  readonly value: UseChoice
  readonly onChange: (use: UseChoice) => void
}

/** What may be done with somebody's words, asked of whoever says them. */
export function UseField({ name, value, onChange }: UseFieldProps) {
  const say = useSay()
  return (
    <FieldGroup label={say('threads.use.label')}>
      {wordUses.map((use) => (
        <label key={use} className="choice">
          <input type="radio" name={name} checked={value === use} onChange={() => onChange(use)} />
          <span>{say(`use.${use}`)}</span>
        </label>
      ))}
    </FieldGroup>
  )
}
