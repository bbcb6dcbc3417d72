import type { PersonInStudy, StudyView } from '@samskriv/protocol/http'

import { useSay } from '../shell/use-say.ts'
import { PersonLine } from './PersonLine.tsx'
import { PersonSettings } from './PersonSettings.tsx'

interface HereListProps {
  readonly study: StudyView
  readonly people: readonly PersonInStudy[]
  /** Whether the reader may change something about them. */
  readonly isManaged: boolean
}

/** Those who take part, also those whose words others write down. */
export function HereList({ study, people, isManaged }: HereListProps) {
  const say = useSay()
  return (
    <section aria-labelledby="share-here">
      <h3 id="share-here">{say('share.here.title')}</h3>
      <ul className="list people">
        {people.map((person) => (
          <li key={person.participantId} className="person">
            <PersonLine person={person} isMe={person.participantId === study.me?.participantId} />
            {isManaged && <PersonSettings study={study} person={person} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
