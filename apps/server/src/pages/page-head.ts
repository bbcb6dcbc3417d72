import { darkColours, lightColours } from '@samskriv/theme/tokens'
import { html } from 'hono/html'
import type { Look } from '../preferences/look.ts'
import type { Html } from './layout.ts'
import type { StaticFiles } from './static-files.ts'

/** What stands first in every page, the web app's too: how it is read, the colour around it, and the sign in its tab. */
export function pageHead({ icon }: Pick<StaticFiles, 'icon'>, { colours }: Look): Html {
  return html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="${colours === 'system' ? 'light dark' : colours}" />
    ${
      colours === 'system'
        ? html`<meta name="theme-color" media="(prefers-color-scheme: light)" content="${lightColours.paper}" />
            <meta name="theme-color" media="(prefers-color-scheme: dark)" content="${darkColours.paper}" />`
        : html`<meta name="theme-color" content="${colours === 'dark' ? darkColours.paper : lightColours.paper}" />`
    }
    <link rel="icon" type="image/svg+xml" sizes="any" href="${icon}" />
    <link rel="apple-touch-icon" href="/apple-touch-icon.png" />`
}
