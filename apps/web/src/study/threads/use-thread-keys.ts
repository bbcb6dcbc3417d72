import { useEffect } from 'react'

import { usePreferences } from '../../preferences/preferences.ts'

export interface ThreadKeys {
  readonly comment: () => void
  readonly next: () => void
  readonly previous: () => void
  readonly suggest: () => void
}

/** Ctrl+Alt+M comments, Ctrl+Alt+Shift+X suggests a change, Ctrl+Alt+N and Ctrl+Alt+P lead through the threads. What Windows sends for AltGr is none of them. */
export function useThreadKeys({ comment, next, previous, suggest }: ThreadKeys): void {
  const { shortcuts } = usePreferences()
  useEffect(() => {
    if (!shortcuts) return
    const onKey = (event: KeyboardEvent): void => {
      const act = actOf(event)
      if (act === null || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      event.stopPropagation()
      ;({ comment, next, previous, suggest })[act]()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [shortcuts, comment, next, previous, suggest])
}

const acts = { KeyM: 'comment', KeyN: 'next', KeyP: 'previous' } as const
const shiftedActs = { KeyX: 'suggest' } as const
type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'getModifierState'>

/** What keys ask for; null for any others. */
export function actOf(event: Keys): keyof ThreadKeys | null {
  const isTogether = (event.ctrlKey || event.metaKey) && event.altKey
  if (!isTogether || event.isComposing || event.getModifierState('AltGraph')) return null
  // By the letter on the key; with Alt a Mac says another one, so there by the place of the key.
  const named = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code
  return Object.entries(event.shiftKey ? shiftedActs : acts).find(([code]) => code === named)?.[1] ?? null
}
