import type { Context } from 'hono'

/** Whether a request asks for a socket. An `Upgrade` header anywhere else is only a header, and frees nobody from anything. */
export function asksForSocket(c: Context): boolean {
  return c.req.path.startsWith('/sync/') && c.req.header('upgrade')?.toLowerCase() === 'websocket'
}

/** Whether a request opens or uses a study's socket: a WebSocket, or what stands in for one over HTTP. */
export function isForSocket(c: Context): boolean {
  return asksForSocket(c) || /^\/sync\/[^/]+\/connections(\/|$)/.test(c.req.path)
}
