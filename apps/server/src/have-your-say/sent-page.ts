import type { Study } from '@samskriv/database'
import type { Language } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { qrCode } from '../invitations/qr.ts'
import type { Html, Page } from '../pages/layout.ts'

/** What became of a form, as the page after it says it. */
export type Sent =
  | {
      readonly kind: 'thread'
      readonly audience: 'everyone' | 'organisers'
      /** ISO time; null where no answer is owed. */ readonly due: string | null
    }
  | { readonly kind: 'words'; readonly part: string }
  /** The page was opened by itself. */
  | { readonly kind: 'nothing' }

/** How they come back: by a link, by one that can't be shown again, by one that is still to be made, or by signing in. */
export type WayBack = { readonly kind: 'link'; readonly link: string } | { readonly kind: 'older' | 'none' | 'account' }

interface SentPage {
  readonly study: Pick<Study, 'id'>
  readonly sent: Sent
  readonly wayBack: WayBack
  /** Of what the device kept of the form: it can go. */
  readonly key: string
}

/** It is sent: who reads it, when an answer comes, and how one sees what came of it. */
export function sentPage(language: Language, { study: { id: study }, sent, wayBack, key }: SentPage): Page {
  const t = translator(language)
  return {
    title: t('say.sent.title'),
    body: html`<h1>${t('say.sent.title')}</h1>
      <div data-say="sent" data-key="${key}">${whatHappens(language, sent)}</div>
      ${comingBack(language, study, wayBack)}
      <p>
        <a class="button" ${wayBack.kind === 'link' ? html`data-kind="quiet"` : ''} href="/studies/${study}/said?lang=${language}"
          >${t('say.sent.see')}</a
        >
      </p>
      <ul class="say-links">
        <li><a href="/studies/${study}">${t('say.toStudy')}</a></li>
        <li><a href="/studies/${study}/say?lang=${language}">${t('say.sent.more')}</a></li>
      </ul>`,
  }
}

function whatHappens(language: Language, sent: Sent): Html {
  const t = translator(language)
  switch (sent.kind) {
    case 'nothing':
      return html``
    case 'words':
      return html`<p class="lead">${t('say.sent.added', { part: sent.part })}</p>`
    case 'thread':
      return html`<p class="lead">
        ${t(`say.sent.${sent.audience}`)} ${sent.due === null ? '' : t('say.sent.due', { date: formatDate(language, sent.due) })}
      </p>`
  }
}

function comingBack(language: Language, study: string, wayBack: WayBack): Html {
  const t = translator(language)
  switch (wayBack.kind) {
    case 'account':
      return html`<h2>${t('say.sent.link.title')}</h2>
        <p>${t('say.sent.account')}</p>`
    case 'none':
    case 'older':
      return html`<section class="say-link" aria-labelledby="own-link">
        <h2 id="own-link">${t('say.sent.link.title')}</h2>
        ${wayBack.kind === 'none' ? '' : html`<p>${t('say.sent.link.older')} ${t('say.sent.link.ends')}</p>`}
        <form class="form" method="post" action="/studies/${study}/sent?lang=${language}">
          <button class="button" data-kind="quiet" type="submit">${t('say.sent.link.make')}</button>
        </form>
      </section>`
    case 'link': {
      const { link } = wayBack
      const mail = `mailto:?subject=${encodeURIComponent(t('said.title'))}&body=${encodeURIComponent(link)}`
      return html`<section class="say-link" aria-labelledby="own-link">
        <h2 id="own-link">${t('say.sent.link.title')}</h2>
        <p>${t('say.sent.link.text')} <strong>${t('say.sent.link.secret')}</strong></p>
        <p class="made-link"><a href="${link}" data-say="link">${link}</a></p>
        <p class="say-ways">
          <button
            class="button"
            data-kind="quiet"
            type="button"
            data-say="copy"
            data-done="${t('say.sent.link.copied')}"
            data-failed="${t('say.sent.link.notCopied')}"
            hidden
          >
            ${t('say.sent.link.copy')}
          </button>
          <a class="button" data-kind="quiet" href="${mail}">${t('say.sent.link.mail')}</a>
        </p>
        <p role="status" data-say="status"></p>
        <details>
          <summary>${t('say.sent.link.show')}</summary>
          ${qrCode(link, t('say.sent.link.picture'))}
        </details>
      </section>`
    }
  }
}
