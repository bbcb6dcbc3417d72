import { languages, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { lookAttributes, type Look } from '../preferences/look.ts'
import { pageHead } from './page-head.ts'
import type { StaticFiles } from './static-files.ts'

/** HTML in which every value from outside has been escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export interface PageFrame {
  readonly language: Language
  readonly look: Look
  readonly files: Pick<StaticFiles, 'pageStyles' | 'icon'>
  /** The page's own address, so that changing the language stays on it; null where that makes no sense. */
  readonly here: string | null
  readonly signedInAs?: string
}

export interface Page {
  readonly title: string
  /** Puts "Error: " before the title, which is the first thing a screen reader says. */
  readonly hasErrors?: boolean
  readonly body: Html
  /** A stylesheet of this page's own, after those of every page. */
  readonly styles?: string
  /** A program that makes the page more comfortable; it works without. */
  readonly script?: string | null
}

/** A whole page: works without JavaScript, and holds no inline script or style. */
export function renderPage(frame: PageFrame, page: Page): Html {
  const t = translator(frame.language)
  const title = page.hasErrors === true ? t('error.titlePrefix', { title: page.title }) : page.title
  return html`<!doctype html>
    <html lang="${frame.language}" ${lookAttributes(frame.look)}>
      <head>
        ${pageHead(frame.files, frame.look)}
        <title>${title} – ${t('product.name')}</title>
        ${[...frame.files.pageStyles, ...(page.styles === undefined ? [] : [page.styles])].map(
          (href) => html`<link rel="stylesheet" href="${href}" />`,
        )}
        ${page.script === undefined || page.script === null ? '' : html`<script type="module" src="${page.script}"></script>`}
      </head>
      <body>
        <a class="skip-link" href="#main">${t('nav.skip')}</a>
        ${siteHeader(frame)}
        <main class="page" id="main">${page.body}</main>
        ${siteFooter(frame)}
      </body>
    </html>`
}

/** The name of the product, the languages, and the way out. */
export function siteHeader({ language, signedInAs, here }: Omit<PageFrame, 'files' | 'look'>): Html {
  const t = translator(language)
  const signOut = html`<form method="post" action="/sign-out">
    <button class="text-button" type="submit">${t('signedOut.submit')}</button>
  </form>`
  return html`<header class="site-header">
    <a class="site-name" href="/">
      <span class="ribbon" aria-hidden="true"
        ><i data-sector="community"></i><i data-sector="third"></i><i data-sector="public"></i><i data-sector="other"></i
      ></span>
      ${t('product.name')}
    </a>
    ${here === null ? '' : languageLinks(language, here)} ${signedInAs === undefined ? '' : signOut}
  </header>`
}

function languageLinks(language: Language, here: string): Html {
  const t = translator(language)
  const to = (other: Language): string => `${here}${here.includes('?') ? '&' : '?'}lang=${other}`
  return html`<nav aria-label="${t('language.label')}">
    <ul class="languages">
      ${languages.map(
        (other) =>
          html`<li>
            <a lang="${other}" hreflang="${other}" href="${to(other)}" ${other === language ? html`aria-current="true"` : ''}
              >${t(`language.${other}`)}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`
}

function siteFooter({ language, here }: Pick<PageFrame, 'language' | 'here'>): Html {
  const t = translator(language)
  const look = here === null || here.startsWith('/look') ? '/look' : `/look?next=${encodeURIComponent(here)}`
  return html`<footer class="site-footer">
    <ul>
      <li>${t('footer.openSource')}</li>
      <li><a href="${look}">${t('settings.footer')}</a></li>
      <li><a href="/api/docs">${t('footer.api')}</a></li>
    </ul>
  </footer>`
}
