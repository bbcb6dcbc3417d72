import { q, type Script } from '@samskriv/database'
import { and, gt, inArray } from 'drizzle-orm'
import { oldestSession } from '../auth/session-lifetime.ts'
import { closeSession } from '../auth/sign-in.ts'
import type { Services } from '../services.ts'

const everyMs = 500
/** As many ids as a query may hold. */
const batch = 500

/**
 * A session can end without anybody saying so: its time is up, or its row was removed. Its sockets are closed within a second.
 * Everything that does say so (signing out, a removal, a changed role) closes them at once.
 */
export function watchSessions({
  store,
  sockets,
  rooms,
  clock,
  log,
}: Pick<Services, 'store' | 'sockets' | 'rooms' | 'clock' | 'log'>): () => void {
  let running = false
  const timer = setInterval(() => {
    if (running || sockets.size === 0) return
    running = true
    check()
      .catch((error: unknown) => log.error('session watch failed', { error }))
      .finally(() => {
        running = false
      })
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)

  async function check(): Promise<void> {
    const open = sockets.sessions
    for (let from = 0; from < open.length; from += batch) {
      const some = open.slice(from, from + batch)
      const alive = new Set(await store.read(sessionsAlive(some, clock())))
      for (const session of some) {
        if (alive.has(session)) continue
        closeSession({ sockets, rooms }, session)
        log.info('session ended', { sockets: sockets.ofSession(session).length })
      }
    }
  }
}

const sessionsAlive = (ids: readonly string[], now: number): Script<string[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ id: s.authSession.id })
        .from(s.authSession)
        .where(
          and(
            inArray(s.authSession.id, [...ids]),
            gt(s.authSession.expiresAt, new Date(now)),
            gt(s.authSession.createdAt, oldestSession(now)),
          ),
        ),
    )
    return rows.map(({ id }) => id)
  }
