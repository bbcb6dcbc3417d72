import { MoveCode, PersonalLink } from '@samskriv/protocol'
import { Hono } from 'hono'
import { requirePerson } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { newMoveCode, newPersonalLink } from './way-back.ts'

const tag = 'person'
const refusals = ['signed-out', 'session-expired', 'foreign-origin'] as const

/** The ways back of somebody who has no account. */
export function guestRoutes({ store, config, secret, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.post(
    '/api/me/personal-link',
    described({
      tag,
      summary: 'Make a link by which I come back on any device; the ones before it end',
      answers: PersonalLink,
      status: 201,
      problems: refusals,
    }),
    async (c) => {
      const { person } = requirePerson(c.get('visitor'))
      const token = await store.tx(newPersonalLink(person.id, secret))
      log.info('personal link made', { person: person.id })
      return c.json({ link: `${config.publicUrls[0]}/back/${token}` } satisfies PersonalLink, 201)
    },
  )

  app.post(
    '/api/me/move-code',
    described({
      tag,
      summary: 'Make a short code that lets another phone go on as me, once, within minutes; the ones before it are void',
      answers: MoveCode,
      status: 201,
      problems: [...refusals, 'has-account'],
    }),
    async (c) => {
      const { person } = requirePerson(c.get('visitor'))
      // An account is more than what eight digits should open.
      if (!person.guest) throw new RequestProblem('has-account')
      const { code, expiresAt } = await store.tx(newMoveCode(person.id, secret))
      log.info('move code made', { person: person.id })
      return c.json({ code, expiresAt: new Date(expiresAt).toISOString() } satisfies MoveCode, 201)
    },
  )

  return app
}
