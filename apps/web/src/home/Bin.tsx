import { formatDate } from '@samskriv/i18n/web'
import type { StudyListItem } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'

import { trashedQuery, useRestoreStudy } from '../api/hand-over.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { problemText } from '../shell/problem-text.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'

/** What its stewards can bring back, and until when. Nothing stands here while there is nothing in it. */
export function Bin() {
  const say = useSay()
  const trashed = useQuery(trashedQuery)
  const mine = trashed.data?.filter(({ role }) => role === 'steward') ?? []
  if (mine.length === 0) return null
  return (
    <section aria-labelledby="bin" className="examples">
      <h2 id="bin">{say('home.trash.title')}</h2>
      <ul className="list studies">
        {mine.map((study) => (
          <li key={study.id}>
            <Trashed study={study} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Trashed({ study }: { readonly study: StudyListItem }) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const restore = useRestoreStudy()
  const { id, title, restorableUntil } = study
  return (
    <article className="study-card">
      <h3 lang={study.language}>{title}</h3>
      {restorableUntil !== null && <p>{say('bin.until', { date: formatDate(language, restorableUntil, localTimeZone) })}</p>}
      {restore.isError && (
        <p role="alert" className="field-error">
          {problemText(say, restore.error)}
        </p>
      )}
      <p>
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-label={say('bin.restoreNamed', { title })}
          aria-disabled={restore.isPending}
          onClick={() => {
            if (!restore.isPending) restore.mutate(id, { onSuccess: () => announce(say('home.trash.restored', { title })) })
          }}
        >
          {say('home.trash.restore')}
        </button>
      </p>
    </article>
  )
}

const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
