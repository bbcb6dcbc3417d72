import { isSector, type AboutPart } from '@samskriv/domain'
import type { AboutValues, ChangeAbout } from '@samskriv/protocol/http-about'

import { type AboutField, aboutFields, type QuestionKey } from './about-fields.ts'

/** What is typed for one entry: all as text, an empty one for what is not said. `id` is what its inputs are called by. */
export interface Draft {
  readonly id: string
  readonly answers: Readonly<Record<string, string>>
}

/** A part that is one thing has one draft; a list has as many as it has entries. */
export type Drafts = readonly Draft[]

export interface DraftProblem {
  /** Of the input. */
  readonly field: string
  readonly kind: 'empty' | 'choose' | 'order' | 'number' | 'amount'
  readonly label: QuestionKey
}

/** @param criteria - the ids of the criteria of the template */
export function draftsOf(values: AboutValues, part: AboutPart, criteria: readonly string[], newId: () => string): Drafts {
  switch (part) {
    case 'period':
      return [{ id: part, answers: answersOf(values.period ?? {}) }]
    case 'place':
      return [{ id: part, answers: answersOf(values.place) }]
    case 'contact':
      return [{ id: part, answers: answersOf(values.contact ?? {}) }]
    case 'communities':
      return values.communities.map((entry) => ({ id: newId(), answers: answersOf(entry) }))
    case 'partners':
      return values.partners.map((entry) => ({ id: entry.id, answers: answersOf(entry) }))
    case 'funding':
      return values.funding.map((entry) => ({ id: entry.id, answers: answersOf(entry) }))
    case 'criteria':
      return criteria.map((id) => {
        const said = values.criteria.find(({ criterionId }) => criterionId === id)
        return { id, answers: { met: said?.met ?? '', sections: said?.sections.join(' ') ?? '', note: said?.note ?? '' } }
      })
  }
}

function answersOf(entry: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, textOf(value)]))
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? value.join(', ') : ''
  if (typeof value === 'boolean') return value ? 'yes' : ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What keeps the drafts from being sent, in the order in which it stands in the form. */
export function problemsOf(part: AboutPart, drafts: Drafts): readonly DraftProblem[] {
  if (part === 'criteria' || isNothing(part, drafts)) return []
  return drafts.flatMap((draft) => aboutFields[part].flatMap((field) => problemOf(draft, field)))
}

function problemOf({ id, answers }: Draft, { name, kind, label, isRequired = false }: AboutField): DraftProblem[] {
  const text = (answers[name] ?? '').trim()
  const problem = (found: DraftProblem['kind']): DraftProblem[] => [{ field: inputId(id, name), kind: found, label }]
  if (text === '') return isRequired ? problem(kind === 'choice' ? 'choose' : 'empty') : []
  if (kind === 'whole-number' && !/^\d{1,12}$/.test(digits(text))) return problem('number')
  if (kind === 'amount' && !/^\d{1,12}(\.\d{1,2})?$/.test(digits(text))) return problem('amount')
  const first = name === 'end' ? answers['start'] : name === 'to' ? answers['from'] : undefined
  return first !== undefined && first !== '' && text < first ? problem('order') : []
}

/** A part that may be left out altogether, with nothing in it. */
function isNothing(part: AboutPart, [draft]: Drafts): boolean {
  if (part !== 'period' && part !== 'contact') return false
  return draft === undefined || Object.values(draft.answers).every((text) => text.trim() === '')
}

/** What is sent, once {@link problemsOf} has found nothing. @param before - keeps what the form does not ask about */
export function changeOf(part: AboutPart, version: number, drafts: Drafts, before: AboutValues): ChangeAbout {
  const [single = { id: part, answers: {} }] = drafts
  const said = saying(single)
  switch (part) {
    case 'period': {
      if (isNothing(part, drafts)) return { part, version, value: null }
      const isOngoing = said.text('ongoing') === 'yes'
      return { part, version, value: { start: said.text('start'), end: isOngoing ? null : said.orNull('end'), ongoing: isOngoing } }
    }
    case 'place': {
      const {
        geographyType: _kind,
        country: _country,
        containedIn: _partOf,
        population: _people,
        description: _text,
        ...kept
      } = before.place
      const partOf = said
        .text('containedIn')
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '')
      return {
        part,
        version,
        value: {
          ...kept,
          ...(said.text('geographyType') === '' ? {} : { geographyType: said.text('geographyType') }),
          ...(said.text('country') === '' ? {} : { country: said.text('country') }),
          ...(partOf.length === 0 ? {} : { containedIn: partOf }),
          ...(said.text('population') === '' ? {} : { population: Number(digits(said.text('population'))) }),
          ...(said.text('description') === '' ? {} : { description: said.text('description') }),
        },
      }
    }
    case 'contact':
      if (isNothing(part, drafts)) return { part, version, value: null }
      return { part, version, value: { name: said.text('name'), reach: said.text('reach') } }
    case 'communities':
      return {
        part,
        version,
        value: drafts.map(saying).map(({ text }) => ({
          dimension: text('dimension'),
          describedAs: text('describedAs'),
          describedBy: text('describedBy'),
        })),
      }
    case 'partners':
      return {
        part,
        version,
        value: drafts.flatMap((draft) => {
          const { text, given } = saying(draft)
          const sector = text('sector')
          if (!isSector(sector)) return []
          return [
            {
              id: draft.id,
              name: text('name'),
              sector,
              subtype: text('subtype'),
              brings: text('brings'),
              ...given('legalForm'),
              ...given('gets'),
              ...given('since'),
              ...given('agreement'),
            },
          ]
        }),
      }
    case 'funding':
      return {
        part,
        version,
        value: drafts.map((draft) => {
          const { text, given } = saying(draft)
          const currency = currencies.find((known) => known === text('currency'))
          return {
            id: draft.id,
            source: text('source'),
            model: text('model'),
            ...(text('amount') === '' ? {} : { amount: Number(digits(text('amount'))) }),
            ...(currency === undefined ? {} : { currency }),
            ...given('from'),
            ...given('to'),
            ...given('heldBy'),
            ...given('note'),
          }
        }),
      }
    case 'criteria':
      return {
        part,
        version,
        value: drafts.flatMap((draft) => {
          const { text, given } = saying(draft)
          const sections = text('sections')
            .split(' ')
            .filter((key) => key !== '')
          return text('met') === '' ? [] : [{ criterionId: draft.id, met: text('met'), sections, ...given('note') }]
        }),
      }
  }
}

export const currencies = ['GBP', 'NOK', 'SEK', 'EUR'] as const

function saying({ answers }: Draft) {
  const text = (name: string): string => (answers[name] ?? '').trim()
  return {
    text,
    orNull: (name: string): string | null => (text(name) === '' ? null : text(name)),
    given: (name: string): Readonly<Record<string, string>> => (text(name) === '' ? {} : { [name]: text(name) }),
  }
}

/** People write 64 000, 64,000 or 64 000,50. */
function digits(text: string): string {
  const plain = text.replace(/[\s\u00A0\u202F']/g, '')
  return /,\d{1,2}$/.test(plain) ? plain.replace(/\./g, '').replace(',', '.') : plain.replace(/,(?=\d{3}(?:\D|$))/g, '')
}

export function inputId(draft: string, name: string): string {
  return `about-${draft}-${name}`
}
