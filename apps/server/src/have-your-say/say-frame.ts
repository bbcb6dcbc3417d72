import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { errorSummary, type FieldError } from '../pages/form.ts'
import type { Html, Page } from '../pages/layout.ts'
import { deviceKey } from './device-key.ts'
import { fieldsOf, stepsOf, type SayForm, type Step } from './say-form.ts'
import type { SayPlace } from './say-place.ts'

/** What every page of the forms is made with. */
export interface SayView {
  readonly language: Language
  readonly place: SayPlace
  readonly form: SayForm
  readonly errors: readonly FieldError[]
  /** What went wrong that no field is to blame for, and what to do about it; null while nothing has. */
  readonly trouble: string | null
  /** Whether what is typed may be kept on this device until it is sent. */
  readonly mayKeep: boolean
}

interface Shown {
  readonly step: Step
  readonly title: string
  /** The fields it has itself: they are not carried past it. */
  readonly asks: readonly string[]
  readonly before?: Html
  readonly body: Html
  /** What the button that goes on says. */
  readonly onward: string
}

/** A page of the forms: where one is, what is asked, the way on and the way back. All that was said before goes along in the form. */
export function sayPage(view: SayView, shown: Shown): Page {
  const { language, place, form, errors, trouble } = view
  const t = translator(language)
  const { study } = place.access
  const steps = stepsOf(form.purpose, place.asks)
  const number = steps.indexOf(shown.step)
  const words = study.lang === language ? html`dir="auto"` : html`lang="${study.lang}" dir="auto"`
  const carried = fieldsOf(form).filter(([name]) => !shown.asks.includes(name))
  return {
    title: shown.title,
    hasErrors: errors.length > 0 || trouble !== null,
    body: html`<p class="say-back"><a href="${studyPath(place)}">${t('say.toStudy')}</a></p>
      ${trouble === null ? errorSummary(language, errors) : troubleSummary(language, trouble)}
      <p class="document-kind" ${words}>${study.title}</p>
      <h1>${shown.title}</h1>
      <p class="soft">${t('say.step', { step: number + 1, steps: steps.length })}</p>
      ${shown.before ?? ''}
      <form
        class="form"
        method="post"
        action="/studies/${study.id}/say?lang=${language}"
        enctype="multipart/form-data"
        novalidate
        ${scriptData(view, shown.step)}
      >
        ${carried.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <div class="say-trap" aria-hidden="true">
          <label>${t('say.trap.label')} <input type="text" name="website" value="" tabindex="-1" autocomplete="off" /></label>
        </div>
        ${shown.body}
        <p class="notice say-kept" role="status" data-say="status" hidden></p>
        <div class="say-ways">
          <button class="button" type="submit" name="to" value="${steps[number + 1] ?? 'send'}">${shown.onward}</button>
          ${
            number === 0
              ? ''
              : html`<button class="text-button" type="submit" name="to" value="${steps[number - 1] ?? 'write'}">
                  ${t('say.stepBack')}
                </button>`
          }
        </div>
      </form>`,
  }
}

/** Where in the study it is about. */
function studyPath({ access, section }: Pick<SayPlace, 'access' | 'section'>): string {
  return `/studies/${access.study.id}${section === null ? '' : `#section-${section.key}`}`
}

/** What no field is to blame for, with the same words and in the same place as all other problems. */
function troubleSummary(language: Language, trouble: string): Html {
  const t = translator(language)
  return html`<div class="error-summary" role="alert" tabindex="-1">
    <h2>${t('error.title')}</h2>
    <p>${trouble}</p>
    <p>${t('say.problem.kept')}</p>
  </div>`
}

/** What the small program of these pages has to know, and says. Without it nothing is missing but comfort. */
function scriptData({ language, place, form, mayKeep }: SayView, step: Step): Html {
  const t = translator(language)
  return html`data-say="form" data-step="${step}" data-key="${deviceKey(place, form)}" data-keep="${mayKeep ? 'yes' : 'no'}"
  data-says="${JSON.stringify({
    here: t('say.kept.here'),
    shared: t('say.kept.shared'),
    again: t('say.kept.again'),
    maybe: t('say.kept.maybe'),
    empty: t('say.kept.empty'),
    waits: t('say.kept.waits'),
    waitsHere: t('say.kept.waitsHere'),
    goesOn: t('say.kept.goesOn'),
    left: t('say.words.left', { left: '#' }),
  })}"`
}
