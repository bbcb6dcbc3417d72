import type { Me } from '@samskriv/protocol/http'
import { Link } from 'react-router'

import { ApiProblem, isUnreachable } from '../../api/api-problem.ts'
import { isForgetful } from '../../offline/forgetful.ts'
import { PageHeading } from '../../shell/PageHeading.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { Shell } from '../../shell/Shell.tsx'
import { usePageTitle } from '../../shell/use-page-title.ts'
import { useSay } from '../../shell/use-say.ts'
import { AskToBeLetIn } from './AskToBeLetIn.tsx'
import { KeptHere } from './KeptHere.tsx'
import { WhatISaidHere } from './WhatISaidHere.tsx'

interface StudyProblemProps {
  readonly study: string
  /** Null when it is not known who asks. */
  readonly person: Me['person'] | null
  readonly error: Error
  readonly onRetry: () => void
}

/** A study that can't be shown: why, what is safe, and what can be done about it. The same words whether there is one or not. */
export function StudyProblem({ study, person, error, onRetry }: StudyProblemProps) {
  const say = useSay()
  const isSuspended = error instanceof ApiProblem && error.code === 'suspended'
  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 403) && !isSuspended
  const isAway = isUnreachable(error)
  const title = say(isGone ? 'notFound.title' : isAway ? 'offline.neverOpened.title' : 'study.failed')
  usePageTitle(title, true)
  return (
    <Shell>
      <PageHeading>{title}</PageHeading>
      <p>{isAway ? say('offline.neverOpened.text') : problemText(say, error)}</p>
      {isAway && isForgetful() && <p>{say('offline.forgetful')}</p>}
      {isGone && person !== null && <AskToBeLetIn study={study} person={person} />}
      {(isGone || isSuspended) && person !== null && <WhatISaidHere study={study} />}
      {!isGone && (
        <p>
          <button type="button" className="button" onClick={onRetry}>
            {say('action.tryAgain')}
          </button>
        </p>
      )}
      {person !== null && <KeptHere study={study} person={person.id} />}
      <p>
        <Link to="/">{say('nav.home')}</Link>
      </p>
    </Shell>
  )
}
