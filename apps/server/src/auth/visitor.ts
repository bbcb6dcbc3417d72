import { findPersonByAuthUser, isInstallationSteward, type Person, type Script } from '@samskriv/database'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { clientAddress } from '../http/client-address.ts'
import { chooseLanguage } from '../http/language.ts'
import { RequestProblem } from '../http/problem.ts'
import { isForSocket } from '../http/upgrade-request.ts'
import { chooseLook } from '../preferences/look.ts'
import type { AppEnv, Services } from '../services.ts'
import { sessionEnd } from './session-lifetime.ts'

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
export function identify({ auth, store, limits, config, clock }: Services) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const visitor = await visitorOf({ auth, store, clock }, c.req.raw.headers, (cookies) => {
      for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    })
    c.set('visitor', visitor)
    const own = visitor.kind === 'person' ? visitor.person.language : undefined
    c.set('language', chooseLanguage(c.req.query('lang'), own, c.req.header('accept-language')))
    c.set('look', chooseLook(c, visitor.kind === 'person' ? visitor.person.preferences : null))
    // A study's socket has limits of its own: refusing it here would make clients try for ever.
    if (!isForSocket(c)) await count(c, visitor)
    await next()
  })

  async function count(c: Context<AppEnv>, visitor: Visitor): Promise<void> {
    if (visitor.kind === 'anonymous') return await limits.count(['address', clientAddress(c, config.trustedProxies)])
    const writes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    const { id } = visitor.person
    await limits.count(['person', id], ...(writes ? ([['person-write', id]] as const) : []))
  }
}

/** @throws {@link RequestProblem} `session-expired` or `signed-out` */
export function requirePerson(visitor: Visitor): SignedIn {
  if (visitor.kind === 'person') return visitor
  throw new RequestProblem(visitor.hadSession ? 'session-expired' : 'signed-out')
}

async function visitorOf(
  { auth, store, clock }: Pick<Services, 'auth' | 'store' | 'clock'>,
  headers: Headers,
  renewCookies: (cookies: readonly string[]) => void,
): Promise<Visitor> {
  const hadSession = (headers.get('cookie') ?? '').includes('session_token=')
  if (!hadSession) return { kind: 'anonymous', hadSession }
  const { headers: answer, response } = await sessionOf(auth, headers)
  // Also when the session is over: the answer then takes the dead cookie away.
  renewCookies(answer.getSetCookie())
  if (response === null) return { kind: 'anonymous', hadSession }
  const expiresAt = sessionEnd(response.session)
  // The library knows no end that use does not put off; the row is taken away with the others that have ended.
  if (expiresAt <= clock()) return { kind: 'anonymous', hadSession }
  const found = await store.read(personBehind(response.user.id))
  if (found === undefined) return { kind: 'anonymous', hadSession }
  return { kind: 'person', ...found, session: { id: response.session.id, expiresAt } }
}

async function sessionOf(auth: Services['auth'], headers: Headers) {
  try {
    return await auth.api.getSession({ headers, returnHeaders: true })
  } catch {
    // Prolonging a session writes. With a full disk people can still read, so it is looked up without; a real fault shows again.
    return await auth.api.getSession({ headers, returnHeaders: true, query: { disableRefresh: true } })
  }
}

const personBehind = (authUser: string): Script<{ person: Person; installationSteward: boolean } | undefined> =>
  function* (ctx) {
    const person = yield* findPersonByAuthUser(authUser)(ctx)
    if (person === undefined) return undefined
    return { person, installationSteward: yield* isInstallationSteward(person.id)(ctx) }
  }
