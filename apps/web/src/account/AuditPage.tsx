import { formatDateTime } from '@samskriv/i18n/web'
import type { AuditEntry, StudyView } from '@samskriv/protocol/http'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'

import { type AuditChoice, auditFilePath, auditQuery } from '../api/audit.ts'
import { studyQuery } from '../api/studies.ts'
import { localTimeZone } from '../shell/local-time-zone.ts'
import { PageHeading } from '../shell/PageHeading.tsx'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useIsWide } from '../ui/use-is-wide.ts'
import { moreAbout, whatHappened } from './audit-words.ts'
import './audit.css'

const everything: AuditChoice = { actor: '', kind: '', from: '', to: '' }
const subjects = ['participant', 'invitation', 'access', 'study', 'section', 'about', 'record'] as const

/** Who did what in a case study, for those who look after it. */
export function AuditPage() {
  const say = useSay()
  const id = useParams()['id'] ?? ''
  const study = useQuery(studyQuery(id))
  const [choice, setChoice] = useState(everything)
  usePageTitle(say('audit.title'))
  return (
    <Shell>
      <p>
        <Link to={`/studies/${encodeURIComponent(id)}`}>{say('audit.back')}</Link>
      </p>
      <PageHeading>{say('audit.title')}</PageHeading>
      {study.data && <p className="lead">{say('audit.intro', { title: study.data.title })}</p>}
      {study.data?.me?.role === 'steward' && <Filter study={study.data} choice={choice} onChange={setChoice} />}
      <Entries study={id} choice={choice} />
    </Shell>
  )
}

interface FilterProps {
  readonly study: StudyView
  readonly choice: AuditChoice
  readonly onChange: (choice: AuditChoice) => void
}

function Filter({ study, choice, onChange }: FilterProps) {
  const say = useSay()
  const isChosen = Object.values(choice).some((value) => value !== '')
  return (
    <form className="audit-filter" aria-label={say('audit.filter')} onSubmit={(event) => event.preventDefault()}>
      <Field id="audit-actor" label={say('audit.filter.actor')}>
        {(input) => (
          <select {...input} value={choice.actor} onChange={({ target }) => onChange({ ...choice, actor: target.value })}>
            <option value="">{say('audit.filter.all')}</option>
            {study.participants.map(({ participantId, name }) => (
              <option key={participantId} value={participantId}>
                {name}
              </option>
            ))}
            <option value="system">{say('audit.server')}</option>
          </select>
        )}
      </Field>
      <Field id="audit-kind" label={say('audit.filter.kind')}>
        {(input) => (
          <select {...input} value={choice.kind} onChange={({ target }) => onChange({ ...choice, kind: target.value })}>
            <option value="">{say('audit.filter.all')}</option>
            {subjects.map((subject) => (
              <option key={subject} value={subject}>
                {say(`audit.filter.${subject}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} id={`audit-${end}`} label={say(`audit.filter.${end}`)}>
          {(input) => (
            <input {...input} type="date" value={choice[end]} onChange={({ target }) => onChange({ ...choice, [end]: target.value })} />
          )}
        </Field>
      ))}
      {isChosen && (
        <button type="button" className="button" data-kind="quiet" onClick={() => onChange(everything)}>
          {say('audit.filter.clear')}
        </button>
      )}
    </form>
  )
}

function Entries({ study, choice }: { readonly study: string; readonly choice: AuditChoice }) {
  const say = useSay()
  const log = useInfiniteQuery(auditQuery(study, choice))
  const count = useRef<HTMLParagraphElement>(null)
  const isLast = log.data !== undefined && log.data.pages.length > 1 && !log.hasNextPage
  useEffect(() => {
    // The button for older ones had the focus, and is gone with the last of them.
    if (isLast && document.activeElement === document.body) count.current?.focus()
  }, [isLast])
  if (log.isPending) return <p role="status">{say('audit.loading')}</p>
  if (log.data === undefined) return <ProblemNotice error={log.error} />
  const entries = log.data.pages.flat()
  return (
    <>
      <div className="audit-head">
        <p ref={count} role="status" tabIndex={-1}>
          {entries.length === 0 ? say('audit.empty') : say('audit.shown', { count: entries.length })}
        </p>
        <a className="button" data-kind="quiet" href={auditFilePath(study, choice)} download>
          {say('audit.download')}
        </a>
      </div>
      {entries.length > 0 && <Log entries={entries} />}
      <ProblemNotice error={log.error} />
      {log.hasNextPage && (
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-disabled={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {say('audit.more')}
        </button>
      )}
    </>
  )
}

/** A table where there is room for one, otherwise a list. */
function Log({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const isWide = useIsWide()
  return isWide ? <LogTable entries={entries} /> : <LogList entries={entries} />
}

function LogTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const say = useSay()
  const language = useLanguage()
  const columns = ['when', 'who', 'what', 'whom', 'more'] as const
  return (
    <table className="audit" aria-label={say('audit.title')}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(`audit.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.seq}>
            <td>
              <When at={entry.at} />
            </td>
            <td>{entry.actor ?? say('audit.server')}</td>
            <td>{whatHappened(say, entry)}</td>
            <td>{entry.subject}</td>
            <td>{moreAbout(say, language, entry)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function LogList({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <ul className="list" aria-label={say('audit.title')}>
      {entries.map((entry) => (
        <li key={entry.seq}>
          <p className="small soft">
            <When at={entry.at} />
          </p>
          <p>
            <strong>{entry.actor ?? say('audit.server')}</strong> {whatHappened(say, entry)}
          </p>
          {entry.subject !== '' && (
            <p>
              {say('audit.column.whom')}: {entry.subject}
            </p>
          )}
          <p className="small">{moreAbout(say, language, entry)}</p>
        </li>
      ))}
    </ul>
  )
}

function When({ at }: { readonly at: string }) {
  return <time dateTime={at}>{formatDateTime(useLanguage(), at, localTimeZone)}</time>
}
