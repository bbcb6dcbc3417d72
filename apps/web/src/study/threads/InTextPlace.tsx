import { addInTextMessages } from '@samskriv/i18n/in-text'
import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../shell/use-say.ts'
import type { InTextProps } from './InText.tsx'

/** Where words of a message stand in the text, and how they get there: fetched, with its words, where there is something to show. */
export function InTextPlace(props: InTextProps) {
  const language = useLanguage()
  const { i18n } = useTranslation()
  const [InText, setInText] = useState<ComponentType<InTextProps> | null>(null)
  useEffect(() => {
    let isGone = false
    Promise.all([import('./InText.tsx'), addInTextMessages(i18n, language)]).then(
      ([loaded]) => {
        if (!isGone) setInText(() => loaded.InText)
      },
      // Without a network nothing could be put into the text.
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [i18n, language])
  return InText && <InText {...props} />
}
