import { isRole, type Role, roles } from '@samskriv/domain'

import { useSay } from '../shell/use-say.ts'

interface RoleSelectProps {
  readonly id?: string
  /** Needed when no visible label points at it. */
  readonly label?: string
  readonly value: Role
  /** Whoever has no account can't look after a study. */
  readonly mayBeSteward: boolean
  readonly onChange: (role: Role) => void
}

export function RoleSelect({ id, label, value, mayBeSteward, onChange }: RoleSelectProps) {
  const say = useSay()
  return (
    <select
      id={id}
      className="select"
      aria-label={label}
      value={value}
      onChange={({ target }) => isRole(target.value) && onChange(target.value)}
    >
      {roles
        .filter((role) => mayBeSteward || role !== 'steward')
        .map((role) => (
          <option key={role} value={role}>
            {say(`role.${role}`)}
          </option>
        ))}
    </select>
  )
}
