import { createMiddleware } from 'hono/factory'
import { RequestProblem } from './problem.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a page of ours may have sent this request. `Origin` is compared with the configured addresses and never with the request's
 * own URL, whose host a stranger can choose. No `Origin` at all is a program and no page: browsers always send one with a write and
 * with a WebSocket; should one ever not, `Sec-Fetch-Site` still tells where the request comes from.
 */
export function isFromOurPages(headers: { get(name: string): string | null }, publicUrls: readonly string[]): boolean {
  const origin = headers.get('origin')
  if (origin !== null) return publicUrls.includes(origin)
  const site = headers.get('sec-fetch-site')
  return site === null || site === 'same-origin' || site === 'none'
}

/** Every request that changes something must come from one of our own addresses. */
export function refuseForeignOrigins(publicUrls: readonly string[]) {
  return createMiddleware(async (c, next) => {
    if (!safeMethods.has(c.req.method) && !isFromOurPages(c.req.raw.headers, publicUrls)) throw new RequestProblem('foreign-origin')
    await next()
  })
}
