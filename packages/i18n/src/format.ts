import type { Language } from '@samskriv/domain'

const locales = { en: 'en-GB', nb: 'nb-NO', sv: 'sv-SE' } as const satisfies Record<Language, string>

/** The locale numbers and dates are written in, for `Intl` and `lang` attributes that need a region. */
export function localeOf(language: Language): string {
  return locales[language]
}

/** A day in words, such as *19 May 2026*. A bare `YYYY-MM-DD` is that day everywhere. */
export function formatDate(language: Language, date: Date | string, timeZone = 'UTC'): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone }).format(new Date(date))
}

/** A day and a time in words. The time zone has to be said: a server and its readers live in different ones. */
export function formatDateTime(language: Language, date: Date | string, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(date))
}

/** A time of day, such as *14:05*. */
export function formatTime(language: Language, date: Date | string, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short', timeZone }).format(new Date(date))
}

export function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(localeOf(language)).format(value)
}
