import { readPreferences, type Preferences } from '@samskriv/protocol'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { isOnSharedComputer } from '../http/shared-computer.ts'
import type { Html } from '../pages/layout.ts'
import type { AppEnv } from '../services.ts'

/** What of the preferences can be seen on every page, before any program runs. */
export type Look = Pick<Preferences, 'colours' | 'contrast' | 'motion' | 'textSize'>

export const plainLook: Look = lookOf(readPreferences(null))

const cookie = 'samskriv-look'
const aYear = 365 * 24 * 60 * 60

export function lookOf({ colours, contrast, motion, textSize }: Preferences): Look {
  return { colours, contrast, motion, textSize }
}

/** The person's own; else what this browser was told without anybody signed in; else as the device asks. */
export function chooseLook(c: Context<AppEnv>, kept: unknown): Look {
  return lookOf(readPreferences(kept ?? cookieLook(c)))
}

/** For whoever is not signed in. It says nothing about a person, and on a shared computer it is gone with the browser. */
export function keepLook(c: Context<AppEnv>, look: Look): void {
  const shared = isOnSharedComputer(c)
  const secure = new URL(c.req.url).protocol === 'https:'
  setCookie(c, cookie, new URLSearchParams(look).toString(), {
    path: '/',
    sameSite: 'Lax',
    httpOnly: true,
    secure,
    ...(shared ? {} : { maxAge: aYear }),
  })
}

function cookieLook(c: Context<AppEnv>): unknown {
  const value = getCookie(c, cookie)
  return value === undefined ? null : Object.fromEntries(new URLSearchParams(value.slice(0, 200)))
}

/** On the root element: the style sheets do the rest. */
export function lookAttributes({ colours, contrast, motion, textSize }: Look): Html {
  return html`data-colours="${colours}" data-contrast="${contrast}" data-motion="${motion}" data-text="${textSize}"`
}
