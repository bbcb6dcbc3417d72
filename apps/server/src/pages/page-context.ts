import type { Context } from 'hono'
import type { Visitor } from '../auth/visitor.ts'
import type { AppEnv, Services } from '../services.ts'
import { plainLook, type Look } from '../preferences/look.ts'
import { renderPage, type Html, type Page, type PageFrame } from './layout.ts'

/** A server-rendered page in the language and for the person of the request. */
export function pageFor(c: Context<AppEnv>, files: Services['files'], page: Page): Html {
  return renderPage({ ...frameFor(c), files }, page)
}

/** What every page has around it. */
export function frameFor(c: Context<AppEnv>): Omit<PageFrame, 'files'> {
  // A failure may come before anybody was identified.
  const visitor: Visitor | undefined = c.get('visitor')
  const signedIn = visitor?.kind === 'person' ? { signedInAs: visitor.person.name } : {}
  const look: Look | undefined = c.get('look')
  return {
    language: c.get('language'),
    look: look ?? plainLook,
    here: c.req.method === 'GET' ? pathWithoutLanguage(c.req.url) : null,
    ...signedIn,
  }
}

/** Pages with a code, a token or an address on them are kept by no cache. */
export function keepNowhere(c: Context<AppEnv>): void {
  c.header('Cache-Control', 'no-store')
}

function pathWithoutLanguage(url: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.delete('lang')
  const query = searchParams.toString()
  // More than one slash at the beginning is another host to a browser.
  const path = pathname.replace(/^\/+/, '/')
  return query === '' ? path : `${path}?${query}`
}
