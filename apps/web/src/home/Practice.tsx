import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'

import { practiceQuery, useMakePractice, useThrowPracticeAway } from '../api/practice.ts'
import { helpAsked } from '../help/help-asked.ts'
import { useChangePreferences, usePreferences } from '../preferences/preferences.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { ConfirmedButton } from '../ui/ConfirmedButton.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'

/** A copy of the example to try things out in, and the tour for whoever is new. */
export function Practice() {
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const { tourSeen } = usePreferences()
  const changePreferences = useChangePreferences()
  const practice = useQuery(practiceQuery)
  const make = useMakePractice()
  const throwAway = useThrowPracticeAway()
  const study = practice.data?.study ?? null
  const enter = (id: string): void => void navigate(`/studies/${id}`)
  const begin = (): void => {
    if (!make.isPending) make.mutate(undefined, { onSuccess: ({ id }) => enter(id) })
  }
  if (!practice.data) return null
  return (
    <section aria-labelledby="practice" className="practice">
      <h2 id="practice">{say('practice.title')}</h2>
      <p className="soft">{say('practice.text')}</p>
      <ProblemText error={make.error ?? throwAway.error} />
      {study === null ? (
        <p>
          <button type="button" className="button" data-kind="quiet" aria-disabled={make.isPending} onClick={begin}>
            {say(make.isPending ? 'practice.making' : 'practice.make')}
          </button>
        </p>
      ) : (
        <div className="practice-actions">
          <button type="button" className="button" data-kind="quiet" onClick={() => enter(study)}>
            {say('practice.open')}
          </button>
          <ConfirmedButton
            label={say('practice.again')}
            question={say('practice.again.confirm')}
            onConfirm={() => make.mutate(undefined, { onSuccess: () => announce(say('practice.again.done')) })}
          />
          <ConfirmedButton
            label={say('practice.throwAway')}
            question={say('practice.throwAway.confirm')}
            onConfirm={() => throwAway.mutate(undefined, { onSuccess: () => announce(say('practice.throwAway.done')) })}
          />
        </div>
      )}
      {!tourSeen && (
        <div className="tour-offer">
          <p>{say('tour.offer')}</p>
          <button type="button" className="text-button" onClick={() => helpAsked.set('tour')}>
            {say('tour.take')}
          </button>
          <button type="button" className="text-button" onClick={() => changePreferences.mutate({ tourSeen: true })}>
            {say('tour.skip')}
          </button>
        </div>
      )}
    </section>
  )
}
