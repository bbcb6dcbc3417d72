import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { AppEnv, Services } from '../services.ts'

/** One line and one measurement for each request: the route's pattern and never its address, which can hold a token. */
export function logRequests({ log, metrics, newId }: Pick<Services, 'log' | 'metrics' | 'newId'>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const started = performance.now()
    c.set('requestId', newId())
    await next()
    const ms = performance.now() - started
    const route = routePath(c, -1)
    metrics.requests.observe({ method: c.req.method, route, status: String(c.res.status) }, ms)
    log.debug('request', { request: c.get('requestId'), method: c.req.method, route, status: c.res.status, ms: Math.round(ms) })
  })
}
