import type { PersonInStudy, StudyView } from '@samskriv/protocol/http'
import { useState } from 'react'

import { useInviteAgain, useRemovePerson } from '../api/people.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { ConfirmedButton } from '../ui/ConfirmedButton.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { PersonalLink } from './PersonalLink.tsx'
import { PersonLine } from './PersonLine.tsx'

interface WaitingPersonProps {
  readonly study: StudyView
  readonly person: PersonInStudy
}

/** Somebody who has not come yet: invite once more, or not at all. */
export function WaitingPerson({ study, person }: WaitingPersonProps) {
  const say = useSay()
  const announce = useAnnounce()
  const again = useInviteAgain(study.id)
  const remove = useRemovePerson(study.id)
  const [sent, setSent] = useState<{ readonly link: string | null } | null>(null)
  const { participantId, name, email } = person
  const isMe = participantId === study.me?.participantId
  const told = (link: string | null): string => say(link === null ? 'share.waiting.mailSent' : 'share.waiting.linkMade', { name })
  const inviting = say(email === undefined ? 'share.waiting.newLink' : 'share.waiting.mailAgain')
  const inviteAgain = (): void =>
    again.mutate(participantId, {
      onSuccess: ({ link }) => {
        setSent({ link })
        announce(told(link))
      },
    })
  return (
    <div className="person">
      <PersonLine person={person} isMe={isMe} />
      {!isMe && (
        <div className="person-actions">
          <button
            type="button"
            className="text-button"
            aria-label={`${inviting}: ${name}`}
            aria-disabled={again.isPending}
            onClick={inviteAgain}
          >
            {inviting}
          </button>
          <ConfirmedButton
            label={say('share.waiting.cancel')}
            question={say('share.waiting.cancel.confirm', { name })}
            onConfirm={() => remove.mutate(participantId, { onSuccess: () => announce(say('people.removed', { name })) })}
          />
        </div>
      )}
      {sent !== null && <PersonalLink name={name} link={sent.link} text={told(sent.link)} />}
      <ProblemText error={again.error ?? remove.error} />
    </div>
  )
}
