import { isAPIError } from 'better-auth/api'
import type { Context } from 'hono'
import { clientAddress } from '../http/client-address.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { namePath } from '../people/name-pages.ts'
import { nextPath } from './next-path.ts'
import type { OidcAnswer, OidcRefusal } from './oidc.ts'

// What the pages and the JSON routes share. Cookies of the answer are put on `c`.

/** Mails a code. Takes the same way for every address. @param email - valid, lower case */
export async function requestCode(services: Services, c: Context<AppEnv>, email: string, next: string | undefined): Promise<void> {
  const address = clientAddress(c, services.config.trustedProxies)
  await services.limits.count(['mail-here', `${email} ${address}`])
  if (!(await services.limits.allows('mail-first', `${email} ${address}`))) await services.limits.count(['mailbox', email])
  await services.limits.count(['mail-address', address])
  const { headers } = await services.auth.api.sendEmailCode({
    body: { email, language: c.get('language'), next: nextPath(next) },
    headers: c.req.raw.headers,
    returnHeaders: true,
  })
  passCookies(headers, c)
}

export interface CodeAttempt {
  /** From a mailed link; otherwise the browser's own. */
  readonly challenge?: string
  readonly email?: string
  readonly code: string
}

/** @returns the path to go on to @throws {@link RequestProblem} `wrong-code` or `code-used` */
export async function verifyCode(services: Services, c: Context<AppEnv>, attempt: CodeAttempt): Promise<string> {
  try {
    const { headers, response } = await services.auth.api.verifyEmailCode({
      body: attempt,
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    passCookies(headers, c)
    services.log.info('signed in')
    return arrive(services, c, response)
  } catch (error) {
    if (!isAPIError(error) || error.body?.code === undefined) throw error
    services.log.info('sign-in refused', { reason: error.body.code })
    // Once it is known to be wrong: whoever guesses keeps nobody out who has the right code and the same address.
    await services.limits.count(['wrong-code', clientAddress(c, services.config.trustedProxies)])
    throw new RequestProblem(error.body.code === 'wrong-code' ? 'wrong-code' : 'code-used')
  }
}

/** @returns where people go to sign in with the provider; null while nobody can */
export async function beginOidc(services: Services, c: Context<AppEnv>, next: string): Promise<string | null> {
  await services.limits.count(['elsewhere-address', clientAddress(c, services.config.trustedProxies)])
  const { headers, response } = await services.auth.api.beginOidc({
    body: { language: c.get('language'), next },
    headers: c.req.raw.headers,
    returnHeaders: true,
  })
  passCookies(headers, c)
  return response?.url ?? null
}

/** @returns the path to go on to, or why nobody is signed in and, where it is known, where they wanted to go */
export async function finishOidc(
  services: Services,
  c: Context<AppEnv>,
  answer: OidcAnswer,
): Promise<{ readonly path: string } | { readonly reason: OidcRefusal; readonly next: string }> {
  await services.limits.count(['elsewhere-address', clientAddress(c, services.config.trustedProxies)])
  const { headers, response } = await services.auth.api.finishOidc({ body: answer, headers: c.req.raw.headers, returnHeaders: true })
  passCookies(headers, c)
  if (response.signedIn) {
    services.log.info('signed in with the provider')
    return { path: arrive(services, c, response) }
  }
  const { reason, detail, begun } = response
  services.log[reason === 'failed' ? 'warn' : 'info']('sign-in refused', { reason: `oidc-${reason}`, detail })
  // The page that they began on may have been asked for in another language than the browser's.
  if (begun !== undefined && c.get('visitor').kind === 'anonymous') c.set('language', begun.language)
  return { reason, next: nextPath(begun?.next) }
}

/** Closes what was open by the session before. @returns the path to go on to */
function arrive(services: Services, c: Context<AppEnv>, { next: wanted, named }: { next: string; named: boolean }): string {
  closeSessionBefore(services, c)
  const next = nextPath(wanted)
  return named ? next : namePath(next)
}

/** Begins a session for somebody who has shown in another way than by mail who they are; the one this browser had ends. */
export async function openSessionAs(services: Services, c: Context<AppEnv>, account: string): Promise<void> {
  const { headers } = await services.auth.api.openSession({ body: { account }, headers: c.req.raw.headers, returnHeaders: true })
  passCookies(headers, c)
  const before = c.get('visitor')
  if (before.kind === 'person') closeSession(services, before.session.id)
}

/**
 * Ends the session and, at once, every socket that lives by it. The browser is told to forget what its cache has of us, such as pictures of
 * case studies. Its storage is left to our pages, which look first for words that it alone has.
 */
export async function signOut(services: Services, c: Context<AppEnv>): Promise<void> {
  const visitor = c.get('visitor')
  const { headers } = await services.auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
  passCookies(headers, c)
  c.header('Clear-Site-Data', '"cache"')
  if (visitor.kind === 'anonymous') return
  closeSession(services, visitor.session.id)
  services.log.info('signed out', { person: visitor.person.id })
}

/**
 * Closes what was open by the session that came along with a request which began another one. What a guest had open comes back as the
 * account, to which everything went over: once the answer with the new cookie is on its way, or it would come back with the old one.
 */
export function closeSessionBefore(services: Pick<Services, 'sockets' | 'rooms'>, c: Context<AppEnv>): void {
  const before = c.get('visitor')
  if (before.kind === 'anonymous') return
  const { id } = before.session
  if (before.person.guest) c.env.outgoing.once('finish', () => closeSession(services, id, 'role'))
  else closeSession(services, id)
}

export function closeSession(
  { sockets, rooms }: Pick<Services, 'sockets' | 'rooms'>,
  session: string,
  change: 'signed-out' | 'role' = 'signed-out',
): void {
  for (const { study, participant } of sockets.ofSession(session)) rooms.accessChanged(study, participant, change, session)
}

export function passCookies(headers: Headers, c: Context<AppEnv>): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}
