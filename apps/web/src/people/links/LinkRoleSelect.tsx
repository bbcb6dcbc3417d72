import { isLinkRole, type LinkRole, linkRoles } from '@samskriv/domain'

import { useSay } from '../../shell/use-say.ts'

interface LinkRoleSelectProps {
  readonly id?: string
  /** Needed when no visible label points at it. */
  readonly label?: string
  readonly value: LinkRole
  readonly onChange: (role: LinkRole) => void
}

/** What anybody with a link can do, as the end of a sentence. */
export function LinkRoleSelect({ id, label, value, onChange }: LinkRoleSelectProps) {
  const say = useSay()
  return (
    <select
      id={id}
      className="select"
      aria-label={label}
      value={value}
      onChange={({ target }) => isLinkRole(target.value) && onChange(target.value)}
    >
      {linkRoles.map((role) => (
        <option key={role} value={role}>
          {say(`share.links.can.${role}`)}
        </option>
      ))}
    </select>
  )
}
