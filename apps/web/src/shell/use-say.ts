import type { Language } from '@samskriv/domain'
import type { MessageValues, WebMessageKey } from '@samskriv/i18n/web'
import { createContext, useContext } from 'react'

type Values<Key extends WebMessageKey> = keyof MessageValues<Key> extends never ? [] : [values: MessageValues<Key>]

/** Looks a message up in the language of the interface. A wrong key or a missing value is a type error. */
export type Say = <Key extends WebMessageKey>(key: Key, ...values: Values<Key>) => string

export interface Spoken {
  readonly say: Say
  readonly language: Language
}

export const SpokenContext = createContext<Spoken | null>(null)

export function useSay(): Say {
  return useSpoken().say
}

/** The language of the interface; that of a case study is its own. */
export function useLanguage(): Language {
  return useSpoken().language
}

function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext)
  if (spoken === null) throw new Error('nothing is said outside of SpokenPlace')
  return spoken
}
