import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * What a request is counted under: the address it comes from. `X-Forwarded-For` is believed only as far as our own proxies wrote it: each appends the address it
 * saw, so with n proxies the n-th entry from the right is the client's, and everything before it is whatever the client made up.
 */
export function clientAddress(c: Context, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const entries = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
    const entry = entries.at(-trustedProxies)
    if (entry !== undefined && entry !== '' && entry.length <= 45) return addressToCount(entry)
  }
  return addressToCount(socketAddress(c))
}

/** The address at the other end of the TCP connection: our own proxy's, when there is one. */
export function socketAddress(c: Context): string {
  const env: Partial<HttpBindings> = c.env ?? {}
  return env.incoming?.socket?.remoteAddress ?? 'unknown'
}

/**
 * What an address is counted under. One customer of a network gets a whole /64 of IPv6, so its 2^64 addresses are one: else limits on
 * addresses would be none.
 */
function addressToCount(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.toLowerCase().split('%', 1)[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0')
  const network = [...groups, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::/64`
}
