import { sectorLetter } from '@samskriv/domain'
import type { PersonInStudy } from '@samskriv/protocol/http'

import { useLanguage, useSay } from '../shell/use-say.ts'
import { sectorInWords } from './sector-in-words.ts'

interface PersonLineProps {
  readonly person: PersonInStudy
  readonly isMe?: boolean
}

/** Who somebody is: name, role, organisation, sector and how that is known, and what else one has to know to meet them. */
export function PersonLine({ person, isMe = false }: PersonLineProps) {
  const say = useSay()
  const language = useLanguage()
  const { name, role, sector, sectorConfirmed, organisation, state, guest, managed, groupSize, email, accountName } = person
  const shown = sector !== null && (sectorConfirmed || managed) ? sector : 'unknown'
  const about = [
    state === 'suspended' && say('share.person.suspended'),
    groupSize !== null && say('share.person.group', { count: groupSize }),
    managed && say('share.person.managed'),
    guest && !managed && say('share.person.guest'),
    email,
    accountName !== undefined && say('share.person.account', { name: accountName }),
  ].filter((words) => typeof words === 'string')
  return (
    <div className="person-line">
      <span className="sector-mark" data-sector={shown} aria-hidden="true">
        {shown === 'unknown' ? '?' : sectorLetter[shown]}
      </span>
      <div>
        <p>
          <strong>{name}</strong>
          {isMe && ` (${say('people.you')})`}
          {!managed && <span className="soft"> · {say(`role.${role}`)}</span>}
        </p>
        <p className="small">
          {organisation !== null && (
            <>
              <bdi>{organisation}</bdi> ·{' '}
            </>
          )}
          {sectorInWords(say, language, person)}
        </p>
        {about.length > 0 && <p className="small soft">{about.join(' · ')}</p>}
      </div>
    </div>
  )
}
