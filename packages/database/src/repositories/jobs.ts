import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { q, type Script } from '../script.ts'

export interface Job {
  readonly id: string
  readonly kind: string
  readonly uniqueKey: string
  /** How often it was started, this time included. */
  readonly attempts: number
  readonly payload: unknown
}

/** Asks for work at a time. A job of the same kind and key that waits already stays as it is. @returns whether it is a new job */
export const enqueue = (kind: string, uniqueKey: string, runAt: number, payload: unknown = null): Script<boolean> =>
  function* ({ db, s, newId }) {
    const added = yield* q(
      db
        .insert(s.job)
        .values({ id: newId(), kind, uniqueKey, runAt, attempts: 0, payload })
        .onConflictDoNothing({ target: [s.job.kind, s.job.uniqueKey] })
        .returning({ id: s.job.id }),
    )
    return added.length > 0
  }

/** The next job that is due, for this caller alone until the lease runs out; a job may therefore run twice and must bear it. */
export const claimJob = (now: number, leaseMs: number): Script<Job | undefined> =>
  function* ({ db, s }) {
    const due = db
      .select({ id: s.job.id })
      .from(s.job)
      .where(and(lte(s.job.runAt, now), or(isNull(s.job.leaseUntil), lte(s.job.leaseUntil, now))))
      .orderBy(asc(s.job.runAt), asc(s.job.id))
      .limit(1)
    const [job] = yield* q(
      db
        .update(s.job)
        .set({ leaseUntil: now + leaseMs, attempts: sql`${s.job.attempts} + 1` })
        .where(inArray(s.job.id, due))
        .returning({ id: s.job.id, kind: s.job.kind, uniqueKey: s.job.uniqueKey, attempts: s.job.attempts, payload: s.job.payload }),
    )
    return job
  }

export const finishJob = (id: string): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.job).where(eq(s.job.id, id)))
  }

export const failJob = (id: string, retryAt: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.job).set({ runAt: retryAt, leaseUntil: null }).where(eq(s.job.id, id)))
  }
