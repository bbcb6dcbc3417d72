import type { Sector } from '@samskriv/domain'

import { useSay } from '../../shell/use-say.ts'

/** What a person is told before their first word: who sees it, what it may be asked for, and that they may stop. */
export function Disclosures({ sector }: { readonly sector: Sector }) {
  const say = useSay()
  return (
    <div className="notice disclosures">
      <p>{say(sector === 'community' ? 'welcome.community' : 'welcome.staff')}</p>
      <p>{say('welcome.visibility')}</p>
      <details>
        <summary>{say('capacity.disclosure.more')}</summary>
        <p>{say('welcome.disclosure')}</p>
        <p>{say('welcome.urgent')}</p>
        {sector === 'community' && <p>{say('welcome.difficult')}</p>}
      </details>
    </div>
  )
}
