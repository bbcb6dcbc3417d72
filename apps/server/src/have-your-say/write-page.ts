import { answerDays, longestMessage, threadAudiences, threadKinds } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html, Page } from '../pages/layout.ts'
import { choiceField } from './choices.ts'
import { sayPage, type SayView } from './say-frame.ts'

/** What somebody wants to say. Who keeps it, who reads it and whom they can ask stands before the box. */
export function writePage(view: SayView, host: string): Page {
  const { language, place, form, errors } = view
  const t = translator(language)
  const { study } = place.access
  const isAdding = form.purpose === 'add'
  const title =
    place.section === null ? t('say.about.study') : t(isAdding ? 'say.add.named' : 'say.about.sectionNamed', { part: place.title })
  const words = study.lang === language ? html`dir="auto"` : html`lang="${study.lang}" dir="auto"`
  return sayPage(view, {
    step: 'write',
    title,
    asks: ['words', 'kind', 'audience'],
    onward: t('action.continue'),
    before: html`${
      place.questions.length === 0
        ? ''
        : html`<ul class="guiding-questions" ${words}>
            ${place.questions.map((question) => html`<li>${question}</li>`)}
          </ul>`
    }
    ${notice(view, host)}`,
    body: html`${wordsField(view)}
    ${
      isAdding
        ? ''
        : html`${choiceField(
            {
              name: 'kind',
              label: t('say.kind.label'),
              hint: t('say.kind.answer', { days: answerDays }),
              chosen: form.kind,
              choices: threadKinds.map((kind) => ({ value: kind, label: t(`thread.kind.${kind}`) })),
            },
            errors,
          )}
          ${choiceField(
            {
              name: 'audience',
              label: t('say.audience.label'),
              chosen: form.audience,
              choices: threadAudiences.map((audience) => ({
                value: audience,
                label: t(`thread.audience.${audience}`),
                help: t(`say.audience.${audience}.help`),
              })),
            },
            errors,
          )}`
    }`,
  })
}

/** No `maxlength`: what is typed or pasted beyond it would vanish without a word. */
function wordsField({ language, place, form, errors }: SayView): Html {
  const t = translator(language)
  const error = errors.find(({ field }) => field === 'words')
  const hint = t('say.words.hint')
  const isAdding = form.purpose === 'add'
  return html`<div class="field" ${error === undefined ? '' : html`data-invalid`}>
    <label for="words">${t(isAdding ? 'say.add.label' : 'say.words.label')}</label>
    <p class="hint" id="words-hint">${isAdding ? t('say.add.hint', { hint }) : hint}</p>
    ${error === undefined ? '' : html`<p class="field-error" id="words-error">${error.message}</p>`}
    <textarea
      id="words"
      name="words"
      rows="8"
      lang="${place.access.study.lang}"
      dir="auto"
      spellcheck="true"
      autocapitalize="sentences"
      autocomplete="off"
      data-longest="${longestMessage}"
      aria-describedby="words-hint${error === undefined ? '' : ' words-error'}"
      ${error === undefined ? '' : html`aria-invalid="true"`}
    >
${form.words}</textarea>
    <p class="hint say-left" role="status" data-say="left"></p>
    <p class="hint" role="status" data-say="kept" hidden></p>
  </div>`
}

function notice({ language, place, form }: SayView, host: string): Html {
  const t = translator(language)
  const { contactName: name, contactReach: reach } = place.access.study
  const { sector } = place.participant
  return html`<section class="notice" aria-labelledby="before">
    <h2 id="before">${t('disclosure.title')}</h2>
    <p>
      ${t(form.purpose === 'add' ? 'say.notice.added' : 'say.notice.kept', { host })} ${t('say.notice.whenSent')}
      ${name === null || reach === null ? '' : html`<span dir="auto">${t('disclosure.contact', { name, reach })}</span> `}
      ${t('disclosure.watch')}
    </p>
    <details>
      <summary>${t('capacity.disclosure.more')}</summary>
      <p>${t(sector === 'public' || sector === 'third' ? 'welcome.staff' : 'welcome.community')}</p>
      <p>${t('welcome.disclosure')}</p>
      <p>${t('welcome.urgent')}</p>
      ${sector === 'public' ? '' : html`<p>${t('welcome.difficult')}</p>`}
    </details>
  </section>`
}
