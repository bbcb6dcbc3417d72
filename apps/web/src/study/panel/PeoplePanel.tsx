import { sectorLabel, sectorLetter } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { focusSection } from '../section/SectionView.tsx'
import { type OpenCopy, useOpenCopyOrNull } from '../study-context.ts'
import { type PersonHere, usePresences } from '../use-presences.ts'

/** Who is here now, with name and sector as text, and where they write. */
export function PeoplePanel({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const copy = useOpenCopyOrNull()
  return (
    <>
      <h2 className="panel-title">{say('presence.label')}</h2>
      {copy && <PeopleHere study={study} copy={copy} />}
    </>
  )
}

function PeopleHere({ study, copy }: { readonly study: StudyView; readonly copy: OpenCopy }) {
  const say = useSay()
  const people = usePresences(copy.awareness)
  if (people.every(({ isMe }) => isMe)) return <p className="soft">{say('presence.alone')}</p>
  return (
    <ul className="people-here">
      {people.map((person) => (
        <li key={person.participant}>
          <Person person={person} study={study} />
        </li>
      ))}
    </ul>
  )
}

function Person({ person, study }: { readonly person: PersonHere; readonly study: StudyView }) {
  const say = useSay()
  const language = useLanguage()
  const { name, sector, section, isMe } = person
  const sectorName = sector === 'unknown' ? say('sector.unknown') : sectorLabel(sector, language)
  const title = study.template.sections.find(({ id }) => id === section)?.title[study.language]
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
            onClick={() => focusSection(section)}
            aria-label={say('presence.goTo', { name })}
          >
            {title}
          </button>
        )}
      </span>
    </>
  )
}
