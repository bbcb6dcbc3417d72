import { addImportMessages } from '@samskriv/i18n/imports'
import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import type { ImportStepsProps } from './ImportSteps.tsx'

/** Brings somebody's document into the case study. What is in it is fetched with its words. */
export function ImportDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const language = useLanguage()
  const { i18n } = useTranslation()
  const [Steps, setSteps] = useState<ComponentType<ImportStepsProps> | 'unreachable' | null>(null)
  useEffect(() => {
    let isGone = false
    Promise.all([import('./ImportSteps.tsx'), addImportMessages(i18n, language)]).then(
      ([{ ImportSteps }]) => {
        if (!isGone) setSteps(() => ImportSteps)
      },
      () => {
        if (!isGone) setSteps('unreachable')
      },
    )
    return () => {
      isGone = true
    }
  }, [i18n, language])
  return (
    <PlainDialog title={say('imports.open')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      {Steps === null && <p role="status">{say('word.loading')}</p>}
      {Steps === 'unreachable' ? <p role="alert">{say('problem.offline')}</p> : Steps && <Steps study={study} onClose={onClose} />}
    </PlainDialog>
  )
}
