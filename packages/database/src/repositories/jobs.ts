import { and, asc, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Schema } from '../schema.ts'
import { q, type Script } from '../script.ts'

export interface Job {
  readonly id: string
  readonly kind: string
  readonly uniqueKey: string
  /** The time that it was due. */
  readonly runAt: number
  /** How often it was started, this time included. */
  readonly attempts: number
  readonly payload: unknown
}

/**
 * Asks for work at a time. A job of the same kind and key that waits already stays as it is. One that is running has perhaps looked already
 * at what there is to do: it is done once more afterwards, with what is asked for now, at that time.
 *
 * @returns whether there is something more to do than before
 */
export const enqueue = (kind: string, uniqueKey: string, runAt: number, payload: unknown = null): Script<boolean> =>
  function* ({ db, s, newId }) {
    const asked = yield* q(
      db
        .insert(s.job)
        .values({ id: newId(), kind, uniqueKey, runAt, attempts: 0, payload })
        .onConflictDoUpdate({
          target: [s.job.kind, s.job.uniqueKey],
          // Another time than that of the run under way, which tells the two apart.
          set: { runAt: sql`CASE WHEN ${s.job.runAt} >= ${runAt} THEN ${s.job.runAt} + 1 ELSE ${runAt} END`, payload },
          setWhere: isNotNull(s.job.leaseUntil),
        })
        .returning({ id: s.job.id }),
    )
    return asked.length > 0
  }

/**
 * The next job of some kinds that is due, for this caller alone until the lease runs out; a job may therefore run twice and must bear it.
 * Leases are in the database: what a process was at when it died is claimed again by the next.
 */
export const claimJob = (kinds: readonly string[], now: number, leaseMs: number): Script<Job | undefined> =>
  function* ({ db, s }) {
    const isFree = or(isNull(s.job.leaseUntil), lte(s.job.leaseUntil, now))
    const isDue = and(inArray(s.job.kind, [...kinds]), lte(s.job.runAt, now), isFree)
    const due = db.select({ id: s.job.id }).from(s.job).where(isDue).orderBy(asc(s.job.runAt), asc(s.job.id)).limit(1)
    const { id, kind, uniqueKey, runAt, attempts, payload } = s.job
    const [job] = yield* q(
      db
        .update(s.job)
        .set({ leaseUntil: now + leaseMs, attempts: sql`${attempts} + 1` })
        .where(and(inArray(id, due), isDue))
        .returning({ id, kind, uniqueKey, runAt, attempts, payload }),
    )
    return job
  }

/** Takes it away, unless it was asked for again meanwhile. Nothing happens when somebody else has it by now. */
export const finishJob = (job: Job): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.job).where(and(isStill(s, job), eq(s.job.runAt, job.runAt))))
    yield* q(db.update(s.job).set({ leaseUntil: null, attempts: 0 }).where(isStill(s, job)))
  }

/** To be tried again. Nothing happens when somebody else has it by now. */
export const failJob = (job: Job, retryAt: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.job).set({ runAt: retryAt, leaseUntil: null }).where(isStill(s, job)))
  }

/** As its caller has claimed it: each claim counts one more. */
function isStill({ job: jobs }: Schema, { id, attempts }: Job): SQL | undefined {
  return and(eq(jobs.id, id), eq(jobs.attempts, attempts))
}
