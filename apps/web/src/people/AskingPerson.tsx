import type { Role } from '@samskriv/domain'
import { formatDate } from '@samskriv/i18n/web'
import type { AccessRequestView } from '@samskriv/protocol/http'
import { useState } from 'react'

import { useDecideAccess } from '../api/access.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { ProblemText } from '../ui/ProblemText.tsx'
import { RoleSelect } from './RoleSelect.tsx'

interface AskingPersonProps {
  readonly study: string
  readonly asking: AccessRequestView
}

export function AskingPerson({ study, asking }: AskingPersonProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const decide = useDecideAccess(study)
  const [role, setRole] = useState<Role>('reader')
  const { id, email, at } = asking
  const name = asking.name || email || say('identity.unnamed')
  const answer = (approve: boolean): void =>
    decide.mutate(
      { id, approve, ...(approve ? { role } : {}) },
      {
        onSuccess: () =>
          announce(approve ? say('share.asking.approved', { name, role: say(`role.${role}`) }) : say('share.asking.declined', { name })),
      },
    )
  return (
    <div className="person">
      <div>
        <p>
          <strong>{name}</strong>
        </p>
        <p className="small soft">
          {[email, say('share.asking.since', { date: formatDate(language, at, zone()) })].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="person-actions">
        <RoleSelect label={say('share.asking.role', { name })} value={role} mayBeSteward onChange={setRole} />
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-label={`${say('share.asking.approve')}: ${name}`}
          aria-disabled={decide.isPending}
          onClick={() => answer(true)}
        >
          {say('share.asking.approve')}
        </button>
        <button
          type="button"
          className="text-button"
          aria-label={`${say('share.asking.decline')}: ${name}`}
          aria-disabled={decide.isPending}
          onClick={() => answer(false)}
        >
          {say('share.asking.decline')}
        </button>
      </div>
      <ProblemText error={decide.error} />
    </div>
  )
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
