import { isLinkRole, sectorLabel } from '@samskriv/domain'
import { formatDate } from '@samskriv/i18n/web'
import type { InvitationView } from '@samskriv/protocol/http'

import { sheetPath, useChangeInvitation, useRevokeInvitation } from '../../api/invitations.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ConfirmedButton } from '../../ui/ConfirmedButton.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { LinkRoleSelect } from './LinkRoleSelect.tsx'

interface OpenLinkProps {
  readonly study: string
  readonly invitation: InvitationView
}

/** One link that lets people in: what it does, how it is passed on, how it ends. */
export function OpenLink({ study, invitation }: OpenLinkProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const change = useChangeInvitation(study)
  const revoke = useRevokeInvitation(study)
  const { id, sector, uses, maxUses, expiresAt, link, shortCode } = invitation
  const role = isLinkRole(invitation.role) ? invitation.role : 'reader'
  const name = say('share.links.name', { can: say(`share.links.can.${role}`) })
  const facts = [
    sector !== null && `${say('share.links.sector')}: ${sectorLabel(sector, language)}`,
    maxUses === null ? say('share.links.used', { count: uses }) : say('share.links.usedOf', { uses, most: maxUses }),
    say('share.links.ends', { date: formatDate(language, expiresAt) }),
  ].filter((words) => typeof words === 'string')
  return (
    <div className="open-link" role="group" aria-label={name}>
      <div className="person-actions">
        <label htmlFor={`link-role-${id}`}>{say('share.links.can')}</label>
        <LinkRoleSelect
          id={`link-role-${id}`}
          value={role}
          onChange={(chosen) =>
            change.mutate(
              { id, role: chosen },
              { onSuccess: () => announce(say('share.links.changed', { can: say(`share.links.can.${chosen}`) })) },
            )
          }
        />
      </div>
      {link !== null && <CopyField label={say('share.links.address')} value={link} />}
      {shortCode !== null && (
        <p>
          {say('share.links.code')}: <strong className="short-code">{shortCode}</strong>
        </p>
      )}
      <p className="small soft">{facts.join(' · ')}</p>
      <div className="person-actions">
        <a href={sheetPath(study, id)} target="_blank" rel="noopener">
          {say('share.links.sheet')} <span className="small soft">({say('share.links.sheet.newTab')})</span>
        </a>
        <ConfirmedButton
          label={say('share.links.revoke')}
          question={say('share.links.revoke.confirm')}
          onConfirm={() => revoke.mutate(id, { onSuccess: () => announce(say('share.links.revoked')) })}
        />
      </div>
      <ProblemText error={change.error ?? revoke.error} />
    </div>
  )
}
