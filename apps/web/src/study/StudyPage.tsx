import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'

import { ApiProblem } from '../api/api-problem.ts'
import { meQuery } from '../api/me.ts'
import { studyQuery } from '../api/studies.ts'
import { PageHeading } from '../shell/PageHeading.tsx'
import { problemText } from '../shell/problem-text.ts'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useSay } from '../shell/use-say.ts'
import './styles.css'
import { CapacityPage } from './capacity/CapacityPage.tsx'
import { StudyWorkspace } from './StudyWorkspace.tsx'

export function StudyPage() {
  const { id = '' } = useParams()
  // Another study is another page: nothing of the one before may stay.
  return <OneStudy key={id} id={id} />
}

function OneStudy({ id }: { readonly id: string }) {
  const say = useSay()
  const study = useQuery(studyQuery(id))
  const me = useQuery(meQuery)
  const [readsFirst, setReadsFirst] = useState(false)
  if (study.data && me.data) {
    const mayConfirm = study.data.me !== null && !study.data.example && study.data.me.role !== 'reader'
    if (mayConfirm && study.data.me?.sectorConfirmed === false && !readsFirst)
      return <CapacityPage study={study.data} onReadFirst={() => setReadsFirst(true)} />
    return <StudyWorkspace study={study.data} person={me.data.person} onCapacity={() => setReadsFirst(false)} />
  }
  const error = study.error ?? me.error
  if (!error) return <Waiting text={say('study.loading')} />
  return <StudyProblem error={error} onRetry={() => void Promise.all([study.refetch(), me.refetch()])} />
}

function Waiting({ text }: { readonly text: string }) {
  usePageTitle(text)
  return (
    <Shell isWaiting>
      <p role="status">{text}</p>
    </Shell>
  )
}

function StudyProblem({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const say = useSay()
  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 403)
  const title = say(isGone ? 'notFound.title' : 'study.failed')
  usePageTitle(title, true)
  return (
    <Shell>
      <PageHeading>{title}</PageHeading>
      <p>{problemText(say, error)}</p>
      {!isGone && (
        <p>
          <button type="button" className="button" onClick={onRetry}>
            {say('action.tryAgain')}
          </button>
        </p>
      )}
      <p>
        <Link to="/">{say('nav.home')}</Link>
      </p>
    </Shell>
  )
}
