import { SessionView } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { closeSession } from '../auth/sign-in.ts'
import { requirePerson, type SignedIn } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { endOtherSessions, endSession, sessionsOf } from './sessions.ts'

const tag = 'person'
const refusals = ['signed-out', 'session-expired'] as const

/** Where I am signed in, and how to be it no longer. */
export function sessionRoutes(services: Services): Hono<AppEnv> {
  const { store, clock, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/api/me/sessions',
    described({ tag, summary: 'Where I am signed in', answers: z.array(SessionView), problems: refusals }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      const sessions = await store.read(sessionsOf(accountOf(visitor)))
      const views: SessionView[] = sessions.map(({ id, startedAt, lastUsedAt, expiresAt }) => {
        const current = id === visitor.session.id
        const used = current ? new Date(clock()) : lastUsedAt
        return { id, current, startedAt: startedAt.toISOString(), lastUsedAt: used.toISOString(), expiresAt: expiresAt.toISOString() }
      })
      return c.json(views)
    },
  )

  app.delete(
    '/api/me/sessions/:sessionId',
    described({
      tag,
      summary: 'Sign out there; its sockets close at once',
      status: 204,
      problems: [...refusals, 'foreign-origin', 'not-found'],
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      const session = c.req.param('sessionId')
      if (!(await store.tx(endSession(accountOf(visitor), session)))) throw new RequestProblem('not-found')
      closeSession(services, session)
      log.info('session ended by its person', { person: visitor.person.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/me/sign-out-everywhere',
    described({ tag, summary: 'Sign out everywhere but here', status: 204, problems: [...refusals, 'foreign-origin'] }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      const ended = await store.tx(endOtherSessions(accountOf(visitor), visitor.session.id))
      for (const session of ended) closeSession(services, session)
      log.info('signed out everywhere', { person: visitor.person.id, sessions: ended.length })
      return c.body(null, 204)
    },
  )

  return app
}

/** What somebody signs in with: a session is of an account, guests' too. */
export function accountOf({ person }: SignedIn): string {
  if (person.authUser === null) throw new Error('account-missing')
  return person.authUser
}
