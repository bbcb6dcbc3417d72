import { findPersonByAuthUser, isInstallationSteward, type Person, type Script } from '@samskriv/database'
import { createMiddleware } from 'hono/factory'
import { clientAddress } from '../http/client-address.ts'
import { chooseLanguage } from '../http/language.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'

/** Who sent a request. */
export type Visitor =
  | { readonly kind: 'anonymous'; /** A session cookie came along that is valid no more. */ readonly hadSession: boolean }
  | SignedIn

export interface SignedIn {
  readonly kind: 'person'
  readonly person: Person
  readonly installationSteward: boolean
  readonly session: { readonly id: string; /** UTC milliseconds. */ readonly expiresAt: number }
}

/** Finds out who sent the request and counts it; changes nothing. */
export function identify({ auth, store, limits, config }: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const visitor = await visitorOf(auth, store, c.req.raw.headers, (cookies) => {
      for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    })
    c.set('visitor', visitor)
    const own = visitor.kind === 'person' ? visitor.person.language : undefined
    c.set('language', chooseLanguage(c.req.query('lang'), own, c.req.header('accept-language')))
    const writes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if (visitor.kind === 'person') {
      await limits.count(['person', visitor.person.id], ...(writes ? ([['person-write', visitor.person.id]] as const) : []))
    } else {
      await limits.count(['address', clientAddress(c, config.trustedProxies)])
    }
    await next()
  })
}

/** @throws {@link RequestProblem} `session-expired` or `signed-out` */
export function requirePerson(visitor: Visitor): SignedIn {
  if (visitor.kind === 'person') return visitor
  throw new RequestProblem(visitor.hadSession ? 'session-expired' : 'signed-out')
}

async function visitorOf(
  auth: Services['auth'],
  store: Services['store'],
  headers: Headers,
  renewCookies: (cookies: readonly string[]) => void,
): Promise<Visitor> {
  const hadSession = (headers.get('cookie') ?? '').includes('session_token=')
  if (!hadSession) return { kind: 'anonymous', hadSession }
  const { headers: answer, response } = await auth.api.getSession({ headers, returnHeaders: true })
  // Also when the session is over: the answer then takes the dead cookie away.
  renewCookies(answer.getSetCookie())
  if (response === null) return { kind: 'anonymous', hadSession }
  const found = await store.read(personBehind(response.user.id))
  if (found === undefined) return { kind: 'anonymous', hadSession }
  return { kind: 'person', ...found, session: { id: response.session.id, expiresAt: response.session.expiresAt.getTime() } }
}

const personBehind = (authUser: string): Script<{ person: Person; installationSteward: boolean } | undefined> =>
  function* (ctx) {
    const person = yield* findPersonByAuthUser(authUser)(ctx)
    if (person === undefined) return undefined
    return { person, installationSteward: yield* isInstallationSteward(person.id)(ctx) }
  }
