import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useLocation, useParams } from 'react-router'

import { ApiProblem } from '../api/api-problem.ts'
import { meQuery } from '../api/me.ts'
import { studyQuery } from '../api/studies.ts'
import { PageHeading } from '../shell/PageHeading.tsx'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useSay } from '../shell/use-say.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { StudyProblem } from './access/StudyProblem.tsx'
import { useLetInAnnouncement } from './access/use-let-in-announcement.ts'
import './styles.css'
import { StudyWorkspace } from './StudyWorkspace.tsx'

/** Asked once in a study, so it comes when it is needed. */
const CapacityPage = lazyPart(async () => import('./capacity/CapacityPage.tsx').then(({ CapacityPage: Part }) => Part))

export function StudyPage() {
  const { id = '' } = useParams()
  // Another study is another page: nothing of the one before may stay.
  return <OneStudy key={id} id={id} />
}

/** Asked who one is here as: by one's own wish, or because one has just begun a study and is about to write. */
interface Asking {
  readonly isOwnWish: boolean
  /** Where one wanted to write. */
  readonly section: string | null
}

function OneStudy({ id }: { readonly id: string }) {
  const say = useSay()
  const study = useQuery(studyQuery(id))
  const me = useQuery(meQuery)
  const { state } = useLocation()
  const [asking, setAsking] = useState<Asking | null>(isBeginning(state) ? { isOwnWish: false, section: null } : null)
  const [goTo, setGoTo] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  useLetInAnnouncement(study)
  if (study.data && me.data) {
    const mayAnswer = study.data.me !== null && !study.data.example && !study.data.archived
    const isAsked = asking !== null && (asking.isOwnWish || study.data.me?.sectorConfirmed === false)
    const done = (): void => {
      setGoTo(asking?.section ?? null)
      setAsking(null)
    }
    if (mayAnswer && isAsked) {
      return (
        <Suspense fallback={<Waiting text={say('study.loading')} />}>
          <CapacityPage study={study.data} person={me.data.person} onDone={done} />
        </Suspense>
      )
    }
    return (
      <StudyWorkspace
        key={turn}
        study={study.data}
        person={me.data.person}
        refusal={study.error instanceof ApiProblem && isRefusal(study.error) ? study.error.code : null}
        goTo={goTo}
        onCapacity={(section) => setAsking({ isOwnWish: true, section })}
        onAgain={() => setTurn((before) => before + 1)}
      />
    )
  }
  const error = study.error ?? me.error
  if (!error) return <Waiting text={say('study.loading')} />
  return (
    <StudyProblem
      study={id}
      person={me.data?.person ?? null}
      error={error}
      onRetry={() => void Promise.all([study.refetch(), me.refetch()])}
    />
  )
}

function Waiting({ text }: { readonly text: string }) {
  const say = useSay()
  usePageTitle(text)
  return (
    <Shell isWaiting>
      <PageHeading>{text}</PageHeading>
      <p role="status" className="soft">
        {say('word.loading')}
      </p>
    </Shell>
  )
}

function isRefusal({ status }: ApiProblem): boolean {
  return status === 403 || status === 404
}

/** What the page for a new study leaves behind when it leads here. */
function isBeginning(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isBeginning' in state && state.isBeginning === true
}
