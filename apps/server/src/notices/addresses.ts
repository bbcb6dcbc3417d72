import { createHash, randomBytes } from 'node:crypto'
import { addressToConfirm, confirmMailAddress, keepMailAddress, queueMail, type Person, type Script } from '@samskriv/database'
import { LeaveAddress } from '@samskriv/protocol'
import type { Context } from 'hono'
import { clientAddress } from '../http/client-address.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'

/** So long the link works by which somebody shows that an address is theirs. */
export const confirmingMs = 3 * 24 * 60 * 60_000

/**
 * Asks the owner of an address whether it is theirs, by a mail to it; until they say so nothing else goes there.
 *
 * @returns whether it was an address at all
 * @throws {@link RequestProblem} `has-account` for somebody who is written to at the address of their account, `rate-limited`
 */
export async function askToConfirm(services: Services, c: Context<AppEnv>, person: Person, typed: string): Promise<boolean> {
  if (!person.guest) throw new RequestProblem('has-account')
  const parsed = LeaveAddress.shape.email.safeParse(typed.trim().toLowerCase())
  if (!parsed.success) return false
  const { store, limits, config, wakeMail, log } = services
  // Whoever makes us write to others has a share of their own, and each mailbox its own.
  await limits.count(['address-mail', person.id], ['mailbox', parsed.data], ['mail-address', clientAddress(c, config.trustedProxies)])
  const token = randomBytes(18).toString('base64url')
  await store.tx(function* (ctx) {
    yield* keepMailAddress(person.id, parsed.data, hashOf(token))(ctx)
    yield* queueMail({ to: `email:${parsed.data}`, kind: 'confirm-address', payload: { token, language: person.language } })(ctx)
  })
  wakeMail()
  log.info('address left', { person: person.id })
  return true
}

/** Which address a link is about; undefined when it is unknown, used or too old. */
export const addressBehind = (token: string): Script<string | undefined> =>
  function* (ctx) {
    return (yield* addressToConfirm(hashOf(token), ctx.clock() - confirmingMs)(ctx))?.email
  }

/** Its owner has shown that it is theirs. @returns it; undefined as above */
export const confirming = (token: string): Script<string | undefined> =>
  function* (ctx) {
    const found = yield* addressToConfirm(hashOf(token), ctx.clock() - confirmingMs)(ctx)
    if (found !== undefined) yield* confirmMailAddress(found.person)(ctx)
    return found?.email
  }

function hashOf(token: string): string {
  return createHash('sha256').update(`mail-address:${token}`).digest('base64url')
}
