import { cleanName, cleanWords, sectorLabel, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html, Page } from '../pages/layout.ts'
import { unnamedIn } from '../studies/unnamed-in.ts'
import { guessLanguage } from '../threads/guess-language.ts'
import type { Step } from './say-form.ts'
import { sayPage, type SayView } from './say-frame.ts'

/** Offered where the guess was wrong: the languages most spoken where this is used. */
const offered = [
  'nb',
  'nn',
  'sv',
  'en',
  'se',
  'da',
  'fi',
  'ar',
  'fa',
  'ku',
  'pl',
  'lt',
  'ru',
  'uk',
  'so',
  'ti',
  'tr',
  'ur',
  'es',
  'fr',
  'de',
  'gd',
  'zh',
  'vi',
  'th',
]

/** All that will be sent, before it is. */
export function checkPage(view: SayView): Page {
  const { language, place, form } = view
  const t = translator(language)
  const { study } = place.access
  const clean = cleanWords(form.words)
  const words = clean.ok ? clean.words : form.words
  const guess = form.language ?? guessLanguage(words, study.lang)
  const isAdding = form.purpose === 'add'
  const titleWords = study.lang === language ? html`dir="auto"` : html`lang="${study.lang}" dir="auto"`
  const row = (label: string, value: Html, step: Step | null): Html =>
    html`<div class="say-row">
      <dt>${label}</dt>
      <dd>${value}</dd>
      ${
        step === null
          ? ''
          : html`<dd class="say-change">
              <button class="text-button" type="submit" name="to" value="${step}">
                ${t('say.check.change')}<span class="visually-hidden">: ${label}</span>
              </button>
            </dd>`
      }
    </div>`
  const about = place.section === null ? html`${t('say.check.study')}` : html`<span ${titleWords}>${place.title}</span>`
  return sayPage(view, {
    step: 'check',
    title: t('say.check.title'),
    asks: isAdding ? [] : ['language'],
    onward: t('say.send'),
    body: html`<dl class="say-check">
        ${row(t('say.check.words'), html`<blockquote class="said-words" lang="${guess}" dir="auto">${words}</blockquote>`, 'write')}
        ${row(t(isAdding ? 'say.check.to' : 'say.check.about'), about, null)}
        ${isAdding ? '' : row(t('say.kind.label'), html`${t(`thread.kind.${form.kind}`)}`, 'write')}
        ${isAdding ? '' : row(t('say.audience.label'), html`${t(`thread.audience.${form.audience}`)}`, 'write')}
        ${row(t('say.check.who'), html`<span dir="auto">${whoSaysIt(view)}</span>`, place.asks.who ? 'who' : null)}
        ${isAdding ? '' : row(t('say.use.label'), html`${t(`use.${form.use}`)}`, 'who')}
      </dl>
      ${isAdding ? '' : languageField(language, guess)}`,
  })
}

function whoSaysIt({ language, place, form }: SayView): string {
  const t = translator(language)
  const { participant, asks, access } = place
  const typed = cleanName(form.name)
  const known = participant.name === '' ? '' : participant.name
  const name = (asks.name ? (typed.ok ? typed.name : '') : known) || unnamedIn(access.study.lang)
  const sector = asks.who ? form.sector : (participant.sector ?? 'unsure')
  const said = sector === null || sector === 'unsure' ? t('capacity.unsure') : sectorLabel(sector, language)
  const organisation = place.organisations.find(({ id }) => id === form.organisation)?.name
  return t('say.check.person', { name, sector: organisation === undefined ? said : `${said}, ${organisation}` })
}

function languageField(language: Language, guess: string): Html {
  const t = translator(language)
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const nameOf = (tag: string): string => names.of(tag) ?? tag
  const all = [...new Set([guess, ...offered])].map((tag) => ({ tag, name: nameOf(tag) }))
  const [guessed, ...others] = all
  return html`<div class="field">
    <label for="language">${t('say.check.language')}</label>
    <p class="hint" id="language-hint">${t('say.check.language.hint')}</p>
    <select id="language" name="language" aria-describedby="language-hint">
      ${[guessed, ...others.toSorted((a, b) => a.name.localeCompare(b.name, language))].map((one) =>
        one === undefined ? '' : html`<option value="${one.tag}" ${one.tag === guess ? html`selected` : ''}>${one.name}</option>`,
      )}
    </select>
  </div>`
}
