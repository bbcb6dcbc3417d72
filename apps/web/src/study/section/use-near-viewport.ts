import { type RefObject, useEffect, useState } from 'react'

/** How far from the viewport a section gets its editor, and loses it again: further away, so that it does not flicker. */
const nearMargin = '75% 0px'
const farMargin = '300% 0px'

/**
 * Whether an element is close enough to be edited soon. Stays true while the focus is inside.
 */
export function useNearViewport(element: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const near = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setIsNear(true)
      },
      { rootMargin: nearMargin },
    )
    const far = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === false && !target.contains(document.activeElement)) setIsNear(false)
      },
      { rootMargin: farMargin },
    )
    near.observe(target)
    far.observe(target)
    return () => {
      near.disconnect()
      far.disconnect()
    }
  }, [element])
  return isNear
}
