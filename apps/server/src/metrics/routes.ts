import { timingSafeEqual } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { isLoopback } from '../env.ts'
import { socketAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { createReadiness } from './readiness.ts'

const Health = z.object({ status: z.string() })

/** For those who run the server: whether it lives, whether it can save, and how it does. */
export function operationRoutes(services: Services): Hono<AppEnv> {
  const { metrics, config, isStopping } = services
  const canSave = createReadiness(services)
  const app = new Hono<AppEnv>()

  app.get('/healthz', described({ tag: 'operation', summary: 'The process answers', answers: Health }), (c) => c.json({ status: 'ok' }))

  app.get(
    '/readyz',
    described({ tag: 'operation', summary: 'The process can save', answers: Health, problems: ['store-unavailable', 'unavailable'] }),
    async (c) => {
      if (isStopping()) throw new RequestProblem('unavailable')
      if (!(await canSave())) throw new RequestProblem('store-unavailable')
      return c.json({ status: 'ok' })
    },
  )

  app.get(
    '/metrics',
    described({
      tag: 'operation',
      summary: 'Prometheus metrics; from this machine, or with METRICS_TOKEN',
      answers: 'text',
      problems: ['not-found'],
    }),
    async (c) => {
      if (!mayRead(c, config.metricsToken)) throw new RequestProblem('not-found')
      return c.body(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType })
    },
  )

  return app
}

function mayRead(c: Context, token: string | null): boolean {
  if (token === null) {
    // Behind a proxy of our own every request comes from this machine; only one that no proxy passed on is local.
    return c.req.header('x-forwarded-for') === undefined && isLoopback(socketAddress(c).replace(/^::ffff:/, ''))
  }
  const given = Buffer.from(c.req.header('authorization') ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
