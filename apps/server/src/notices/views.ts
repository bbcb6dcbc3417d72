import type { Study } from '@samskriv/database'
import { attentionModes, type Language } from '@samskriv/domain'
import { formatDateTime, translator } from '@samskriv/i18n'
import type { NoticeList } from '@samskriv/protocol'
import { html } from 'hono/html'
import { errorSummary, textField } from '../pages/form.ts'
import type { Html, Page } from '../pages/layout.ts'
import { aboutOf, whereTo } from './where-to.ts'

export interface NoticesView {
  readonly study: Study
  readonly list: NoticeList
  readonly isGuest: boolean
  readonly isSaved: boolean
  /** Fields of the form that are not right. */
  readonly errors: readonly 'email'[]
  /** What was typed into it. */
  readonly typed: string
}

export function noticesPage(language: Language, view: NoticesView): Page {
  const t = translator(language)
  const { study, list, isSaved } = view
  const errors = view.errors.map((field) => ({ field, message: t('notices.address.wrong') }))
  const words = study.lang === language ? html`dir="auto"` : html`lang="${study.lang}" dir="auto"`
  return {
    title: t('notices.title'),
    hasErrors: errors.length > 0,
    body: html`<p><a href="/studies/${study.id}">${t('youSaid.back')}</a></p>
      ${errorSummary(language, errors)} ${isSaved ? html`<p class="notice" role="status">${t('notices.saved')}</p>` : ''}
      <p class="document-kind" ${words}>${study.title}</p>
      <h1>${t('notices.title')}</h1>
      ${list.notices.length === 0 ? html`<p class="lead">${t('notices.none')}</p>` : noticeItems(language, view)}
      <section aria-labelledby="mail-title">
        <h2 id="mail-title">${t('notices.mail')}</h2>
        ${addressPart(language, view, errors)}
        <form method="post" action="/studies/${study.id}/notices">
          <fieldset class="field">
            <legend class="visually-hidden">${t('notices.mail')}</legend>
            ${attentionModes.map(
              (mode) =>
                html`<label class="choice" for="mode-${mode}">
                  <input type="radio" id="mode-${mode}" name="mode" value="${mode}" ${mode === list.mode ? html`checked` : ''} />
                  ${t(`notices.mode.${mode}`)}
                </label>`,
            )}
          </fieldset>
          <button class="button" type="submit" name="do" value="mode">${t('notices.save')}</button>
        </form>
      </section>`,
  }
}

function noticeItems(language: Language, { study, list }: NoticesView): Html {
  const t = translator(language)
  return html`<ul class="list">
      ${list.notices.map(({ kind, by, thread, suggestion, at, seen }) => {
        const to = whereTo(`/studies/${study.id}`, language, aboutOf({ kind, thread, suggestion }))
        const told = t(`notice.${kind}`, { name: by?.name ?? t('notices.somebody') })
        return html`<li>
          <p dir="auto">${seen ? '' : html`<strong>${t('notices.new')}</strong> · `}${told}</p>
          <p class="soft small">
            ${formatDateTime(language, new Date(at), 'UTC')}
            ${to === undefined ? '' : html`· <a href="${to}">${t('notices.see')}<span class="visually-hidden">: ${told}</span></a>`}
          </p>
        </li>`
      })}
    </ul>
    ${
      list.unseen === 0
        ? ''
        : html`<form method="post" action="/studies/${study.id}/notices">
            <button class="button" data-kind="quiet" type="submit" name="do" value="seen">${t('notices.seen')}</button>
          </form>`
    }`
}

/** Of somebody without an account: where they can be written to. */
function addressPart(
  language: Language,
  { study, list, isGuest, typed }: NoticesView,
  errors: readonly { readonly field: string; readonly message: string }[],
): Html {
  const t = translator(language)
  const { address } = list
  if (!isGuest) return address === null ? html`` : html`<p>${t('notices.address.account', { email: address.email })}</p>`
  if (address !== null)
    return html`<p>${t(address.confirmed ? 'notices.address.confirmed' : 'notices.address.waiting', { email: address.email })}</p>
      <form method="post" action="/studies/${study.id}/notices">
        <button class="text-button" type="submit" name="do" value="forget">${t('notices.address.forget')}</button>
      </form>`
  return html`<form method="post" action="/studies/${study.id}/notices" novalidate>
    ${textField(
      {
        name: 'email',
        label: t('notices.address.label'),
        hint: t('notices.address.hint'),
        value: typed,
        type: 'email',
        autocomplete: 'email',
        inputmode: 'email',
        maxlength: 254,
      },
      errors,
    )}
    <button class="button" data-kind="quiet" type="submit" name="do" value="address">${t('notices.address.send')}</button>
  </form>`
}

export interface MailOffView {
  readonly token: string
  /** Of the case study. */
  readonly title: string
  readonly state: 'asked' | 'off' | 'on'
}

export function mailOffPage(language: Language, { token, title, state }: MailOffView): Page {
  const t = translator(language)
  const headings = { asked: 'notices.off.title', off: 'notices.off.done.title', on: 'notices.on.title' } as const
  return {
    title: t(headings[state]),
    body: html`<h1>${t(headings[state])}</h1>
      ${state === 'asked' ? html`<p dir="auto">${t('notices.off.text', { title })}</p>` : ''}
      ${state === 'off' ? html`<p dir="auto" role="status">${t('notices.off.done.text', { title })}</p>` : ''}
      <form method="post" action="/mail-off/${token}?lang=${language}">
        ${
          state === 'off'
            ? html`<button class="button" data-kind="quiet" type="submit" name="do" value="again">${t('notices.off.again')}</button>`
            : html`<button class="button" type="submit" name="do" value="off">${t('notices.off.button')}</button>`
        }
      </form>`,
  }
}

export function linkGonePage(language: Language): Page {
  const t = translator(language)
  return {
    title: t('notices.link.gone.title'),
    body: html`<h1>${t('notices.link.gone.title')}</h1>
      <p>${t('notices.link.gone')}</p>`,
  }
}

export function confirmAddressPage(language: Language, { token, email }: { readonly token: string; readonly email: string }): Page {
  const t = translator(language)
  return {
    title: t('notices.confirm.title'),
    body: html`<h1>${t('notices.confirm.title')}</h1>
      <p>${t('notices.confirm.text', { email })}</p>
      <form method="post" action="/confirm-address/${token}?lang=${language}">
        <button class="button" type="submit">${t('notices.confirm.button')}</button>
      </form>`,
  }
}

export function addressConfirmedPage(language: Language, email: string): Page {
  const t = translator(language)
  return {
    title: t('notices.confirm.done.title'),
    body: html`<h1>${t('notices.confirm.done.title')}</h1>
      <p>${t('notices.confirm.done.text', { email })}</p>`,
  }
}
