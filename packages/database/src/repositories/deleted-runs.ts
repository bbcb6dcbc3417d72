import { lte } from 'drizzle-orm'
import { q, type Script } from '../script.ts'

/** Empties the graveyard of runs whose time is over, in every study and epoch. */
export const forgetExpiredRuns = (now: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.graveyard).where(lte(s.graveyard.expiresAt, now)))
  }
