import { addDownloadingMessages } from '@samskriv/i18n/downloading'
import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import type { MoreChoicesProps } from './MoreChoices.tsx'

/** What is rarely chosen, folded away: fetched with its words when it is unfolded. */
export function MoreChoicesPlace(props: MoreChoicesProps) {
  const say = useSay()
  const language = useLanguage()
  const { i18n } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const [MoreChoices, setMoreChoices] = useState<ComponentType<MoreChoicesProps> | 'unreachable' | null>(null)
  useEffect(() => {
    if (!isOpen) return
    let isGone = false
    Promise.all([import('./MoreChoices.tsx'), addDownloadingMessages(i18n, language)]).then(
      ([loaded]) => {
        if (!isGone) setMoreChoices(() => loaded.MoreChoices)
      },
      () => {
        if (!isGone) setMoreChoices('unreachable')
      },
    )
    return () => {
      isGone = true
    }
  }, [isOpen, i18n, language])
  return (
    <details className="download-more" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{say('download.more')}</summary>
      {MoreChoices === 'unreachable' ? <p role="alert">{say('problem.offline')}</p> : MoreChoices && <MoreChoices {...props} />}
    </details>
  )
}
