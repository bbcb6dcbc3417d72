import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { invitationsQuery } from '../../api/invitations.ts'
import { useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { ContactForm } from './ContactForm.tsx'
import { OpenLink } from './OpenLink.tsx'
import { OpenLinkForm } from './OpenLinkForm.tsx'

/** Links that anybody can pass on: none, until there is somebody whom people who come by them can turn to. */
export function LinkSettings({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const invitations = useQuery(invitationsQuery(study.id))
  const [isMaking, setIsMaking] = useState(false)
  const [changesContact, setChangesContact] = useState(false)
  const open = invitations.data?.filter(({ kind, state }) => kind === 'open' && state === 'open') ?? []
  const { contact } = study
  return (
    <section aria-labelledby="share-links" className="share-part link-settings">
      <h3 id="share-links">{say('share.links.title')}</h3>
      <ProblemText error={invitations.error} />
      {invitations.data && <p>{open.length === 0 ? say('share.links.off') : say('share.links.on', { count: open.length })}</p>}
      <ul className="list links">
        {open.map((invitation) => (
          <li key={invitation.id}>
            <OpenLink study={study.id} invitation={invitation} />
          </li>
        ))}
      </ul>
      {contact !== null && !changesContact && (
        <p className="small">
          {say('share.contact.now', contact)}{' '}
          <button type="button" className="text-button" onClick={() => setChangesContact(true)}>
            {say('share.contact.change')}
          </button>
        </p>
      )}
      {changesContact && <ContactForm study={study} onSaved={() => setChangesContact(false)} />}
      {isMaking && contact === null && <ContactForm study={study} onSaved={() => setIsMaking(true)} />}
      {isMaking && contact !== null && !changesContact && <OpenLinkForm study={study.id} onDone={() => setIsMaking(false)} />}
      {!isMaking && (
        <button type="button" className="button" data-kind="quiet" onClick={() => setIsMaking(true)}>
          {say(open.length === 0 ? 'share.links.new' : 'share.links.another')}
        </button>
      )}
    </section>
  )
}
