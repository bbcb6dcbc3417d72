import { sectorLabel } from '@samskriv/domain'
import type { PersonInStudy, StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { peopleQuery, useChangePerson, useRemovePerson } from '../api/people.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { problemText } from '../shell/problem-text.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import type { StudyDialogProps } from '../study/bar/study-dialog.ts'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { AddPersonForm } from './AddPersonForm.tsx'
import { RoleSelect } from './RoleSelect.tsx'

/** Everybody in a study; for stewards also the way to add, change and remove. */
export function PeopleDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const people = useQuery({ ...peopleQuery(study.id), placeholderData: study.participants })
  const isSteward = study.me?.role === 'steward'
  return (
    <PlainDialog title={say('people.title')} onClose={onClose} returnTo={returnTo}>
      {isSteward && <AddPersonForm study={study.id} />}
      <h3>{say('people.list')}</h3>
      {people.isError && (
        <p role="alert" className="field-error">
          {problemText(say, people.error)}
        </p>
      )}
      <ul className="list people">
        {people.data?.map((person) => (
          <li key={person.participantId}>
            <PersonRow study={study} person={person} isManaged={isSteward} />
          </li>
        ))}
      </ul>
    </PlainDialog>
  )
}

interface PersonRowProps {
  readonly study: StudyView
  readonly person: PersonInStudy
  readonly isManaged: boolean
}

function PersonRow({ study, person, isManaged }: PersonRowProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const change = useChangePerson(study.id)
  const remove = useRemovePerson(study.id)
  const [isSure, setIsSure] = useState(false)
  const isMe = person.participantId === study.me?.participantId
  const error = change.error ?? remove.error
  const { participantId, name, role } = person
  return (
    <div className="person">
      <div>
        <p>
          <strong>{name}</strong>
          {isMe && ` (${say('people.you')})`}
        </p>
        <p className="small soft">
          {person.sector !== null && person.sectorConfirmed ? sectorLabel(person.sector, language) : say('people.sectorNotConfirmed')}
          {person.state === 'waiting' && ` · ${say('people.waiting')}`}
          {person.email !== undefined && ` · ${person.email}`}
        </p>
      </div>
      {isManaged ? (
        <div className="person-actions">
          <RoleSelect
            label={say('people.change', { name })}
            value={role}
            onChange={(chosen) =>
              change.mutate(
                { participantId, role: chosen },
                { onSuccess: () => announce(say('people.changed', { name, role: say(`role.${chosen}`) })) },
              )
            }
          />
          <button type="button" className="text-button" onClick={() => setIsSure(true)}>
            {say('people.remove', { name })}
          </button>
        </div>
      ) : (
        <p className="small">{say(`role.${role}`)}</p>
      )}
      {isSure && (
        <div className="notice" data-tone="warning" role="alert">
          <p>{say('people.remove.confirm', { name })}</p>
          <div className="dialog-actions">
            <button
              type="button"
              className="button"
              data-kind="warning"
              onClick={() => remove.mutate(participantId, { onSuccess: () => announce(say('people.removed', { name })) })}
            >
              {say('people.remove', { name })}
            </button>
            <button type="button" className="button" data-kind="quiet" onClick={() => setIsSure(false)}>
              {say('action.cancel')}
            </button>
          </div>
        </div>
      )}
      {error && (
        <p role="alert" className="field-error">
          {problemText(say, error)}
        </p>
      )}
    </div>
  )
}
