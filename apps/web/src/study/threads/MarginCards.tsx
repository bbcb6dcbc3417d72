import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'

import { threadQuery } from '../../api/threads.ts'
import { Composer } from './Composer.tsx'
import { type CommentTarget, useDesk } from './desk.ts'
import { placeCards } from './place-cards.ts'
import { topInWindow } from './places-on-page.ts'
import { ThreadCard } from './ThreadCard.tsx'
import { pendingAnchor } from './thread-marks.ts'

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
  const [tops, setTops] = useState<ReadonlyMap<string, number>>(new Map())
  const read = useReadThread(study.id, threads)
  const order = new Map(study.template.sections.map(({ id }, index) => [id, index]))
  const shown = [...threads, ...read]
    .filter(({ section, id }) => section === null || near.has(section) || id === opened?.thread)
    .toSorted((a, b) => (order.get(a.section ?? '') ?? -1) - (order.get(b.section ?? '') ?? -1) || (a.at < b.at ? -1 : 1))
  const active = composing === null ? (opened?.thread ?? null) : composerId

  useLayoutEffect(() => {
    const element = margin.current
    if (element === null) return
    let frame: number | null = null
    const place = (): void => {
      frame = null
      const { top } = element.getBoundingClientRect()
      const heightOf = (id: string): number => element.querySelector<HTMLElement>(`[data-place="${CSS.escape(id)}"]`)?.offsetHeight ?? 0
      const cards = shown.map((thread) => ({
        id: thread.id,
        wanted: Math.round(topInWindow(thread.id, thread.section) - top),
        height: heightOf(thread.id),
      }))
      if (composing !== null) cards.push({ id: composerId, wanted: Math.round(topOfTarget(composing) - top), height: heightOf(composerId) })
      const placed = placeCards(cards, active)
      setTops((before) => (isSame(before, placed) ? before : placed))
      const end = Math.max(0, ...cards.map(({ id, height }) => (placed.get(id) ?? 0) + height))
      element.style.setProperty('min-height', `${end}px`)
    }
    const placeSoon = (): void => {
      frame ??= requestAnimationFrame(place)
    }
    place()
    const sizes = new ResizeObserver(placeSoon)
    const text = document.querySelector('.study-text')
    if (text !== null) sizes.observe(text)
    for (const card of element.children) sizes.observe(card)
    // Words are marked after they are there, and go on when others write before them.
    const marks = new MutationObserver(placeSoon)
    if (text !== null) marks.observe(text, { childList: true, subtree: true, characterData: true })
    const unfollow = onMoved(placeSoon)
    return () => {
      sizes.disconnect()
      marks.disconnect()
      unfollow()
      if (frame !== null) cancelAnimationFrame(frame)
    }
  })

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
function useReadThread(study: string, threads: readonly ThreadSummary[]): readonly ThreadSummary[] {
  const { opened } = useDesk()
  const isGone = opened !== null && !threads.some(({ id }) => id === opened.thread)
  const { data } = useQuery({ ...threadQuery(study, opened?.thread ?? ''), enabled: isGone })
  return isGone && data !== undefined ? [data] : []
}

function topOfTarget({ anchor, section }: CommentTarget): number {
  return topInWindow(anchor === null ? '' : pendingAnchor, section)
}

function keyOf({ section, anchor }: CommentTarget): string {
  return JSON.stringify([section, anchor?.start, anchor?.end])
}

function isSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([id, top]) => b.get(id) === top)
}
