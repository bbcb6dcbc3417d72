import type { ActivityView, StudyView } from '@samskriv/protocol/http'
import { formatDateTime } from '@samskriv/i18n/web'
import { useQuery } from '@tanstack/react-query'

import { activityQuery } from '../../api/activity.ts'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { focusSection, sectionId } from '../section/SectionView.tsx'
import { changeSentence, eventSentence, personNamed } from './sentences.ts'

/** What others have done since one's last visit, in sentences, section by section. */
export function ActivityDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const activity = useQuery(activityQuery(study.id))
  return (
    <PlainDialog title={say('activity.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      {activity.isPending && <p role="status">{say('activity.loading')}</p>}
      <ProblemNotice error={activity.error} />
      {activity.data && <Activity study={study} activity={activity.data} onClose={onClose} />}
    </PlainDialog>
  )
}

interface ActivityProps {
  readonly study: StudyView
  readonly activity: ActivityView
  readonly onClose: () => void
}

function Activity({ study, activity: { since, sections, joined }, onClose }: ActivityProps) {
  const say = useSay()
  const language = useLanguage()
  if (since === null) return <p>{say('activity.first')}</p>
  if (sections.length === 0 && joined.length === 0) return <p>{say('activity.nothing')}</p>
  const me = study.me?.participantId ?? null
  const titles = new Map(study.template.sections.map(({ id, title }) => [id, title[study.language]]))
  return (
    <>
      <p>{say('activity.since', { when: formatDateTime(language, since, localTimeZone) })}</p>
      {sections.map(({ key, changes, events }) => (
        <section key={key} className="activity-section">
          <h3>
            <a
              href={`#${sectionId(key)}`}
              lang={study.language}
              onClick={(event) => {
                event.preventDefault()
                closeThen(onClose, () => focusSection(key))
              }}
            >
              {titles.get(key) ?? key}
            </a>
          </h3>
          <ul>
            {changes.map((change) => (
              <li
                key={`${change.kind}-${change.by.participantId}-${change.by.sector}-${change.whose.participantId}-${change.whose.sector}`}
              >
                {changeSentence(say, language, change, me)}
              </li>
            ))}
            {events.map((event) => (
              <li key={`${event.kind}-${event.at}-${event.whose?.participantId}`}>{eventSentence(say, language, event, me)}</li>
            ))}
          </ul>
        </section>
      ))}
      {joined.length > 0 && (
        <section className="activity-section">
          <h3>{say('activity.joined.title')}</h3>
          <ul>
            {joined.map(({ who }) => (
              <li key={who.participantId}>{say('activity.joined', { who: personNamed(say, language, who) })}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
