import { invitationLifetimeDays, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { errorSummary, textField, type FieldError } from '../pages/form.ts'
import type { Page } from '../pages/layout.ts'
import type { Closed } from './join.ts'

/** Says neither which study it is nor who made the link: programs that look through mails and chats open links, too. */
export function joinPage(
  language: Language,
  { token, showing, isPersonal, name }: { token: string; showing: string; isPersonal: boolean; name: string },
): Page {
  const t = translator(language)
  return {
    title: t('join.title'),
    body: html`<h1>${t('join.title')}</h1>
      <p class="lead">${t('join.text')}</p>
      <p>${t('join.noAccount')} ${t('welcome.community')}</p>
      ${isPersonal ? html`<p class="notice">${t('join.onePerson')}</p>` : ''}
      ${name === '' ? '' : html`<p dir="auto">${t('join.as', { name })}</p>`}
      <form class="form" method="post" action="/join/${token}?lang=${language}">
        <input type="hidden" name="showing" value="${showing}" />
        <button class="button" type="submit">${t('join.submit')}</button>
      </form>`,
  }
}

export const closedStatus = {
  unknown: 404,
  revoked: 410,
  expired: 410,
  used: 410,
  closed: 410,
  ended: 403,
  suspended: 403,
} as const satisfies Record<Closed, number>

/** Why somebody does not come in, and what they can do. */
export function closedPage(language: Language, why: Closed): Page {
  const t = translator(language)
  const { title, text } = wordsFor(language, why)
  return {
    title,
    hasErrors: true,
    body: html`<h1>${title}</h1>
      <p class="lead" role="alert">${text}</p>
      ${why === 'suspended' ? '' : html`<p>${t(why === 'ended' ? 'join.askBack' : 'join.ask')}</p>`}
      ${
        why === 'used'
          ? html`<div class="details">
              <p>${t('join.used.wasYou')} <a href="/move?lang=${language}">${t('move.title')}</a></p>
            </div>`
          : ''
      }
      ${
        why === 'unknown'
          ? html`<div class="details">
              <p><a href="/join?lang=${language}">${t('join.haveCode')}</a></p>
            </div>`
          : ''
      }`,
  }
}

function wordsFor(language: Language, why: Closed): { title: string; text: string } {
  const t = translator(language)
  switch (why) {
    case 'suspended':
      return { title: t('errorPage.forbidden.title'), text: t('refusal.suspended') }
    case 'expired':
      return { title: t('join.expired.title'), text: t('join.expired.text', { days: invitationLifetimeDays }) }
    case 'unknown':
    case 'revoked':
    case 'used':
    case 'closed':
    case 'ended':
      return { title: t(`join.${why}.title`), text: t(`join.${why}.text`) }
  }
}

export function codePage(language: Language, form: { code: string; showing: string; errors: readonly FieldError[] }): Page {
  const t = translator(language)
  return {
    title: t('joinCode.title'),
    hasErrors: form.errors.length > 0,
    body: html`${errorSummary(language, form.errors)}
      <h1>${t('joinCode.title')}</h1>
      <p class="lead">${t('joinCode.text')}</p>
      <p>${t('welcome.community')}</p>
      <form class="form" method="post" action="/join?lang=${language}" novalidate>
        <input type="hidden" name="showing" value="${form.showing}" />
        ${textField(
          {
            name: 'code',
            label: t('joinCode.label'),
            hint: t('joinCode.hint'),
            value: form.code,
            maxlength: 40,
            className: 'code wide',
          },
          form.errors,
        )}
        <button class="button" type="submit">${t('join.submit')}</button>
      </form>`,
  }
}
