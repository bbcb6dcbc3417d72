import { type RefObject, useEffect } from 'react'

/** Keeps an element that stands at the bottom of the window above a phone's keyboard, which covers the window without resizing it. */
export function useAboveKeyboard(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const visible = window.visualViewport
    if (!visible) return
    const place = (): void => {
      const covered = Math.max(0, window.innerHeight - visible.height - visible.offsetTop)
      element.current?.style.setProperty('--keyboard', `${covered}px`)
    }
    place()
    visible.addEventListener('resize', place)
    visible.addEventListener('scroll', place)
    return () => {
      visible.removeEventListener('resize', place)
      visible.removeEventListener('scroll', place)
    }
  }, [element])
}
