import { formatDateTime } from '@samskriv/i18n/web'
import type { RestorePointItem } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'

import { restorePointsQuery, type SectionAddress } from '../../api/restore-points.ts'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { whatCameNext } from './what-came-next.ts'

interface EarlierTextsProps {
  readonly address: SectionAddress
  /** The id of the one that one comes back from. */
  readonly lookedAt: string | null
  readonly onLook: (point: RestorePointItem) => void
}

const shownAtFirst = 20

/** When a section was kept as it was and what came next, newest first. */
export function EarlierTexts({ address, lookedAt, onLook }: EarlierTextsProps) {
  const say = useSay()
  const points = useQuery(restorePointsQuery(address))
  if (points.isPending) return <p role="status">{say('goBack.loading')}</p>
  if (points.isError) return <ProblemNotice error={points.error} />
  if (points.data.length === 0) return <p role="status">{say('goBack.empty')}</p>
  return <PointList points={points.data} lookedAt={lookedAt} onLook={onLook} />
}

interface PointListProps extends Omit<EarlierTextsProps, 'address'> {
  readonly points: readonly RestorePointItem[]
}

function PointList({ points, lookedAt, onLook }: PointListProps) {
  const say = useSay()
  const list = useRef<HTMLUListElement>(null)
  const before = points.findIndex(({ id }) => id === lookedAt)
  const [shown, setShown] = useState(Math.max(shownAtFirst, before + 1))
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[data-looked-at]')?.focus()
  }, [])
  const showOlder = (): void => {
    setShown(shown + shownAtFirst)
    // The button may be gone after it: the first of the older ones comes next.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('button')[shown]?.focus())
  }
  return (
    <>
      <ul ref={list} className="list earlier-texts" aria-label={say('goBack.list')}>
        {points.slice(0, shown).map((point) => (
          <Point key={point.id} point={point} isLookedAt={point.id === lookedAt} onLook={onLook} />
        ))}
      </ul>
      {points.length > shown && (
        <button type="button" className="button" data-kind="quiet" onClick={showOlder}>
          {say('goBack.more')}
        </button>
      )}
    </>
  )
}

interface PointProps {
  readonly point: RestorePointItem
  readonly isLookedAt: boolean
  readonly onLook: (point: RestorePointItem) => void
}

function Point({ point, isLookedAt, onLook }: PointProps) {
  const say = useSay()
  const language = useLanguage()
  const about = useId()
  return (
    <li>
      <button
        type="button"
        className="text-button"
        aria-describedby={about}
        data-looked-at={isLookedAt ? '' : undefined}
        onClick={() => onLook(point)}
      >
        <time dateTime={point.at}>{formatDateTime(language, point.at, localTimeZone)}</time>
      </button>
      <p id={about} className="small">
        {whatCameNext(say, point)} <span className="soft">({say('count.words', { count: point.words })})</span>
      </p>
    </li>
  )
}
