import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { errorSummary, textField, type FieldError } from '../pages/form.ts'
import type { Page } from '../pages/layout.ts'
import { moveCodeLifetimeMs } from './way-back.ts'

interface BackPage {
  readonly token: string
  /** The study in which they want to see what happened to what they said; null for going on where they were. */
  readonly said: string | null
  readonly name: string
  readonly isSomebodyElse: boolean
  /** Of a link that brings anybody in; null when there is none. */
  readonly joinToken: string | null
}

/** Shows only the name they gave themselves: what opens links to look at them learns nothing of any study. */
export function backPage(language: Language, { token, said, name, isSomebodyElse, joinToken }: BackPage): Page {
  const t = translator(language)
  const title = name === '' ? t('back.titleUnnamed') : t('back.title', { name })
  return {
    title,
    body: html`<h1 dir="auto">${title}</h1>
      <p class="lead">${t('back.text')}</p>
      ${isSomebodyElse ? html`<p class="notice">${t('back.switch')}</p>` : ''}
      <form class="form" method="post" action="/back/${token}?lang=${language}${said === null ? '' : `&said=${said}`}">
        <button class="button" type="submit">${t('back.yes')}</button>
      </form>
      <details class="details">
        <summary>${t('back.no')}</summary>
        <p>${t('back.no.text')}</p>
        ${
          joinToken === null
            ? html`<p>${t('back.no.join')}</p>
                <p><a href="/join?lang=${language}">${t('join.haveCode')}</a></p>`
            : html`<p>${t('back.no.open')}</p>
                <p><a href="/join/${joinToken}?lang=${language}">${t('back.no.come')}</a></p>`
        }
      </details>`,
  }
}

export function backGonePage(language: Language): Page {
  const t = translator(language)
  return {
    title: t('back.gone.title'),
    hasErrors: true,
    body: html`<h1>${t('back.gone.title')}</h1>
      <p class="lead" role="alert">${t('back.gone.text')}</p>
      <p>${t('back.gone.signIn')} <a href="/sign-in?lang=${language}">${t('nav.signIn')}</a></p>
      <p><a href="/join?lang=${language}">${t('join.haveCode')}</a></p>`,
  }
}

export function backAccountPage(language: Language): Page {
  const t = translator(language)
  return {
    title: t('back.account.title'),
    body: html`<h1>${t('back.account.title')}</h1>
      <p class="lead">${t('back.account.text')}</p>
      <p><a class="button" href="/sign-in?lang=${language}">${t('nav.signIn')}</a></p>`,
  }
}

export function movePage(language: Language, errors: readonly FieldError[]): Page {
  const t = translator(language)
  return {
    title: t('move.title'),
    hasErrors: errors.length > 0,
    body: html`${errorSummary(language, errors)}
      <h1>${t('move.title')}</h1>
      <p class="lead">${t('move.text')}</p>
      <form class="form" method="post" action="/move?lang=${language}" novalidate>
        ${textField(
          {
            name: 'code',
            label: t('move.label'),
            hint: t('move.hint', { minutes: moveCodeLifetimeMs / 60_000 }),
            autocomplete: 'one-time-code',
            inputmode: 'numeric',
            maxlength: 12,
            className: 'code wide',
          },
          errors,
        )}
        <button class="button" type="submit">${t('move.submit')}</button>
      </form>`,
  }
}

/** @param link - one that has just been made; null before that */
export function forgetPage(language: Language, { link, back }: { link: string | null; back: string }): Page {
  const t = translator(language)
  return {
    title: t('forget.title'),
    body: html`<h1>${t('forget.title')}</h1>
      <p class="lead">${t('forget.text')} ${t('forget.words')}</p>
      ${
        link === null
          ? html`<form class="form" method="post" action="/sign-out-guest?lang=${language}">
              <button class="button" data-kind="quiet" type="submit">${t('forget.makeLink')}</button>
            </form>`
          : html`<div class="notice" role="status">
              <h2>${t('forget.link.title')}</h2>
              <p class="made-link"><a href="${link}">${link}</a></p>
              <p>${t('forget.link.text')}</p>
              <p>${t('forget.link.before')}</p>
            </div>`
      }
      <form class="form" method="post" action="/sign-out?lang=${language}">
        <input type="hidden" name="told" value="yes" />
        <button class="button" type="submit">${t('forget.submit')}</button>
      </form>
      <p><a href="${back}">${t('forget.stay')}</a></p>
      <div class="details">
        <p>${t('forget.email')} <a href="/sign-in?lang=${language}">${t('nav.signIn')}</a></p>
      </div>`,
  }
}
