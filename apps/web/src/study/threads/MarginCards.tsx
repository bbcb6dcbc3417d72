import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'

import { threadQuery } from '../../api/threads.ts'
import { Composer } from './Composer.tsx'
import { type CommentTarget, useDesk } from './desk.ts'
import { ThreadCard } from './ThreadCard.tsx'
import { pendingAnchor } from './thread-marks.ts'
import { usePlacedCards } from './use-placed-cards.ts'

interface MarginCardsProps {
  readonly threads: readonly ThreadSummary[]
  readonly near: ReadonlySet<string>
  /** Hears when words have moved on the page for another reason than its layout. */
  readonly onMoved: (listener: () => void) => () => void
}

/** The composer among the cards. */
const composerId = 'composer'

/** What was said about the text, beside its words. Drawn for what is close to the window. */
export function MarginCards({ threads, near, onMoved }: MarginCardsProps) {
  const { composing, opened, study } = useDesk()
  const margin = useRef<HTMLDivElement>(null)
  const read = useReadThread(study.id, threads)
  const openedThread = opened?.thread ?? null
  const { sections } = study.template
  const shown = useMemo(() => {
    const order = new Map(sections.map(({ id }, index) => [id, index]))
    return [...threads, ...(read === null ? [] : [read])]
      .filter(({ section, id }) => section === null || near.has(section) || id === openedThread)
      .toSorted((a, b) => (order.get(a.section ?? '') ?? -1) - (order.get(b.section ?? '') ?? -1) || (a.at < b.at ? -1 : 1))
  }, [threads, read, near, openedThread, sections])
  const cards = useMemo(
    () => [
      ...shown.map(({ id, section }) => ({ id, thread: id, section })),
      ...(composing === null ? [] : [{ id: composerId, thread: threadOf(composing), section: composing.section }]),
    ],
    [shown, composing],
  )
  const tops = usePlacedCards(margin, { cards, active: composing === null ? openedThread : composerId, onMoved })

  const at = (id: string) => ({ insetBlockStart: tops.get(id) ?? 0, opacity: tops.has(id) ? undefined : 0 })
  return (
    <div ref={margin} className="margin-cards">
      {composing !== null && (
        <div data-place={composerId} style={at(composerId)}>
          <Composer key={keyOf(composing)} target={composing} />
        </div>
      )}
      {shown.map((thread) => (
        <div key={thread.id} data-place={thread.id} style={at(thread.id)}>
          <ThreadCard thread={thread} saysWhere={thread.section === null} />
        </div>
      ))}
    </div>
  )
}

/** The thread one is reading goes on to stand there when it is not among them any more: it was dealt with, or taken back. */
function useReadThread(study: string, threads: readonly ThreadSummary[]): ThreadSummary | null {
  const { opened } = useDesk()
  const isGone = opened !== null && !threads.some(({ id }) => id === opened.thread)
  const { data } = useQuery({ ...threadQuery(study, opened?.thread ?? ''), enabled: isGone })
  return isGone && data !== undefined ? data : null
}

/** The words that something is about to be said about, or none. */
function threadOf({ anchor }: CommentTarget): string {
  return anchor === null ? '' : pendingAnchor
}

function keyOf({ section, anchor }: CommentTarget): string {
  return JSON.stringify([section, anchor?.start, anchor?.end])
}
