import type { StudyView } from '@samskriv/protocol/http'
import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'

import { useSay } from '../../shell/use-say.ts'
import { sectionId } from '../section/SectionView.tsx'
import { useDesk } from './desk.ts'

interface SectionButtonsProps {
  readonly study: StudyView
  readonly threads: readonly ThreadSummary[]
  readonly onList: (section: string) => void
}

/** At the end of each section: what was said about it, and where one says something. They come after the page they stand in. */
export function SectionButtons({ study, threads, onList }: SectionButtonsProps) {
  const say = useSay()
  const { compose } = useDesk()
  const { sections } = study.template
  const [places, setPlaces] = useState<ReadonlyMap<string, Element>>(new Map())
  useEffect(() => {
    const found = sections.flatMap(({ id }) => {
      const end = document.querySelector(`#${CSS.escape(sectionId(id))} > .section-end`)
      return end === null ? [] : [[id, end] as const]
    })
    setPlaces(new Map(found))
  }, [sections])
  const counts = useMemo(() => countsOf(threads), [threads])
  return sections.map(({ id, title }) => {
    const place = places.get(id)
    if (place === undefined) return null
    const count = counts.get(id) ?? 0
    const name = title[study.language]
    return createPortal(
      <>
        {study.me?.canComment === true && (
          <button
            type="button"
            className="text-button"
            aria-label={`${say('threads.begin.section')}: ${name}`}
            onClick={() => compose({ section: id, anchor: null })}
          >
            {say('threads.begin.section')}
          </button>
        )}
        {study.commentsOpen && mayStart(study) && (
          <a href={`/studies/${study.id}/say?section=${encodeURIComponent(id)}`} aria-label={`${say('say.about.section')}: ${name}`}>
            {say('say.about.section')}
          </a>
        )}
        {count > 0 && (
          <button
            type="button"
            className="text-button"
            aria-label={`${say('threads.count', { count })}: ${name}`}
            onClick={() => onList(id)}
          >
            {say('threads.count', { count })}
          </button>
        )}
      </>,
      place,
      id,
    )
  })
}

function countsOf(threads: readonly ThreadSummary[]): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>()
  for (const { section } of threads) counts.set(section, (counts.get(section) ?? 0) + 1)
  return counts
}

/** Whoever has not said who they are here as says it on the way: on pages that need no more than a phone and a moment. */
function mayStart({ me }: StudyView): boolean {
  return me !== null && !me.sectorConfirmed && me.role !== 'reader'
}
