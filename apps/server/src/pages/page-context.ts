import type { Context } from 'hono'
import type { AppEnv, Services } from '../services.ts'
import { renderPage, type Html, type Page, type PageFrame } from './layout.ts'

/** A server-rendered page in the language and for the person of the request. */
export function pageFor(c: Context<AppEnv>, files: Services['files'], page: Page): Html {
  const visitor = c.get('visitor')
  const frame: PageFrame = {
    language: c.get('language'),
    styles: files.pageStyles,
    here: c.req.method === 'GET' ? pathWithoutLanguage(c.req.url) : null,
  }
  const signedIn = visitor?.kind === 'person' ? { signedInAs: visitor.person.name } : {}
  return renderPage({ ...frame, ...signedIn }, page)
}

/** Pages with a code, a token or an address on them are kept by no cache. */
export function keepNowhere(c: Context<AppEnv>): void {
  c.header('Cache-Control', 'no-store')
}

function pathWithoutLanguage(url: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.delete('lang')
  const query = searchParams.toString()
  return query === '' ? pathname : `${pathname}?${query}`
}
