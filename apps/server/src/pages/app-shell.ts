import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html } from './layout.ts'
import { lookAttributes, type Look } from '../preferences/look.ts'
import { pageHead } from './page-head.ts'
import type { StaticFiles } from './static-files.ts'

export interface ShellOptions {
  readonly language: Language
  readonly look: Look
  readonly title: string
  /** Which page the app will show, so that the browser fetches its parts at once. */
  readonly page: 'anyPage' | 'studyPage'
  /** What the app asks the server for as soon as it runs: on its way by then. */
  readonly asks: readonly string[]
  /** What stands there until the app has taken over, and for good without JavaScript. */
  readonly reading: Html
  /** To be kept by browsers for when the server can't be reached. */
  readonly isFrame?: boolean
}

/**
 * The page that the web app takes over. What the app must know before its first request is in `meta`, not in a script. Its program is
 * fetched last: on a slow line people read meanwhile.
 */
export function appShell(files: StaticFiles, { language, look, title, page, asks, reading, isFrame = false }: ShellOptions): Html {
  const t = translator(language)
  // Behind what is read stand the styles that only the app's own page needs: a browser shows nothing before those in the head have come.
  const ofTheApp = (files.app?.[page].styles ?? []).filter((href) => !files.pageStyles.includes(href))
  return html`<!doctype html>
    <html lang="${language}" ${lookAttributes(look)} data-app="samskriv">
      <head>
        ${pageHead(files, look)}
        <meta name="samskriv" content="${JSON.stringify(isFrame ? { language, frame: true } : { language })}" />
        <title>${title} – ${t('product.name')}</title>
        ${files.pageStyles.map(styleSheet)}
        ${
          files.app === null
            ? ''
            : html`${[...files.app[page].preloads, ...files.app.words[language]].map(
                  (href) => html`<link rel="modulepreload" fetchpriority="low" href="${href}" />`,
                )}
                ${asks.map((href) => html`<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="${href}" />`)}
                <script type="module" fetchpriority="low" src="${files.app.script}"></script>`
        }
      </head>
      <body>
        <div id="app">${reading}</div>
        ${ofTheApp.map(styleSheet)}
      </body>
    </html>`
}

function styleSheet(href: string): Html {
  return html`<link rel="stylesheet" href="${href}" />`
}
