import { q, type Script } from '@samskriv/database'
import { cleanName } from '@samskriv/domain'
import { PasskeyView } from '@samskriv/protocol'
import { isAPIError } from 'better-auth/api'
import { and, asc, eq } from 'drizzle-orm'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { nextPath } from '../auth/next-path.ts'
import { closeSessionBefore, passCookies } from '../auth/sign-in.ts'
import { requirePerson, type SignedIn } from '../auth/visitor.ts'
import { claim } from '../guests/claim.ts'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { accountOf } from './session-routes.ts'
import { endSession } from './sessions.ts'

const refusals = ['signed-out', 'session-expired', 'account-needed'] as const

const bytes = z.base64url().max(20_000)
const credential = { id: bytes, rawId: bytes, type: z.literal('public-key'), clientExtensionResults: z.record(z.string(), z.unknown()) }

/** What a browser makes of a passkey, in the JSON form of WebAuthn. */
const Made = z.looseObject({ ...credential, response: z.looseObject({ clientDataJSON: bytes, attestationObject: bytes }) })
const Used = z.object({
  ...credential,
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes.nullish() }),
})
const AddPasskey = z.strictObject({ name: z.string().max(160), response: Made })
const UsePasskey = z.strictObject({ response: Used, next: z.string().max(2_000).optional() })
const Options = z.looseObject({ challenge: z.string() })
const SignedInView = z.object({ next: z.string() })

/** Signing in without a mail: a device that knows its owner vouches for them. The code by mail stays for everybody. */
export function passkeyRoutes(services: Services): Hono<AppEnv> {
  const { store, auth, limits, config, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/api/me/passkeys',
    described({ tag: 'person', summary: 'My passkeys', answers: z.array(PasskeyView), problems: refusals }),
    async (c) => c.json(await store.read(passkeysOf(accountOf(requireAccount(c))))),
  )

  app.post(
    '/api/me/passkeys/options',
    described({
      tag: 'person',
      summary: 'What a browser needs to make a passkey (WebAuthn); only soon after signing in',
      answers: Options,
      problems: [...refusals, 'foreign-origin', 'session-not-fresh'],
    }),
    async (c) => {
      requireAccount(c)
      return await answered(async () => {
        const headers = c.req.raw.headers
        const { headers: cookies, response } = await auth.api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true })
        passCookies(cookies, c)
        return c.json(Options.parse(response))
      })
    },
  )

  app.post(
    '/api/me/passkeys',
    described({
      tag: 'person',
      summary: 'Add the passkey that the browser has made',
      body: AddPasskey,
      answers: PasskeyView,
      status: 201,
      problems: [...refusals, 'session-not-fresh', 'passkey-refused'],
    }),
    async (c) => {
      const visitor = requireAccount(c)
      const { name: raw, response } = await jsonBody(c, AddPasskey)
      const clean = cleanName(raw)
      if (!clean.ok) throw new RequestProblem('invalid-body', { errors: [{ path: 'name', code: clean.reason }] })
      return await answered(async () => {
        const added = await auth.api.verifyPasskeyRegistration({ body: { response, name: clean.name }, headers: c.req.raw.headers })
        log.info('passkey added', { person: visitor.person.id })
        const mine = await store.read(passkeysOf(accountOf(visitor)))
        const view = mine.find(({ id }) => id === added.id)
        if (view === undefined) throw new Error('passkey-not-kept')
        return c.json(view, 201)
      })
    },
  )

  app.delete(
    '/api/me/passkeys/:passkeyId',
    described({ tag: 'person', summary: 'Remove a passkey', status: 204, problems: [...refusals, 'foreign-origin', 'not-found'] }),
    async (c) => {
      const visitor = requireAccount(c)
      if (!(await store.tx(removePasskey(accountOf(visitor), c.req.param('passkeyId'))))) throw new RequestProblem('not-found')
      log.info('passkey removed', { person: visitor.person.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/auth/passkey/options',
    described({
      tag: 'sign-in',
      summary: 'What a browser needs to sign in with a passkey (WebAuthn); the same for everybody',
      answers: Options,
      problems: ['foreign-origin'],
    }),
    async (c) => {
      await limits.count(['elsewhere-address', clientAddress(c, config.trustedProxies)])
      // Asked as nobody, so that the answer lists no passkey of anybody.
      const { headers, response } = await auth.api.generatePasskeyAuthenticationOptions({ headers: new Headers(), returnHeaders: true })
      passCookies(headers, c)
      return c.json({ ...Options.parse(response), userVerification: 'required' })
    },
  )

  app.post(
    '/api/auth/passkey/verify',
    described({
      tag: 'sign-in',
      summary: 'Sign in with a passkey',
      body: UsePasskey,
      answers: SignedInView,
      problems: ['passkey-refused'],
    }),
    async (c) => {
      await limits.count(['elsewhere-address', clientAddress(c, config.trustedProxies)])
      const { response, next } = await jsonBody(c, UsePasskey)
      const before = c.get('visitor')
      return await answered(async () => {
        const { headers, response: signedIn } = await auth.api.verifyPasskeyAuthentication({
          body: { response: withoutNothing(response) },
          headers: c.req.raw.headers,
          returnHeaders: true,
        })
        if (before.kind === 'person') {
          // While the session before still lives: should it fail, a guest is still who they were, and can try again.
          await claim(services, accountOf(before), signedIn.user.id)
          await store.tx(endSession(accountOf(before), before.session.id))
          closeSessionBefore(services, c)
        }
        passCookies(headers, c)
        log.info('signed in with a passkey')
        return c.json({ next: nextPath(next) })
      })
    },
  )

  return app
}

/** @throws {@link RequestProblem} `account-needed` for a guest, who can't be reached */
function requireAccount(c: Context<AppEnv>): SignedIn {
  const visitor = requirePerson(c.get('visitor'))
  if (visitor.person.guest) throw new RequestProblem('account-needed')
  return visitor
}

/** The library tells many ways to fail apart; a browser is told one, so that nobody learns which passkeys there are. */
async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isAPIError(error)) throw error
    throw new RequestProblem(error.body?.code === 'SESSION_NOT_FRESH' ? 'session-not-fresh' : 'passkey-refused', { cause: error })
  }
}

/** Browsers say "no handle" by null, the library by leaving it out. */
function withoutNothing({ response: { userHandle, ...response }, ...rest }: z.infer<typeof Used>) {
  return { ...rest, response: { ...response, ...(typeof userHandle === 'string' ? { userHandle } : {}) } }
}

const passkeysOf = (account: string): Script<PasskeyView[]> =>
  function* ({ db, s }) {
    const { id, name, createdAt, userId } = s.authPasskey
    const rows = yield* q(
      db.select({ id, name, createdAt }).from(s.authPasskey).where(eq(userId, account)).orderBy(asc(createdAt), asc(id)),
    )
    return rows.map((row) => ({ id: row.id, name: row.name ?? '', addedAt: (row.createdAt ?? new Date(0)).toISOString() }))
  }

const removePasskey = (account: string, passkey: string): Script<boolean> =>
  function* ({ db, s }) {
    const { id, userId } = s.authPasskey
    const removed = yield* q(
      db
        .delete(s.authPasskey)
        .where(and(eq(id, passkey), eq(userId, account)))
        .returning({ id }),
    )
    return removed.length > 0
  }
