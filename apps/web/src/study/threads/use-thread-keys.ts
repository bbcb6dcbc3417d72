import { useEffect } from 'react'

import { usePreferences } from '../../preferences/preferences.ts'

export interface ThreadKeys {
  readonly comment: () => void
  readonly next: () => void
  readonly previous: () => void
}

/** Ctrl+Alt+M comments, Ctrl+Alt+N and Ctrl+Alt+P lead through the threads. What Windows sends for AltGr is none of them. */
export function useThreadKeys({ comment, next, previous }: ThreadKeys): void {
  const { shortcuts } = usePreferences()
  useEffect(() => {
    if (!shortcuts) return
    const onKey = (event: KeyboardEvent): void => {
      const act = actOf(event)
      if (act === null || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      event.stopPropagation()
      ;({ comment, next, previous })[act]()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [shortcuts, comment, next, previous])
}

const acts = { KeyM: 'comment', KeyN: 'next', KeyP: 'previous' } as const
type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'getModifierState'>

/** What keys ask for; null for any others. */
export function actOf(event: Keys): (typeof acts)[keyof typeof acts] | null {
  const isTogether = (event.ctrlKey || event.metaKey) && event.altKey && !event.shiftKey
  if (!isTogether || event.isComposing || event.getModifierState('AltGraph')) return null
  // By the letter on the key; with Alt a Mac says another one, so there by the place of the key.
  const named = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code
  return Object.entries(acts).find(([code]) => code === named)?.[1] ?? null
}
