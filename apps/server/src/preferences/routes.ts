import { personById } from '@samskriv/database'
import { ChangePreferences, Preferences } from '@samskriv/protocol'
import { Hono } from 'hono'
import { requirePerson } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { changePreferences, preferencesOf } from './preferences-of.ts'

const refusals = ['signed-out', 'session-expired'] as const

/** How I like the pages to be, guests too. */
export function preferenceRoutes({ store }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/me/preferences',
    described({ tag: 'person', summary: 'How I like the pages to be', answers: Preferences, problems: refusals }),
    (c) => c.json(preferencesOf(requirePerson(c.get('visitor')).person)),
  )

  app.patch(
    '/api/me/preferences',
    described({
      tag: 'person',
      summary: 'Change how I like the pages to be; what is left out stays',
      body: ChangePreferences,
      answers: Preferences,
      problems: refusals,
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      const change = await jsonBody(c, ChangePreferences)
      const preferences = await store.tx<Preferences>(function* (ctx) {
        // As it is now: another tab may have changed something else in the meantime.
        const person = yield* personById(visitor.person.id)(ctx)
        if (person === undefined) throw new RequestProblem('signed-out')
        return yield* changePreferences(person, change)(ctx)
      })
      return c.json(preferences)
    },
  )

  return app
}
