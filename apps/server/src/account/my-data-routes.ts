import { Hono } from 'hono'
import { requirePerson } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { sandboxPolicy } from '../http/headers.ts'
import type { AppEnv, Services } from '../services.ts'
import { dataOf } from './my-data.ts'

/** What is kept about me, to take along. */
export function myDataRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get(
    '/api/me/data',
    described({
      tag: 'person',
      summary: 'Everything that is kept about me, with my words section by section',
      answers: 'file',
      problems: ['signed-out', 'session-expired'],
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      const data = await dataOf(visitor, services)
      services.log.info('own data taken along', { person: visitor.person.id })
      c.header('Content-Disposition', 'attachment; filename="samskriv-my-data.json"')
      c.header('Content-Type', 'application/json; charset=utf-8')
      c.header('Content-Security-Policy', sandboxPolicy)
      c.header('Cache-Control', 'no-store')
      return c.body(JSON.stringify(data, null, 2))
    },
  )
  return app
}
