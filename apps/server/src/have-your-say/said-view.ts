import type { Language } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import type { SuggestionView, ThreadView } from '@samskriv/protocol'
import type { FieldError } from '../pages/form.ts'
import type { WhatISaid } from './what-i-said.ts'

/** What the page of what somebody said is made with. */
export interface SaidView {
  readonly language: Language
  readonly said: WhatISaid
  /** What is wrong with a form that was sent from it. */
  readonly errors: readonly FieldError[]
  /** What was typed into that form. */
  readonly typed: ReadonlyMap<string, string>
  /** Which field had words that can't be sent any more from here, as its form is gone; null for none. */
  readonly lost: string | null
  /** Of the replies that are sent from it: the same words sent again add nothing. */
  readonly token: string
  /** What has just been done; null for nothing. */
  readonly done: SaidDone | null
}

export const saidDone = [
  'saved',
  'replied',
  'taken-out',
  'taken-back',
  'text-taken-back',
  'accepted',
  'agreed',
  'declined',
  'yes-taken-back',
] as const
export type SaidDone = (typeof saidDone)[number]

/** The title of a part in quotes of its own words, or that it is about all of it. */
export function partOf({ language, said }: SaidView, section: string | null): string {
  const t = translator(language)
  const part = section === null ? undefined : said.titles.get(section)
  return part === undefined ? t('said.study') : t('said.part', { part })
}

export function saidBy({ language }: SaidView, { name, at }: { readonly name: string; readonly at: string }): string {
  return translator(language)('said.by', { name, date: formatDate(language, at) })
}

/** Where this page is, with its forms. */
export function saidPath({ language, said }: Pick<SaidView, 'language' | 'said'>): string {
  return `/studies/${said.access.study.id}/said?lang=${language}`
}

/** What a reply to a thread is typed into. */
export function replyField(thread: string): string {
  return `reply-${thread}`
}

/** What somebody has against the answers in a thread is typed into. */
export function noteField(thread: string): string {
  return `note-${thread}`
}

export function hasReplyForm({ may, takenBack }: ThreadView): boolean {
  return may.reply && !takenBack
}

export function hasSettleForm({ may }: ThreadView): boolean {
  return may.settle
}

/** Where a suggestion stands on this page. */
export function suggestionPlace(suggestion: string): string {
  return `suggestion-${suggestion}`
}

/** Why somebody accepts or declines a suggestion is typed into. */
export function whyField(what: 'accept' | 'decline', suggestion: string): string {
  return `why-${what}-${suggestion}`
}

/** With its reason, or at one press. */
export function hasWhyForm({ may, lacksReason, needsReason }: SuggestionView, what: 'accept' | 'decline'): boolean {
  if (!may.decide || !needsReason[what]) return false
  return what === 'decline' || (!lacksReason && (may.settle || may.agree))
}
