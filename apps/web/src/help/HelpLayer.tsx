import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'

import { meQuery } from '../api/me.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { helpAsked } from './help-asked.ts'
import { asksForShortcuts, muteShortcut } from './shortcut-keys.ts'

const ShortcutsDialog = lazy(async () => import('./ShortcutsDialog.tsx').then((module) => ({ default: module.ShortcutsDialog })))
const Tour = lazy(async () => import('./Tour.tsx').then((module) => ({ default: module.Tour })))

/** The help that is open, above whichever page, and the keys that ask for it. */
export function HelpLayer() {
  const asked = useSyncExternalStore(helpAsked.subscribe, helpAsked.get)
  const { shortcuts } = usePreferences()
  // Until it is known whether somebody wants shortcuts there are none.
  const isKnown = !useQuery(meQuery).isPending
  useEffect(() => {
    if (!isKnown) return
    if (!shortcuts) {
      // Before anybody else hears of them.
      window.addEventListener('keydown', muteShortcut, { capture: true })
      return () => window.removeEventListener('keydown', muteShortcut, { capture: true })
    }
    const open = (event: KeyboardEvent): void => {
      if (!asksForShortcuts(event)) return
      event.preventDefault()
      helpAsked.set('shortcuts')
    }
    document.addEventListener('keydown', open)
    return () => document.removeEventListener('keydown', open)
  }, [shortcuts, isKnown])
  const close = (): void => helpAsked.set(null)
  return (
    <Suspense fallback={null}>
      {asked === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {asked === 'tour' && <Tour onClose={close} />}
    </Suspense>
  )
}
