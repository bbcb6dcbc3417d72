import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'

/** Whether somebody has said in the app that nothing may be kept on the computer they are at. It sets the cookie itself. */
export function isOnSharedComputer(c: Context): boolean {
  return getCookie(c, 'samskriv-shared') === 'yes'
}
