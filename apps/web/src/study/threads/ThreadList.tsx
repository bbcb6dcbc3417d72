import { type Sector, sectorLabel, sectors } from '@samskriv/domain'
import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { threadFilters, type ThreadFilter, threadsQuery } from '../../api/threads.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { UnsentSuggestions } from '../suggestions/UnsentSuggestions.tsx'
import { useDesk } from './desk.ts'
import { AskedFor } from './AskedFor.tsx'
import { NoThreads } from './NoThreads.tsx'
import { steadyOrder } from './steady-order.ts'
import { ThreadCard } from './ThreadCard.tsx'
import { UnsentComment } from './UnsentComment.tsx'
import { ThreadProblem } from './ThreadProblem.tsx'

interface ThreadListProps {
  /** Only of this section, when one came from there. */
  readonly section: string | null
  readonly onAllSections: () => void
}

/** Everything that was said, open or dealt with, in the text or not in it any more. */
export function ThreadList({ section, onAllSections }: ThreadListProps) {
  const say = useSay()
  const language = useLanguage()
  const { study, opened } = useDesk()
  const id = useId()
  const [filter, setFilter] = useState<ThreadFilter>('open')
  const [sector, setSector] = useState<Sector | null>(null)
  const asked = { filter, ...(section === null ? {} : { section }), ...(sector === null ? {} : { sector }) }
  const list = useInfiniteQuery(threadsQuery(study.id, asked))
  const key = JSON.stringify(asked)
  const { shown, waiting, showAll } = useSteady(
    key,
    list.data?.pages.flatMap(({ threads }) => threads),
  )
  const counts = list.data?.pages[0]?.counts
  const title = study.template.sections.find((one) => one.id === section)?.title[study.language]
  // While the list is on its way it may come in it: a form that is open in one card is not taken away for the other.
  const isOpenedElsewhere = !list.isPending && opened !== null && !shown.some((thread) => thread.id === opened.thread)
  return (
    <div className="thread-list">
      <UnsentComment />
      <UnsentSuggestions />
      {title !== undefined && (
        <p className="small">
          {say('threads.ofSection', { section: title })}{' '}
          <button type="button" className="text-button" onClick={onAllSections}>
            {say('threads.allSections')}
          </button>
        </p>
      )}
      <div className="thread-filters">
        <div role="group" aria-label={say('threads.filter.label')} className="filter-buttons">
          {threadFilters
            .filter((one) => one !== 'overdue' || (counts?.overdue ?? 0) > 0 || filter === 'overdue')
            .map((one) => (
              <button key={one} type="button" className="filter-button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
                {say(`threads.filter.${one}`)} {counts !== undefined && <span className="count">{counts[one]}</span>}
              </button>
            ))}
        </div>
        <div className="sector-filter">
          <label htmlFor={id} className="small">
            {say('threads.filter.sector')}
          </label>
          <select
            id={id}
            className="select"
            value={sector ?? ''}
            onChange={({ target }) => setSector(sectors.find((one) => one === target.value) ?? null)}
          >
            <option value="">{say('threads.filter.everybody')}</option>
            {sectors.map((one) => (
              <option key={one} value={one}>
                {sectorLabel(one, language)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {filter === 'mine' && (
        <p className="small">
          <a href={`/studies/${study.id}/said`}>{say('said.title')}</a>
        </p>
      )}
      {isOpenedElsewhere && <AskedFor key={opened.thread} thread={opened.thread} />}
      {list.isPending && <p role="status">{say('threads.loading')}</p>}
      <ThreadProblem error={list.error} />
      {waiting > 0 && (
        <button type="button" className="button thread-new" data-kind="quiet" onClick={showAll}>
          {say('threads.new', { count: waiting })}
        </button>
      )}
      {list.data && shown.length === 0 && (counts?.all === 0 ? <NoThreads /> : <p className="soft">{say('threads.none')}</p>)}
      {shown.length > 0 && (
        <ul className="threads" aria-label={say('threads.title')}>
          {shown.map((thread) => (
            <li key={thread.id}>
              <ThreadCard thread={thread} saysWhere />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {say('threads.more')}
        </button>
      )}
    </div>
  )
}

/** What is read does not move: what is new waits until one asks for it. */
function useSteady(key: string, now: readonly ThreadSummary[] | undefined) {
  const [order, setOrder] = useState<{ key: string; ids: readonly string[] } | null>(null)
  const known = order?.key === key ? order.ids : null
  const steady = steadyOrder(known, now ?? [])
  if (now !== undefined && (known === null || steady.ids.length !== known.length || steady.ids.some((one, index) => one !== known[index])))
    setOrder({ key, ids: steady.ids })
  return {
    shown: steady.shown,
    waiting: steady.waiting,
    showAll: () => setOrder({ key, ids: (now ?? []).map(({ id }) => id) }),
  }
}
