import {
  cleanName,
  cleanWords,
  isSector,
  isSubtypeOf,
  longestMessage,
  maxNameLength,
  threadAudiences,
  threadKinds,
  unaskedUse,
  wordUses,
  type Language,
  type Sector,
  type SectorSubtype,
  type ThreadAudience,
  type ThreadKind,
  type UseChoice,
} from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { FieldError } from '../pages/form.ts'

/** Beside the text, or into it. */
export type Purpose = 'say' | 'add'

/** The pages before it is sent. */
export type Step = 'write' | 'who' | 'check'

/** What has been filled in so far, as it was typed: it goes from page to page with the form, and rests nowhere. */
export interface SayForm {
  readonly purpose: Purpose
  /** Null for the whole study. */
  readonly section: string | null
  readonly words: string
  readonly kind: ThreadKind
  readonly audience: ThreadAudience
  readonly name: string
  readonly sector: Sector | 'unsure' | null
  readonly subtype: SectorSubtype | null
  /** One of the partnership's; empty for another one or none. */
  readonly organisation: string
  readonly use: UseChoice
  /** BCP 47; null to have it guessed. */
  readonly language: string | null
  readonly token: string
  /** What no person sees, and programs fill in. */
  readonly trap: string
}

/** What is asked of somebody who has not said who they are here as. */
export interface WhoIsAsked {
  readonly who: boolean
  readonly name: boolean
}

/** The pages before it is sent, in order. Whoever is known and puts words into the text is asked nothing about themselves or the words. */
export function stepsOf(purpose: Purpose, { who }: WhoIsAsked): readonly Step[] {
  return purpose === 'say' || who ? ['write', 'who', 'check'] : ['write', 'check']
}

export function isStep(name: string): name is Step {
  return name === 'write' || name === 'who' || name === 'check'
}

const longestLanguageTag = 35

/** What a form was sent with. Whatever is none of the choices counts as not answered. */
export function readSayForm(fields: ReadonlyMap<string, string>): SayForm {
  const text = (name: string): string => fields.get(name) ?? ''
  const sector = text('sector')
  const chosen = isSector(sector) ? sector : sector === 'unsure' ? 'unsure' : null
  const subtype = chosen === null || chosen === 'unsure' ? '' : text(`subtype-${chosen}`)
  const language = text('language')
  return {
    purpose: text('into') === 'text' ? 'add' : 'say',
    section: text('section') === '' ? null : text('section'),
    words: text('words'),
    kind: threadKinds.find((kind) => kind === text('kind')) ?? 'comment',
    audience: threadAudiences.find((audience) => audience === text('audience')) ?? 'everyone',
    name: text('name'),
    sector: chosen,
    subtype: isSector(chosen) && isSubtypeOf(chosen, subtype) ? subtype : null,
    organisation: isSector(chosen) ? text(`organisation-${chosen}`) : '',
    use: wordUses.find((use) => use === text('use')) ?? unaskedUse,
    language: /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/.test(language) && language.length <= longestLanguageTag ? language : null,
    token: text('token'),
    trap: text('website'),
  }
}

/** As the fields that carry it to the next page. */
export function fieldsOf(form: SayForm): readonly (readonly [name: string, value: string])[] {
  return [
    ['into', form.purpose === 'add' ? 'text' : ''],
    ['section', form.section ?? ''],
    ['words', form.words],
    ['kind', form.kind],
    ['audience', form.audience],
    ['name', form.name],
    ['sector', form.sector ?? ''],
    ...(form.sector === null || form.sector === 'unsure'
      ? []
      : ([
          [`subtype-${form.sector}`, form.subtype ?? ''],
          [`organisation-${form.sector}`, form.organisation],
        ] as const)),
    ['use', form.use],
    ['language', form.language ?? ''],
    ['token', form.token],
  ]
}

/** What is wrong with what the first page asks. */
export function wrongWords({ words }: Pick<SayForm, 'words'>, language: Language): FieldError[] {
  const clean = cleanWords(words)
  if (clean.ok) return []
  const t = translator(language)
  if (clean.reason !== 'too-long') return [{ field: 'words', message: t(`say.words.${clean.reason}`) }]
  const over = Math.max(1, [...words.trim()].length - longestMessage)
  return [{ field: 'words', message: t('say.words.too-long', { over, max: longestMessage }) }]
}

/** What is wrong with what the second page asks. */
export function wrongWho({ name, sector, subtype }: SayForm, asked: WhoIsAsked, language: Language): FieldError[] {
  const t = translator(language)
  const errors: FieldError[] = []
  const clean = cleanName(name)
  if (asked.name && !clean.ok && clean.reason !== 'empty') {
    const message = clean.reason === 'too-long' ? t('field.name.too-long', { max: maxNameLength }) : t(`field.name.${clean.reason}`)
    errors.push({ field: 'name', message })
  }
  if (!asked.who) return errors
  if (sector === null) errors.push({ field: 'sector', message: t('field.sector.empty') })
  else if (sector !== 'unsure' && subtype === null) errors.push({ field: `subtype-${sector}`, message: t('field.subtype.empty') })
  return errors
}
