import { ensurePersonForEmail, q, type Script } from '@samskriv/database'
import type { Language } from '@samskriv/domain'
import { SignInRequest } from '@samskriv/protocol'
import { and, eq } from 'drizzle-orm'
import type { Identity } from './oidc.ts'

/**
 * The account of somebody whom a provider knows. The first time it is that of the address which the provider says is theirs, made when
 * there is none. From then on it is the same one, whatever address they have there: ours is not changed without them.
 *
 * @returns its id; null when the provider confirms no address
 */
export const accountOfIdentity = ({ issuer, subject, email }: Identity, language: Language): Script<string | null> =>
  function* (ctx) {
    const { db, s, clock, newId } = ctx
    const { providerId, accountId, userId } = s.authAccount
    const [linked] = yield* q(
      db
        .select({ userId })
        .from(s.authAccount)
        .where(and(eq(providerId, issuer), eq(accountId, subject))),
    )
    if (linked !== undefined) return linked.userId
    const address = reachable(email)
    if (address === null) return null
    const { authUser } = yield* ensurePersonForEmail(address, '', language)(ctx)
    if (authUser === null) throw new Error('account-missing')
    const at = new Date(clock())
    yield* q(db.update(s.authUser).set({ emailVerified: true, updatedAt: at }).where(eq(s.authUser.id, authUser)))
    // Without the provider's tokens: nothing is ever asked of it in somebody's name.
    yield* q(
      db
        .insert(s.authAccount)
        .values({ id: newId(), providerId: issuer, accountId: subject, userId: authUser, createdAt: at, updatedAt: at }),
    )
    return authUser
  }

/** Lower case. Null for what is no address, and for those of guests, which reach nobody and belong to nobody elsewhere (RFC 2606). */
function reachable(email: string | null): string | null {
  const parsed = SignInRequest.safeParse({ email: email?.trim().toLowerCase() })
  return parsed.success && !parsed.data.email.endsWith('.invalid') ? parsed.data.email : null
}
