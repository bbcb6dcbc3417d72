import type { Context } from 'hono'
import type { AppEnv } from '../services.ts'

/** Who is signed out is sent to sign in first, and comes back to where they wanted to go. */
export function toSignIn(c: Context<AppEnv>) {
  const { pathname, search } = new URL(c.req.url)
  const lang = c.req.query('lang') === undefined ? '' : `&lang=${c.get('language')}`
  return c.redirect(
    pathname === '/' ? `/sign-in${lang.replace('&', '?')}` : `/sign-in?next=${encodeURIComponent(pathname + search)}${lang}`,
    303,
  )
}
