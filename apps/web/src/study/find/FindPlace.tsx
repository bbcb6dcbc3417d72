import { useEffect } from 'react'

import { usePreferences } from '../../preferences/preferences.ts'
import { useSay } from '../../shell/use-say.ts'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import { askToFind, onFindAsked } from './find-asked.ts'
import type { FindBarProps } from './FindBar.tsx'

const load = async () => import('./FindBar.tsx').then(({ FindBar }) => FindBar)

/** Where find and replace comes when it is asked for: from the menu, or with Ctrl+Shift+H. Ctrl+F stays the browser's own. */
export function FindPlace({ study, canWrite }: Pick<FindBarProps, 'study' | 'canWrite'>) {
  const say = useSay()
  const { shortcuts } = usePreferences()
  const { Dialog: Bar, open, close, isUnreachable } = useLoadedDialog<FindBarProps>(load)
  useEffect(() => onFindAsked(open), [open])
  useEffect(() => {
    if (!shortcuts) return
    const onKey = (event: KeyboardEvent): void => {
      // Windows sends AltGr as Ctrl+Alt.
      const isAsked = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey && event.key.toLowerCase() === 'h'
      if (!isAsked || event.getModifierState('AltGraph') || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      askToFind()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [shortcuts])
  if (isUnreachable)
    return (
      <p role="alert" className="bar-problem small">
        {say('problem.offline')}
      </p>
    )
  return Bar && <Bar study={study} canWrite={canWrite} onClose={close} />
}
