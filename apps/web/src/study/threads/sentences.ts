import { type Language, sectorLabel } from '@samskriv/domain'
import { formatDate, formatTime } from '@samskriv/i18n/web'
import type { Said, ThreadSummary } from '@samskriv/protocol/http-threads'

import { localTimeZone } from '../../shell/local-time-zone.ts'
import type { Say } from '../../shell/use-say.ts'

/** By the name they are shown with, and the sector they spoke in. */
export function saidBy(say: Say, language: Language, { name, sector }: Pick<Said, 'name' | 'sector'>): string {
  return sector === null ? name : say('activity.person', { name, sector: sectorLabel(sector, language) })
}

/** “Question by Amina Resident (Community)”. */
export function threadName(say: Say, language: Language, { kind, asker }: Pick<ThreadSummary, 'kind' | 'asker'>): string {
  return say('threads.name', { kind: say(`thread.kind.${kind}`), who: saidBy(say, language, asker) })
}

/** How far it has come, in a few words; null when there is nothing to say. */
export function threadStatus(say: Say, language: Language, thread: ThreadSummary): string | null {
  const { hidden, takenBack, resolved, waiting, owed, state, kind } = thread
  if (hidden !== null) return say('threads.hidden')
  if (takenBack) return say('threads.takenBack')
  if (resolved !== null) return say('threads.resolved', { who: resolved.by.name, when: formatDate(language, resolved.at, localTimeZone) })
  if (waiting && owed?.overdue === true) return say('threads.overdue', { date: dueDate(language, owed.due) })
  if (waiting && owed !== null && owed.due !== null) return say('threads.due', { date: dueDate(language, owed.due) })
  if (waiting || kind === 'question' || kind === 'concern') return say(`thread.state.${state}`)
  return null
}

/** The time of what was said today, else the day. */
export function whenSaid(language: Language, at: string): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString()
  return isToday ? formatTime(language, at, localTimeZone) : formatDate(language, at, localTimeZone)
}

function dueDate(language: Language, due: string | null): string {
  return due === null ? '' : formatDate(language, due, localTimeZone)
}

/** What a language is called in that of the interface; its code where the browser knows no name. */
export function languageName(language: Language, tag: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Which way words of a language run; browsers that can't tell look at the first letter. */
export function directionOf(tag: string): 'rtl' | 'ltr' {
  const [base = ''] = tag.toLowerCase().split('-')
  return rightToLeft.has(base) ? 'rtl' : 'ltr'
}

const rightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi'])

/** Languages that people here speak, for the choice; any other is guessed from the words, and kept. */
export const offeredLanguages = [
  'en',
  'nb',
  'nn',
  'sv',
  'da',
  'fi',
  'is',
  'se',
  'gd',
  'cy',
  'ga',
  'sco',
  'pl',
  'uk',
  'ru',
  'lt',
  'lv',
  'et',
  'de',
  'nl',
  'fr',
  'es',
  'pt',
  'it',
  'ro',
  'bg',
  'el',
  'sq',
  'bs',
  'hr',
  'sr',
  'tr',
  'ku',
  'ar',
  'fa',
  'prs',
  'ps',
  'ur',
  'hi',
  'pa',
  'bn',
  'ta',
  'so',
  'ti',
  'am',
  'sw',
  'rw',
  'fr',
  'zh-Hans',
  'zh-Hant',
  'yue',
  'vi',
  'th',
  'fil',
  'my',
  'ja',
  'ko',
  'he',
  'yi',
  'rom',
] as const
