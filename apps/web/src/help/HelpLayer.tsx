import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useSyncExternalStore } from 'react'

import { meQuery } from '../api/me.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { helpAsked } from './help-asked.ts'
import { asksForShortcuts, muteShortcut } from './shortcut-keys.ts'

const ShortcutsDialog = lazyPart(async () => import('./ShortcutsDialog.tsx').then(({ ShortcutsDialog: Part }) => Part))
const Tour = lazyPart(async () => import('./Tour.tsx').then(({ Tour: Part }) => Part))

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
