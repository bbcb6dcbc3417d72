import { formatDate, formatDateTime } from '@samskriv/i18n/web'
import type { SessionView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'

import { meQuery } from '../api/me.ts'
import { sessionsQuery, useEndOtherSessions, useEndSession } from '../api/sessions.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { PageHeading } from '../shell/PageHeading.tsx'
import { problemText } from '../shell/problem-text.ts'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { MyData } from './MyData.tsx'
import { Notices } from './Notices.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Settings } from './Settings.tsx'
import './account.css'

/** What belongs to oneself and to no case study: how one likes the pages, where one is signed in and with what, and what is kept about one. */
export function AccountPage() {
  const say = useSay()
  const me = useQuery(meQuery)
  const isGuest = me.data?.person.guest === true
  const title = say(isGuest ? 'settings.title' : 'account.title')
  usePageTitle(title)
  return (
    <Shell>
      <PageHeading>{title}</PageHeading>
      <Settings />
      <Notices />
      <section aria-labelledby="sessions" className="account-part">
        <h2 id="sessions">{say('account.sessions.title')}</h2>
        <Sessions />
      </section>
      {me.data && !isGuest && <Passkeys />}
      <MyData isGuest={isGuest} />
    </Shell>
  )
}

function Sessions() {
  const say = useSay()
  const announce = useAnnounce()
  const sessions = useQuery(sessionsQuery)
  const endOthers = useEndOtherSessions()
  if (sessions.isPending) return <p role="status">{say('account.sessions.loading')}</p>
  const error = sessions.error ?? endOthers.error
  return (
    <>
      {error && (
        <p role="alert" className="field-error">
          {problemText(say, error)}
        </p>
      )}
      <ul className="list">
        {sessions.data?.map((session) => (
          <li key={session.id}>
            <Session session={session} />
          </li>
        ))}
      </ul>
      {(sessions.data?.length ?? 0) > 1 && (
        <>
          <p>{say('account.sessions.intro')}</p>
          <button
            type="button"
            className="button"
            data-kind="quiet"
            aria-disabled={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined, { onSuccess: () => announce(say('account.sessions.endedAll')) })}
          >
            {say('account.sessions.endAll')}
          </button>
        </>
      )}
    </>
  )
}

function Session({ session }: { readonly session: SessionView }) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const end = useEndSession()
  const started = formatDateTime(language, session.startedAt, localTimeZone)
  return (
    <>
      <h3>{say(session.current ? 'account.sessions.here' : 'account.sessions.other')}</h3>
      <p>{say('account.sessions.started', { when: started })}</p>
      {!session.current && <p>{say('account.sessions.used', { when: formatDateTime(language, session.lastUsedAt, localTimeZone) })}</p>}
      <p className="small soft">{say('account.sessions.expires', { date: formatDate(language, session.expiresAt, localTimeZone) })}</p>
      {end.isError && (
        <p role="alert" className="field-error">
          {problemText(say, end.error)}
        </p>
      )}
      {!session.current && (
        <button
          type="button"
          className="text-button"
          aria-label={say('account.sessions.endNamed', { when: started })}
          aria-disabled={end.isPending}
          onClick={() => end.mutate(session.id, { onSuccess: () => announce(say('account.sessions.ended')) })}
        >
          {say('account.sessions.end')}
        </button>
      )}
    </>
  )
}

const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
