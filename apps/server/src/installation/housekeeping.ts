import { forgetExpiredRuns, q, type Script } from '@samskriv/database'
import { lt } from 'drizzle-orm'
import type { House } from '../composition.ts'

const everyMs = 60 * 60_000

/** What has to be forgotten is forgotten within the hour: deleted words whose time is over, sessions and codes that have ended. */
export function keepHouse({ database, clock, log }: House): () => void {
  const forget = (): void => {
    database.store
      .tx(forgetEnded(clock()))
      .then(() => database.forgetDeleted())
      // A full disk, for one: the next hour tries again.
      .catch((error: unknown) => log.error('housekeeping failed', { error }))
  }
  // At once as well: a server that is restarted more often than hourly forgets, too.
  forget()
  const timer = setInterval(forget, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

const forgetEnded = (now: number): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    yield* forgetExpiredRuns(now)(ctx)
    yield* q(db.delete(s.authSession).where(lt(s.authSession.expiresAt, new Date(now))))
    yield* q(db.delete(s.authVerification).where(lt(s.authVerification.expiresAt, new Date(now))))
  }
