import type { Language } from '@samskriv/domain'

import { localeOf } from './format.ts'

/** How days and numbers are written in a language, made once for many of them. */
export interface Formats {
  /** As `formatDate` writes it, in UTC. */
  readonly day: (day: string) => string
  readonly number: (value: number) => string
  /** A percentage from 0 to 100, with one decimal. */
  readonly percent: (percent: number) => string
}

export function formatsOf(language: Language): Formats {
  const locale = localeOf(language)
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const numbers = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return {
    day: (day) => days.format(new Date(day)),
    number: (value) => numbers.format(value),
    percent: (percent) => percents.format(percent / 100),
  }
}
