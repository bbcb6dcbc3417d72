import type { InitOptions } from 'i18next'

/** The namespace all messages live in. Keys are flat (`save.saved` is one key) and never carry a namespace. */
export const namespace = 'messages'

/** What every i18next instance of the product agrees on. Values are inserted as they are: whoever renders escapes. */
export const options = {
  ns: [namespace],
  defaultNS: namespace,
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
} satisfies InitOptions
