import type { Context } from 'hono'

/** Whether a request asks for a socket. An `Upgrade` header anywhere else is only a header, and frees nobody from anything. */
export function asksForSocket(c: Context): boolean {
  return c.req.path.startsWith('/sync/') && c.req.header('upgrade')?.toLowerCase() === 'websocket'
}
