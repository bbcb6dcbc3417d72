import { q, type Script } from '@samskriv/database'
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { oldestSession, sessionEnd } from '../auth/session-lifetime.ts'

export interface OpenSession {
  readonly id: string
  readonly startedAt: Date
  /** To the hour: see `useNotedEveryS`. */
  readonly lastUsedAt: Date
  readonly expiresAt: Date
}

/** Where an account is signed in, newest first. */
export const sessionsOf = (account: string): Script<OpenSession[]> =>
  function* ({ db, s, clock }) {
    const { id, userId, createdAt, updatedAt, expiresAt } = s.authSession
    const rows = yield* q(
      db
        .select({ id, createdAt, updatedAt, expiresAt })
        .from(s.authSession)
        .where(and(eq(userId, account), gt(expiresAt, new Date(clock())), gt(createdAt, oldestSession(clock()))))
        .orderBy(desc(createdAt), desc(id)),
    )
    return rows.map((row) => ({
      id: row.id,
      startedAt: row.createdAt,
      lastUsedAt: row.updatedAt,
      expiresAt: new Date(sessionEnd(row)),
    }))
  }

/** @returns whether this account had such a session */
export const endSession = (account: string, session: string): Script<boolean> =>
  function* ({ db, s }) {
    const { id, userId } = s.authSession
    const ended = yield* q(
      db
        .delete(s.authSession)
        .where(and(eq(id, session), eq(userId, account)))
        .returning({ id }),
    )
    return ended.length > 0
  }

/** @returns the ids of the sessions that were ended */
export const endOtherSessions = (account: string, kept: string): Script<string[]> =>
  function* ({ db, s }) {
    const { id, userId } = s.authSession
    const ended = yield* q(
      db
        .delete(s.authSession)
        .where(and(eq(userId, account), ne(id, kept)))
        .returning({ id }),
    )
    return ended.map((row) => row.id)
  }
