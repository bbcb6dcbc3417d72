import type { PersonInStudy, StudyView } from '@samskriv/protocol/http'

import { useChangePerson, useRemovePerson } from '../api/people.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { ConfirmedButton } from '../ui/ConfirmedButton.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { RoleSelect } from './RoleSelect.tsx'
import { VouchForm } from './VouchForm.tsx'

interface PersonSettingsProps {
  readonly study: StudyView
  readonly person: PersonInStudy
}

/** What a steward may change about one person: role, sector, a pause, the end. Folded away, so that the list stays a list. */
export function PersonSettings({ study, person }: PersonSettingsProps) {
  const say = useSay()
  const announce = useAnnounce()
  const change = useChangePerson(study.id)
  const remove = useRemovePerson(study.id)
  const { participantId, name, role, state, managed, email } = person
  const isMe = participantId === study.me?.participantId
  const suspend = (suspended: boolean): void =>
    change.mutate(
      { participantId, suspended },
      { onSuccess: () => announce(say(suspended ? 'share.suspended' : 'share.wentOn', { name })) },
    )
  return (
    <details className="person-settings">
      <summary aria-label={say('share.person.changeName', { name })}>{say('share.person.change')}</summary>
      <div className="person-settings-content">
        {!managed && (
          <RoleSelect
            label={say('share.person.role', { name })}
            value={role}
            mayBeSteward={email !== undefined}
            onChange={(chosen) =>
              change.mutate(
                { participantId, role: chosen },
                { onSuccess: () => announce(say('people.changed', { name, role: say(`role.${chosen}`) })) },
              )
            }
          />
        )}
        {!isMe && <VouchForm study={study.id} person={person} />}
        {!isMe && (
          <div className="person-actions">
            {!managed &&
              (state === 'suspended' ? (
                <button type="button" className="text-button" onClick={() => suspend(false)}>
                  {say('share.goOn')}
                </button>
              ) : (
                <ConfirmedButton
                  label={say('share.suspend')}
                  question={say('share.suspend.confirm', { name })}
                  onConfirm={() => suspend(true)}
                />
              ))}
            <ConfirmedButton
              label={say('people.remove', { name })}
              question={say('people.remove.confirm', { name })}
              onConfirm={() => remove.mutate(participantId, { onSuccess: () => announce(say('people.removed', { name })) })}
            />
          </div>
        )}
        <ProblemText error={change.error ?? remove.error} />
      </div>
    </details>
  )
}
