import type { Me } from '@samskriv/protocol/http'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { accessQuery, useAskForAccess } from '../../api/access.ts'
import { studyQuery } from '../../api/studies.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'

/** How often it is looked whether the answer has come; also whenever the page is looked at again. */
const looksAgainAfterMs = 10_000

interface AskToBeLetInProps {
  readonly study: string
  readonly person: Me['person']
}

/** A question to those who look after a study, and where it stands. */
export function AskToBeLetIn({ study, person }: AskToBeLetInProps) {
  const say = useSay()
  const announce = useAnnounce()
  const access = useQuery({ ...accessQuery(study), enabled: !person.guest })
  const ask = useAskForAccess(study)
  const [hasAsked, setHasAsked] = useState(false)
  // Of a study that does not exist the server knows no question; whoever asked is told the same all the same.
  const state = access.data?.state === 'none' && hasAsked ? 'waiting' : access.data?.state
  useLookingAgain(study, state === 'waiting')

  if (person.guest)
    return (
      <p>
        {say('access.guest')} <a href={`/sign-in?next=${encodeURIComponent(window.location.pathname)}`}>{say('nav.signIn')}</a>
      </p>
    )
  if (state === 'waiting') return <p className="notice">{say('access.waiting')}</p>
  if (state === 'declined') return <p className="notice">{say('access.declined')}</p>
  const begin = (): void =>
    ask.mutate(undefined, {
      onSuccess: () => {
        setHasAsked(true)
        announce(say('access.waiting'))
      },
    })
  return (
    <>
      <p>{say('access.ask.text')}</p>
      <ProblemText error={ask.error ?? access.error} />
      <p>
        <button type="button" className="button" aria-disabled={ask.isPending} onClick={begin}>
          {say('access.ask')}
        </button>
      </p>
    </>
  )
}

function useLookingAgain(study: string, isWaiting: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isWaiting) return
    const look = (): void => {
      if (document.visibilityState !== 'visible') return
      void queries.refetchQueries(studyQuery(study))
      void queries.refetchQueries(accessQuery(study))
    }
    const timer = setInterval(look, looksAgainAfterMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [queries, study, isWaiting])
}
