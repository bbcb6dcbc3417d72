import { isLanguage, type Language } from '@samskriv/domain'
import type { MessageValues, WebMessageKey } from '@samskriv/i18n/web'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

type Values<Key extends WebMessageKey> = keyof MessageValues<Key> extends never ? [] : [values: MessageValues<Key>]

/** Looks a message up in the language of the interface. A wrong key or a missing value is a type error. */
export type Say = <Key extends WebMessageKey>(key: Key, ...values: Values<Key>) => string

export function useSay(): Say {
  const { t } = useTranslation()
  return useMemo(() => {
    const lookUp = (key: string, values: Record<string, unknown>): string => t(key, values)
    return (key, ...[values]) => lookUp(key, { ...values })
  }, [t])
}

/** The language of the interface; that of a case study is its own. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return isLanguage(i18n.language) ? i18n.language : 'en'
}
