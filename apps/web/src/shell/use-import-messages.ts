import { addImportMessages, hasImportMessages } from '@samskriv/i18n/imports'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage } from './use-say.ts'

/** What is said about files that come in, which is fetched when one is about to. */
export function useImportMessages(): 'loading' | 'there' | 'unreachable' {
  const language = useLanguage()
  const { i18n } = useTranslation()
  const [state, setState] = useState<'loading' | 'there' | 'unreachable'>(() => (hasImportMessages(i18n, language) ? 'there' : 'loading'))
  useEffect(() => {
    if (hasImportMessages(i18n, language)) {
      setState('there')
      return
    }
    let isGone = false
    addImportMessages(i18n, language).then(
      () => {
        if (!isGone) setState('there')
      },
      () => {
        if (!isGone) setState('unreachable')
      },
    )
    return () => {
      isGone = true
    }
  }, [i18n, language])
  return state
}
