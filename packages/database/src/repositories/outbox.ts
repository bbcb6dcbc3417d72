import { and, asc, desc, eq, inArray, isNull, like, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { MailState, MailTo } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'

export interface Mail {
  readonly id: string
  readonly to: MailTo
  readonly kind: string
  readonly state: MailState
  readonly attempts: number
  /** Null once the mail has left or was given up: a sign-in code does not rest here. */
  readonly payload: unknown
  /** When it was handed over last, as long as nobody knows whether it was taken; null when it was not. */
  readonly handedOverAt: number | null
  readonly createdAt: number
  readonly sentAt: number | null
}

export const queueMail = (mail: { to: MailTo; kind: string; payload: unknown }): Script<string> =>
  function* ({ db, s, clock, newId }) {
    const id = newId()
    const at = clock()
    const { to, ...rest } = mail
    yield* q(db.insert(s.outbox).values({ ...rest, id, toRef: to, state: 'waiting', attempts: 0, createdAt: at, nextAt: at }))
    return id
  }

/**
 * The next mail that is due, for this caller alone until the lease runs out. Should the sender die, another claims it then; whether it was
 * handed over by then tells `handedOverAt`.
 */
export const claimMail = (now: number, leaseMs: number): Script<Mail | undefined> =>
  function* (ctx) {
    const { db, s } = ctx
    const due = db
      .select({ id: s.outbox.id })
      .from(s.outbox)
      .where(and(eq(s.outbox.state, 'waiting'), lte(s.outbox.nextAt, now), or(isNull(s.outbox.leaseUntil), lte(s.outbox.leaseUntil, now))))
      .orderBy(asc(s.outbox.nextAt), asc(s.outbox.id))
      .limit(1)
    const [mail] = yield* q(
      db
        .update(s.outbox)
        .set({ leaseUntil: now + leaseMs, attempts: sql`${s.outbox.attempts} + 1` })
        .where(inArray(s.outbox.id, due))
        .returning(mailColumns(s)),
    )
    return mail
  }

/** It is handed over now: on disk before the first byte of it leaves. */
export const mailHandedOver = (id: string): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.update(s.outbox).set({ handedOverAt: clock() }).where(eq(s.outbox.id, id)))
  }

/** Whether it was taken is not known, and it is not sent again; what it said is erased. */
export const mailUnknown = (id: string): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.outbox).set({ state: 'unknown', payload: null, leaseUntil: null }).where(eq(s.outbox.id, id)))
  }

/** Nobody has any of them now: what a process had that has ended need not wait until its lease is over. */
export const releaseMail = (): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.outbox).set({ leaseUntil: null }).where(eq(s.outbox.state, 'waiting')))
  }

/** The mail has left; what it said is erased. */
export const mailSent = (id: string): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(
      db
        .update(s.outbox)
        .set({ state: 'sent', payload: null, leaseUntil: null, handedOverAt: null, sentAt: clock() })
        .where(eq(s.outbox.id, id)),
    )
  }

/** It was not taken. @param retryAt - when to try again; null gives up and erases what it said */
export const mailFailed = (id: string, retryAt: number | null): Script<void> =>
  function* ({ db, s }) {
    const outcome = retryAt === null ? { state: 'failed' as const, payload: null } : { nextAt: retryAt }
    yield* q(
      db
        .update(s.outbox)
        .set({ ...outcome, leaseUntil: null, handedOverAt: null })
        .where(eq(s.outbox.id, id)),
    )
  }

/** Takes back what waits to be sent: mails of a kind whose content names something. */
export const dropWaitingMail = (kind: string, names: string): Script<void> =>
  function* ({ db, s }) {
    const { outbox } = s
    const naming = like(sql<string>`coalesce(${outbox.payload}, '')`, `%${names}%`)
    yield* q(db.delete(outbox).where(and(eq(outbox.state, 'waiting'), eq(outbox.kind, kind), naming)))
  }

/** Newest first. */
export const recentMail = (limit = 100): Script<Mail[]> =>
  function* ({ db, s }) {
    return yield* q(db.select(mailColumns(s)).from(s.outbox).orderBy(desc(s.outbox.createdAt), desc(s.outbox.id)).limit(limit))
  }

/** Forgets whom mails went to, or could not go to, before a moment. One that still waits stays. */
export const forgetSentMail = (before: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(
      db.delete(s.outbox).where(and(ne(s.outbox.state, 'waiting'), lt(sql`coalesce(${s.outbox.sentAt}, ${s.outbox.createdAt})`, before))),
    )
  }

function mailColumns(s: Ctx['s']) {
  return {
    id: s.outbox.id,
    to: s.outbox.toRef,
    kind: s.outbox.kind,
    state: s.outbox.state,
    attempts: s.outbox.attempts,
    payload: s.outbox.payload,
    handedOverAt: s.outbox.handedOverAt,
    createdAt: s.outbox.createdAt,
    sentAt: s.outbox.sentAt,
  }
}
