import { type ComponentType, useEffect, useState } from 'react'

import { useImportMessages } from '../../shell/use-import-messages.ts'
import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import type { ImportStepsProps } from './ImportSteps.tsx'

/** Brings somebody's document into the case study. What is in it is fetched with its words. */
export function ImportDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const messages = useImportMessages()
  const [Steps, setSteps] = useState<ComponentType<ImportStepsProps> | 'unreachable' | null>(null)
  useEffect(() => {
    let isGone = false
    import('./ImportSteps.tsx').then(
      ({ ImportSteps }) => {
        if (!isGone) setSteps(() => ImportSteps)
      },
      () => {
        if (!isGone) setSteps('unreachable')
      },
    )
    return () => {
      isGone = true
    }
  }, [])
  return (
    <PlainDialog title={say('imports.open')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      {Steps === 'unreachable' || messages === 'unreachable' ? (
        <p role="alert">{say('problem.offline')}</p>
      ) : Steps === null || messages === 'loading' ? (
        <p role="status">{say('word.loading')}</p>
      ) : (
        <Steps study={study} onClose={onClose} />
      )}
    </PlainDialog>
  )
}
