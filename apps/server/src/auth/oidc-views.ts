import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html, Page } from '../pages/layout.ts'
import type { OidcRefusal } from './oidc.ts'

/** What the sign-in page says of the provider. */
export interface OidcOffer {
  readonly name: string
  readonly isReachable: boolean
}

/** A button, or in its place why there is none now. */
export function oidcOffer(language: Language, { name, isReachable }: OidcOffer, next: string): Html {
  const t = translator(language)
  if (!isReachable) return html`<p class="notice">${t('signIn.oidc.unreachable', { name })}</p>`
  return html`<form method="post" action="/sign-in/oidc?lang=${language}">
    <input type="hidden" name="next" value="${next}" />
    <button class="button" data-kind="quiet" type="submit">${t('signIn.oidc.submit', { name })}</button>
  </form>`
}

/** Seen for a moment, or for longer in a browser that follows nothing by itself. */
export function goingOnPage(language: Language, { name, url }: { readonly name: string; readonly url: string }): Page {
  const t = translator(language)
  return {
    title: t('signIn.oidc.going.title', { name }),
    body: html`<h1>${t('signIn.oidc.going.title', { name })}</h1>
      <p><a class="button" href="${url}">${t('signIn.oidc.going.link', { name })}</a></p>`,
  }
}

interface Refused {
  readonly name: string
  readonly reason: OidcRefusal
  /** Where one starts again. */
  readonly again: string
  readonly isSignedIn: boolean
}

/** Says what has happened, that nothing has changed, and what to do. */
export function refusedPage(language: Language, { name, reason, again, isSignedIn }: Refused): Page {
  const t = translator(language)
  return {
    title: t('signIn.oidc.stopped.title'),
    hasErrors: true,
    body: html`<h1>${t('signIn.oidc.stopped.title')}</h1>
      <p class="lead" role="alert">${t(reason === 'unreachable' ? 'signIn.oidc.unreachable' : `signIn.oidc.${reason}`, { name })}</p>
      <p><a class="button" href="${again}">${t('signIn.oidc.again')}</a></p>
      ${isSignedIn ? html`<p><a href="/">${t('errorPage.home')}</a></p>` : ''}`,
  }
}
