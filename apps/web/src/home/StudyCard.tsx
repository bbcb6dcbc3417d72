import { formatDate } from '@samskriv/i18n/web'
import type { StudyListItem } from '@samskriv/protocol/http'
import { Link } from 'react-router'

import { useLanguage, useSay } from '../shell/use-say.ts'

interface StudyCardProps {
  readonly study: StudyListItem
  /** The heading follows the one above the list. */
  readonly heading: 'h2' | 'h3'
}

/** One case study in a list: what it is, where, and how far it has come. */
export function StudyCard({ study, heading: Heading }: StudyCardProps) {
  const say = useSay()
  const language = useLanguage()
  const { settled, sections, words } = study.progress
  return (
    <article className="study-card">
      <Heading lang={study.language}>
        <Link to={`/studies/${study.id}`}>{study.title}</Link>
        {study.example && <span className="tag">{say('word.example')}</span>}
        {study.archived && <span className="tag">{say('archive.tag')}</span>}
      </Heading>
      <p className="soft" lang={study.language}>
        {study.place}
      </p>
      <div className="study-progress">
        <progress
          max={Math.max(1, sections)}
          value={settled}
          aria-label={say('sectionStatus.progress', { done: settled, total: sections })}
        />
        <p className="small">
          {say('sectionStatus.progress', { done: settled, total: sections })}
          {' · '}
          {say('count.words', { count: words })}
        </p>
      </div>
      <p className="small soft">
        {study.role && <>{say('home.card.role', { role: say(`role.${study.role}`) })} · </>}
        {say('home.card.changed', { date: formatDate(language, study.updatedAt, localTimeZone) })}
      </p>
    </article>
  )
}

const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
