import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * The address a request comes from. `X-Forwarded-For` is believed only as far as our own proxies wrote it: each appends the address it
 * saw, so with n proxies the n-th entry from the right is the client's, and everything before it is whatever the client made up.
 */
export function clientAddress(c: Context, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const entries = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
    const entry = entries.at(-trustedProxies)
    if (entry !== undefined && entry !== '' && entry.length <= 45) return entry
  }
  return socketAddress(c)
}

/** The address at the other end of the TCP connection: our own proxy's, when there is one. */
export function socketAddress(c: Context): string {
  const env: Partial<HttpBindings> = c.env ?? {}
  return env.incoming?.socket?.remoteAddress ?? 'unknown'
}
