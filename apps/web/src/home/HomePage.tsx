import type { StudyListItem } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { meQuery } from '../api/me.ts'
import { studiesQuery } from '../api/studies.ts'
import { PageHeading } from '../shell/PageHeading.tsx'
import { problemText } from '../shell/problem-text.ts'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useSay } from '../shell/use-say.ts'
import { Bin } from './Bin.tsx'
import { StudyCard } from './StudyCard.tsx'

export function HomePage() {
  const say = useSay()
  const isGuest = useQuery(meQuery).data?.person.guest === true
  usePageTitle(say('home.title'))
  return (
    <Shell>
      <PageHeading>{say('home.title')}</PageHeading>
      <p className="lead">{say(isGuest ? 'guest.home' : 'home.intro')}</p>
      {!isGuest && (
        <p>
          <Link className="button" to="/studies/new">
            {say('home.new')}
          </Link>
        </p>
      )}
      <Studies />
    </Shell>
  )
}

function Studies() {
  const say = useSay()
  const studies = useQuery(studiesQuery)
  if (studies.isPending) return <p role="status">{say('home.loading')}</p>
  if (studies.isError && !studies.data) {
    return (
      <div className="notice" data-tone="warning" role="alert">
        <h2>{say('home.failed')}</h2>
        <p>{problemText(say, studies.error)}</p>
        <button type="button" className="button" data-kind="quiet" onClick={() => void studies.refetch()}>
          {say('action.tryAgain')}
        </button>
      </div>
    )
  }
  const own = studies.data.filter(({ example }) => !example)
  const examples = studies.data.filter(({ example }) => example)
  return (
    <>
      {studies.isError && (
        <p className="notice" data-tone="warning">
          {problemText(say, studies.error)}
        </p>
      )}
      {own.length > 0 ? <StudyList studies={own} heading="h2" /> : <NoStudies />}
      <Bin />
      {examples.length > 0 && (
        <section aria-labelledby="examples" className="examples">
          <h2 id="examples">{say('home.examples')}</h2>
          <p className="soft">{say('home.example.note')}</p>
          <StudyList studies={examples} heading="h3" />
        </section>
      )}
    </>
  )
}

function StudyList({ studies, heading }: { readonly studies: readonly StudyListItem[]; readonly heading: 'h2' | 'h3' }) {
  return (
    <ul className="list studies">
      {studies.map((study) => (
        <li key={study.id}>
          <StudyCard study={study} heading={heading} />
        </li>
      ))}
    </ul>
  )
}

function NoStudies() {
  const say = useSay()
  return (
    <div className="empty">
      <h2>{say('home.empty.title')}</h2>
      <p>{say('home.empty.text')}</p>
    </div>
  )
}
