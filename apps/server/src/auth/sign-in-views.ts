import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { errorSummary, textField, type FieldError } from '../pages/form.ts'
import type { Html, Page } from '../pages/layout.ts'
import { codeLifetimeMs } from './challenge.ts'
import { oidcOffer, type OidcOffer } from './oidc-views.ts'

interface EmailForm {
  readonly email: string
  readonly next: string
  readonly errors: readonly FieldError[]
  /** The program that signs in with a passkey; null where there are none. */
  readonly passkeyScript: string | null
  /** Null where there is no provider to sign in with. */
  readonly oidc: OidcOffer | null
}

export function emailPage(language: Language, form: EmailForm): Page {
  const t = translator(language)
  return {
    title: t('signIn.title'),
    hasErrors: form.errors.length > 0,
    body: html`${errorSummary(language, form.errors)}
      <h1>${t('signIn.title')}</h1>
      <p class="lead">${t('signIn.intro')}</p>
      <form class="form" method="post" action="/sign-in?lang=${language}" novalidate>
        <input type="hidden" name="next" value="${form.next}" />
        ${textField(
          { name: 'email', label: t('signIn.email.label'), type: 'email', value: form.email, autocomplete: 'email', maxlength: 254 },
          form.errors,
        )}
        <button class="button" type="submit">${t('signIn.submit')}</button>
      </form>
      ${form.oidc === null ? '' : oidcOffer(language, form.oidc, form.next)}
      ${form.passkeyScript === null ? '' : passkeyButton(language, form.next, form.passkeyScript)}
      <div class="details"><p>${t('signIn.noAccount')}</p></div>`,
  }
}

/** Hidden until its program finds a browser that can use passkeys. */
function passkeyButton(language: Language, next: string, script: string): Html {
  const t = translator(language)
  return html`<div id="passkey" data-next="${next}" hidden>
      <p><button class="button" data-kind="quiet" type="button">${t('account.passkeys.signIn')}</button></p>
      <p class="field-error" role="alert" hidden>${t('account.passkeys.signIn.stopped')}</p>
    </div>
    <script type="module" src="${script}"></script>`
}

export function codePage(language: Language, form: { email: string; outbox: boolean; errors: readonly FieldError[] }): Page {
  const t = translator(language)
  return {
    title: t('signIn.code.title'),
    hasErrors: form.errors.length > 0,
    body: html`${errorSummary(language, form.errors)}
      <h1>${t('signIn.code.title')}</h1>
      <p class="lead">${t('signIn.code.sent', { email: form.email })}</p>
      ${form.outbox ? html`<p class="notice">${t('signIn.code.outbox')} <a href="/outbox">${t('outbox.title')}</a></p>` : ''}
      <form class="form" method="post" action="/sign-in/code?lang=${language}" novalidate>
        ${textField(
          {
            name: 'code',
            label: t('signIn.code.label'),
            hint: t('signIn.code.hint', { minutes: codeLifetimeMs / 60_000 }),
            autocomplete: 'one-time-code',
            inputmode: 'numeric',
            maxlength: 12,
            className: 'code',
          },
          form.errors,
        )}
        <button class="button" type="submit">${t('signIn.code.submit')}</button>
      </form>
      <div class="details">
        <p>${t('signIn.code.spam')}</p>
        <form method="post" action="/sign-in/again?lang=${language}">
          <button class="text-button" type="submit">${t('signIn.code.again')}</button>
        </form>
        <p><a href="/sign-in?lang=${language}">${t('signIn.code.otherEmail')}</a></p>
      </div>`,
  }
}

/** The code did not fit too often, was used, or is too old: only a new one helps. */
export function codeUsedPage(language: Language): Page {
  const t = translator(language)
  return {
    title: t('signIn.code.title'),
    hasErrors: true,
    body: html`<h1>${t('signIn.code.title')}</h1>
      <p class="lead" role="alert">${t('signIn.code.used')}</p>
      <p><a class="button" href="/sign-in?lang=${language}">${t('signIn.link.again')}</a></p>`,
  }
}

/**
 * Holds the code behind a button, so that a program that only opens links signs nobody in. Says as whom: a link that somebody else had
 * sent to them would sign in as them.
 */
export function linkPage(language: Language, { token, email }: { token: string; email: string }): Page {
  const t = translator(language)
  return {
    title: t('signIn.link.title'),
    body: html`<h1>${t('signIn.link.title')}</h1>
      <p class="lead">${t('signIn.link.intro')}</p>
      <p dir="auto">${t('signIn.link.as', { email })}</p>
      <form class="form" method="post" action="/sign-in/link/${token}?lang=${language}">
        <button class="button" type="submit">${t('signIn.link.submit')}</button>
      </form>
      <div class="details"><p>${t('signIn.link.notYou')}</p></div>`,
  }
}

export function linkExpiredPage(language: Language): Page {
  const t = translator(language)
  return {
    title: t('signIn.link.title'),
    hasErrors: true,
    body: html`<h1>${t('signIn.link.title')}</h1>
      <p class="lead" role="alert">${t('signIn.link.expired')}</p>
      <p><a class="button" href="/sign-in?lang=${language}">${t('signIn.link.again')}</a></p>`,
  }
}

interface LeftOnDevice {
  readonly person: string
  /** The program that looks for it; null when the web app has not been built. */
  readonly script: string | null
}

/** @param left - whose case studies may be left on the device; null when nobody has to look */
export function signedOutPage(language: Language, left: LeftOnDevice | null): Page {
  const t = translator(language)
  return {
    title: t('signedOut.title'),
    body: html`<h1>${t('signedOut.title')}</h1>
      <p class="lead">${t('signedOut.text')}</p>
      ${left === null ? '' : leftOnDevice(language, left)}
      <p><a class="button" href="/sign-in?lang=${language}">${t('nav.signIn')}</a></p>`,
  }
}

/** What the program finds is shown in it. Without JavaScript nobody can look, and what is kept goes as a whole or not at all. */
function leftOnDevice(language: Language, { person, script }: LeftOnDevice): Html {
  const t = translator(language)
  return html`<div
      id="left-on-device"
      data-person="${person}"
      data-cleared="${t('signedOut.left.cleared')}"
      data-copied="${t('signOut.unsent.copied')}"
    >
      <div id="left-words" hidden>
        <div class="notice unsent-words" data-tone="warning">
          <h2>${t('signOut.unsent.title')}</h2>
          <p>${t('signedOut.left.text')}</p>
          <textarea class="kept-words" readonly rows="6" dir="auto" aria-label="${t('signOut.unsent.title')}"></textarea>
          <div class="dialog-actions">
            <button class="button" data-kind="quiet" type="button" value="copy">${t('signOut.unsent.copy')}</button>
            <a class="button" data-kind="quiet" download="samskriv.txt">${t('action.download')}</a>
            <button class="button" data-kind="quiet" type="button" value="remove">${t('signedOut.left.remove')}</button>
          </div>
        </div>
      </div>
      <p role="status"></p>
      ${script === null ? '' : html`<script type="module" src="${script}"></script>`}
    </div>
    <noscript>
      <form class="form" method="post" action="/signed-out?lang=${language}">
        <p>${t('signedOut.noScript.text')}</p>
        <button class="button" data-kind="quiet" type="submit">${t('signedOut.noScript.submit')}</button>
      </form>
    </noscript>`
}
