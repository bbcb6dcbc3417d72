import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html } from './layout.ts'
import { pageHead } from './page-head.ts'
import type { StaticFiles } from './static-files.ts'

export interface ShellOptions {
  readonly language: Language
  readonly title: string
  /** Which page the app will show, so that the browser fetches its parts at once. */
  readonly page: 'anyPage' | 'studyPage'
  /** What stands there until the app has taken over, and for good without JavaScript. */
  readonly reading: Html
}

/**
 * The page that the web app takes over. What the app must know before its first request is in `meta`, not in a script. Its program is
 * fetched last: on a slow line people read meanwhile.
 */
export function appShell(files: StaticFiles, { language, title, page, reading }: ShellOptions): Html {
  const t = translator(language)
  const styles = files.app?.[page].styles ?? files.pageStyles
  return html`<!doctype html>
    <html lang="${language}" data-app="samskriv">
      <head>
        ${pageHead(files)}
        <meta name="samskriv" content="${JSON.stringify({ language })}" />
        <title>${title} – ${t('product.name')}</title>
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${
          files.app === null
            ? ''
            : html`${files.app[page].preloads.map((href) => html`<link rel="modulepreload" fetchpriority="low" href="${href}" />`)}
                <script type="module" fetchpriority="low" src="${files.app.script}"></script>`
        }
      </head>
      <body>
        <div id="app">${reading}</div>
      </body>
    </html>`
}
