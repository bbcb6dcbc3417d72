import { type RefObject, useEffect, useState } from 'react'

import { useOpenCopyOrNull } from '../study-context.ts'

/** How far from the viewport a section gets its editor, and loses it again: further away, so that it does not flicker. */
const nearMargin = '75% 0px'
const farMargin = '300% 0px'

/**
 * Whether an element is close enough to be edited soon. Stays true while the focus is inside, and while the tools work on what is
 * inside: what asks about it leads back there.
 */
export function useNearViewport(element: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  const active = useOpenCopyOrNull()?.active
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const near = new IntersectionObserver(
      (entries) => {
        if (isInside(entries)) setIsNear(true)
      },
      { rootMargin: nearMargin },
    )
    let isFar = false
    const letGo = (): void => {
      const isUsed = target.contains(document.activeElement) || target.contains(active?.get()?.editor.view.dom ?? null)
      if (isFar && !isUsed) setIsNear(false)
    }
    const far = new IntersectionObserver(
      (entries) => {
        isFar = !isInside(entries)
        letGo()
      },
      { rootMargin: farMargin },
    )
    const unfollow = active?.subscribe(letGo)
    near.observe(target)
    far.observe(target)
    return () => {
      near.disconnect()
      far.disconnect()
      unfollow?.()
    }
  }, [element, active])
  return isNear
}

/** A page that has much to do hears of several changes at once, the oldest first: what it is now is the newest. */
function isInside(entries: readonly IntersectionObserverEntry[]): boolean {
  return entries.at(-1)?.isIntersecting === true
}
