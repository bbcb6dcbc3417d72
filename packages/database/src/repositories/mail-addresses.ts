import { and, eq, gt, isNotNull, isNull, lt } from 'drizzle-orm'
import type { PersonId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

/** Where somebody without an account wants to be written to. */
export interface MailAddress {
  readonly email: string
  /** Whether they have shown that it is theirs. */
  readonly confirmed: boolean
}

export const mailAddressOf = (person: PersonId): Script<MailAddress | undefined> =>
  function* ({ db, s }) {
    const { email, confirmedAt } = s.mailAddress
    const [row] = yield* q(db.select({ email, confirmedAt }).from(s.mailAddress).where(eq(s.mailAddress.person, person)))
    return row === undefined ? undefined : { email: row.email, confirmed: row.confirmedAt !== null }
  }

/** Keeps an address until its owner confirms it; the one before it goes. @param tokenHash - of the secret in the link */
export const keepMailAddress = (person: PersonId, email: string, tokenHash: string): Script<void> =>
  function* ({ db, s, clock }) {
    const asked = { email: email.trim().toLowerCase(), tokenHash, askedAt: clock(), confirmedAt: null }
    yield* q(
      db
        .insert(s.mailAddress)
        .values({ person, ...asked })
        .onConflictDoUpdate({ target: s.mailAddress.person, set: asked }),
    )
  }

/** Whose address a link confirms; undefined when it is unknown, used, or was asked for before a moment. */
export const addressToConfirm = (tokenHash: string, askedAfter: number): Script<{ person: PersonId; email: string } | undefined> =>
  function* ({ db, s }) {
    const { person, email, askedAt } = s.mailAddress
    const [row] = yield* q(
      db
        .select({ person, email })
        .from(s.mailAddress)
        .where(and(eq(s.mailAddress.tokenHash, tokenHash), gt(askedAt, askedAfter))),
    )
    return row
  }

export const confirmMailAddress = (person: PersonId): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.update(s.mailAddress).set({ confirmedAt: clock(), tokenHash: null }).where(eq(s.mailAddress.person, person)))
  }

export const forgetMailAddress = (person: PersonId): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.mailAddress).where(eq(s.mailAddress.person, person)))
  }

/** Those that nobody has confirmed. */
export const forgetUnconfirmedAddresses = (askedBefore: number): Script<void> =>
  function* ({ db, s }) {
    const { confirmedAt, askedAt, tokenHash } = s.mailAddress
    yield* q(db.delete(s.mailAddress).where(and(isNull(confirmedAt), isNotNull(tokenHash), lt(askedAt, askedBefore))))
  }
