import type { Sector } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'

import { useSay } from '../../shell/use-say.ts'

interface DisclosuresProps {
  readonly study: StudyView
  readonly sector: Sector | 'unsure' | null
}

/** What a person is told before their first word: who keeps it and sees it, what the law may ask for, whom they can turn to. */
export function Disclosures({ study, sector }: DisclosuresProps) {
  const say = useSay()
  const { contact } = study
  return (
    <div className="notice disclosures">
      <h2>{say('disclosure.title')}</h2>
      <p>
        {say('disclosure.text', { host: window.location.host })} {contact !== null && `${say('disclosure.contact', contact)} `}
        {say('disclosure.watch')}
      </p>
      <details>
        <summary>{say('capacity.disclosure.more')}</summary>
        <p>{say(sector === 'public' || sector === 'third' ? 'welcome.staff' : 'welcome.community')}</p>
        <p>{say('welcome.visibility')}</p>
        <p>{say('welcome.disclosure')}</p>
        <p>{say('welcome.urgent')}</p>
        {sector !== 'public' && <p>{say('welcome.difficult')}</p>}
      </details>
    </div>
  )
}
