import type { PersonInStudy, StudyView } from '@samskriv/protocol/http'

import { useSay } from '../shell/use-say.ts'
import { PersonLine } from './PersonLine.tsx'
import { WaitingPerson } from './WaitingPerson.tsx'

interface PeopleListProps {
  readonly study: StudyView
  readonly people: readonly PersonInStudy[]
  /** Whether the reader may change something about them. */
  readonly isManaged: boolean
}

/** Those who were added and have not yet said who they are here as. */
export function WaitingList({ study, people, isManaged }: PeopleListProps) {
  const say = useSay()
  return (
    <section aria-labelledby="share-waiting">
      <h3 id="share-waiting">{say('share.waiting.title')}</h3>
      {people.length === 0 && <p className="soft">{say('share.waiting.none')}</p>}
      <ul className="list people">
        {people.map((person) => (
          <li key={person.participantId}>
            {isManaged ? (
              <WaitingPerson study={study} person={person} />
            ) : (
              <PersonLine person={person} isMe={person.participantId === study.me?.participantId} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
