import { sectorLabel, sectorLetter } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { closeThen } from '../../ui/PlainDialog.tsx'
import { presenceName } from '../editor/presence-name.ts'
import { AnnouncementsChoice } from '../presence/AnnouncementsChoice.tsx'
import { useGoToPerson } from '../presence/use-go-to-person.ts'
import { type OpenCopy, useOpenCopyOrNull } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import { type PersonHere, usePresences } from '../use-presences.ts'

interface PeoplePanelProps {
  readonly study: StudyView
  /** Called when somebody is gone to or followed, to close the sheet the list is in. */
  readonly onChosen?: () => void
}

/** Who is here now, with name and sector as text, and where they write. */
export function PeoplePanel(props: PeoplePanelProps) {
  const say = useSay()
  const copy = useOpenCopyOrNull()
  return (
    <>
      <h2 className="panel-title">{say('presence.label')}</h2>
      {copy && <PeopleHere {...props} copy={copy} />}
      {copy && <AnnouncementsChoice />}
    </>
  )
}

function PeopleHere(props: PeoplePanelProps & { readonly copy: OpenCopy }) {
  const say = useSay()
  const people = usePresences(props.copy.awareness)
  if (people.every(({ isMe }) => isMe)) return <p className="soft">{say('presence.alone')}</p>
  return (
    <ul className="people-here">
      {people.map((person) => (
        <li key={person.participant}>
          <Person {...props} person={person} />
        </li>
      ))}
    </ul>
  )
}

function Person({ person, study, copy, onChosen }: PeoplePanelProps & { readonly person: PersonHere; readonly copy: OpenCopy }) {
  const say = useSay()
  const language = useLanguage()
  const goTo = useGoToPerson(study, copy)
  const isFollowed = useObserved(copy.following) === person.participant
  const { sector, section, isMe } = person
  const name = presenceName(say, person)
  const sectorName = sector === 'unknown' ? say('sector.unknown') : sectorLabel(sector, language)
  const title = study.template.sections.find(({ id }) => id === section)?.title[study.language]
  const chosen = (act: () => void): void => closeThen(onChosen, act)
  return (
    <>
      <span className="sector-mark" data-sector={sector} aria-hidden="true">
        {sector === 'unknown' ? '?' : sectorLetter[sector]}
      </span>
      <span>
        {say(isMe ? 'presence.you' : 'presence.person', { name, sector: sectorName })}
        {!isMe && title !== undefined && (
          <button
            type="button"
            className="text-button small"
            onClick={() => chosen(() => goTo(person))}
            aria-label={`${say('presence.goTo', { name })}: ${title}`}
          >
            {title}
          </button>
        )}
        {!isMe && (
          <button
            type="button"
            className="text-button small"
            aria-label={`${say(isFollowed ? 'follow.stop' : 'follow.start')}: ${name}`}
            onClick={() => chosen(() => copy.following.set(isFollowed ? null : person.participant))}
          >
            {say(isFollowed ? 'follow.stop' : 'follow.start')}
          </button>
        )}
      </span>
    </>
  )
}
