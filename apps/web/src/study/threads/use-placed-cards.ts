import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

import { placeCards } from './place-cards.ts'
import { topsInWindow } from './places-on-page.ts'

/** A card in the margin: that of a thread, or of what is about to be said. */
export interface MarginCard {
  /** Its element has it as `data-place`. */
  readonly id: string
  /** Whose words it stands beside. */
  readonly thread: string
  readonly section: string | null
}

interface CardsToPlace {
  /** Another list only when the cards are others: they are placed anew then. */
  readonly cards: readonly MarginCard[]
  /** Which stands exactly beside its words. */
  readonly active: string | null
  /** Hears when words have moved on the page for another reason than its layout. */
  readonly onMoved: (listener: () => void) => () => void
}

/** How far down in the margin each card stands, by id: those that have not been measured yet are not among them. */
export function usePlacedCards(
  margin: RefObject<HTMLElement | null>,
  { cards, active, onMoved }: CardsToPlace,
): ReadonlyMap<string, number> {
  const [tops, setTops] = useState<ReadonlyMap<string, number>>(new Map())
  const latest = useRef({ cards, active })
  const watched = useRef<Watched | null>(null)

  useLayoutEffect(() => {
    const element = margin.current
    if (element === null) return
    const place = (): void => {
      const { top } = element.getBoundingClientRect()
      const heights = new Map(
        [...element.children].flatMap((card) => (card instanceof HTMLElement ? [[card.dataset['place'], card.offsetHeight]] : [])),
      )
      const topOf = topsInWindow()
      const toPlace = latest.current.cards.map(({ id, thread, section }) => ({
        id,
        wanted: Math.round(topOf(thread, section) - top),
        height: heights.get(id) ?? 0,
      }))
      const placed = placeCards(toPlace, latest.current.active)
      setTops((before) => (isSame(before, placed) ? before : placed))
      const end = Math.max(0, ...toPlace.map(({ id, height }) => (placed.get(id) ?? 0) + height))
      element.style.setProperty('min-height', `${end}px`)
    }
    const watching = watch(element, place, onMoved)
    watched.current = watching
    return () => {
      watched.current = null
      watching.stop()
    }
  }, [margin, onMoved])
  useLayoutEffect(() => {
    latest.current = { cards, active }
    watched.current?.placeNow()
  }, [cards, active, margin, onMoved])
  return tops
}

interface Watched {
  readonly placeNow: () => void
  readonly stop: () => void
}

/** Places once for everything that happens until the next picture of the page. */
function watch(margin: HTMLElement, place: () => void, onMoved: CardsToPlace['onMoved']): Watched {
  let frame: number | null = null
  const placeSoon = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = null
      place()
    })
  }
  const sizes = new ResizeObserver(placeSoon)
  const seen = new Set<Element>()
  const watchCards = (): void => {
    const here = new Set(margin.children)
    for (const card of seen) {
      if (here.has(card)) continue
      sizes.unobserve(card)
      seen.delete(card)
    }
    for (const card of here) {
      if (seen.has(card)) continue
      sizes.observe(card)
      seen.add(card)
    }
  }
  const text = document.querySelector('.study-text')
  if (text !== null) sizes.observe(text)
  // Words are marked after they are there, and go on when others write before them.
  const marks = new MutationObserver(placeSoon)
  if (text !== null) marks.observe(text, { childList: true, subtree: true, characterData: true })
  const unfollow = onMoved(placeSoon)
  return {
    placeNow: () => {
      watchCards()
      place()
    },
    stop: () => {
      sizes.disconnect()
      marks.disconnect()
      unfollow()
      if (frame !== null) cancelAnimationFrame(frame)
    },
  }
}

function isSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([id, top]) => b.get(id) === top)
}
