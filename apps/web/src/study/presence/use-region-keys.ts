import { useEffect } from 'react'

import { giveFocusBack } from '../../ui/give-focus-back.ts'

/** From one part of the page to the next, in the order in which they stand. */
const regions = ['.study-bar', '.study-outline', '.study-text', '.study-panel', '.follow-bar', '.find-bar'] as const
const focusable = 'a[href], button:not(:disabled), input, select, textarea, [contenteditable="true"], [tabindex="0"]'

/** F6 leads to the next part of the page, Shift+F6 to the one before; beyond the last, F6 is the browser's own again. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]') !== null) return
      const there = regions.flatMap((region) => document.querySelector<HTMLElement>(region) ?? [])
      const at = there.findIndex((region) => region.contains(document.activeElement))
      const next = there[at + (event.shiftKey ? -1 : 1)]
      if (next === undefined) return
      event.preventDefault()
      if (next.tabIndex === -1 && next.matches('[tabindex]')) next.focus({ preventScroll: true })
      else giveFocusBack(next.querySelector(focusable))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
