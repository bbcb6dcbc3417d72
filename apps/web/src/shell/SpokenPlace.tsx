import { isLanguage } from '@samskriv/domain'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { type Say, SpokenContext } from './use-say.ts'

/**
 * Hears once for the whole page of another language and of messages that come later; hundreds of texts would each listen otherwise, which
 * is a tenth of what opening a study costs. What is inside is drawn again with the new ones.
 */
export function SpokenPlace({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const language = isLanguage(i18n.language) ? i18n.language : 'en'
  const spoken = useMemo(() => ({ say: sayWith(t), language }), [t, language])
  return <SpokenContext value={spoken}>{children}</SpokenContext>
}

/** A message without values is the same until there are other messages, and is looked up once. */
function sayWith(lookUp: (key: string, values: Record<string, unknown>) => string): Say {
  const known = new Map<string, string>()
  return (key, ...[values]) => {
    if (values !== undefined) return lookUp(key, { ...values })
    const before = known.get(key)
    if (before !== undefined) return before
    const said = lookUp(key, {})
    // One that has not come yet is said as its key.
    if (said !== key) known.set(key, said)
    return said
  }
}
