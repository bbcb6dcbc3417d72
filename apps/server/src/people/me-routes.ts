import { setPersonLanguage, setPersonName } from '@samskriv/database'
import { cleanName } from '@samskriv/domain'
import { Me, UpdateMe } from '@samskriv/protocol'
import { Hono } from 'hono'
import { requirePerson, type SignedIn } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { preferencesOf } from '../preferences/preferences-of.ts'
import type { AppEnv, Services } from '../services.ts'

/** The person who is signed in. */
export function meRoutes({ store }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/me',
    described({ tag: 'person', summary: 'Who is signed in', answers: Me, problems: ['signed-out', 'session-expired'] }),
    (c) => c.json(meView(requirePerson(c.get('visitor')))),
  )

  app.patch(
    '/api/me',
    described({
      tag: 'person',
      summary: 'Change my name or language',
      body: UpdateMe,
      answers: Me,
      problems: ['signed-out', 'session-expired', 'foreign-origin', 'invalid-body'],
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      const { language = visitor.person.language, name: rawName } = await jsonBody(c, UpdateMe)
      const name = rawName === undefined ? visitor.person.name : nameOf(rawName)
      await store.tx(function* (ctx) {
        yield* setPersonLanguage(visitor.person.id, language)(ctx)
        yield* setPersonName(visitor.person.id, name)(ctx)
      })
      return c.json(meView({ ...visitor, person: { ...visitor.person, language, name } }))
    },
  )

  return app
}

function meView({ person, installationSteward }: SignedIn): Me {
  const { id, name, email, language, guest } = person
  return { person: { id, name, email: email ?? '', language, guest }, installationSteward, preferences: preferencesOf(person) }
}

/** @throws {@link RequestProblem} `invalid-body` */
export function nameOf(raw: string): string {
  const clean = cleanName(raw)
  if (!clean.ok) throw new RequestProblem('invalid-body', { errors: [{ path: 'name', code: clean.reason }] })
  return clean.name
}
