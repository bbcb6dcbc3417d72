import { prepared, q, type Script } from '@samskriv/database'
import type { PersonId } from '@samskriv/domain'
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import { oldestSession } from '../auth/session-lifetime.ts'
import { closeSession } from '../auth/sign-in.ts'
import type { Services } from '../services.ts'

const everyMs = 500
/** So long the answer that signs a guest in may be on its way: what they have open is closed when it has gone, and comes back as the account. */
const goingOverMs = 10_000
/** How many sessions one query asks about. */
const batch = 100
const places = Array.from({ length: batch }, (_, place) => `id${place}`)

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
  /** Sessions of guests that ended because they have signed in, and since when that is known: UTC milliseconds. */
  const goingOver = new Map<string, number>()
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
    for (const session of goingOver.keys()) if (!open.includes(session)) goingOver.delete(session)
    for (let from = 0; from < open.length; from += batch) {
      const some = open.slice(from, from + batch)
      const alive = new Set(await store.read(sessionsAlive(some, clock())))
      for (const session of some) {
        if (alive.has(session) || (await isGoingOver(session))) continue
        closeSession({ sockets, rooms }, session)
        log.info('session ended', { sockets: sockets.ofSession(session).length })
      }
    }
  }

  /** Told that they are signed out, pages would not come back by themselves. */
  async function isGoingOver(session: string): Promise<boolean> {
    const [socket] = sockets.ofSession(session)
    if (socket === undefined || !(await store.read(hasSignedIn(socket.person)))) return false
    const since = goingOver.get(session) ?? clock()
    goingOver.set(session, since)
    return clock() - since < goingOverMs
  }
}

const hasSignedIn = (person: PersonId): Script<boolean> =>
  function* ({ db, s }) {
    const [row] = yield* q(db.select({ mergedInto: s.person.mergedInto }).from(s.person).where(eq(s.person.id, person)))
    return (row?.mergedInto ?? null) !== null
  }

const sessionsAlive = (ids: readonly string[], now: number): Script<string[]> =>
  function* (ctx) {
    const values = Object.fromEntries(places.map((name, place) => [name, ids[place] ?? '']))
    const rows = yield* aliveAmong(ctx, { ...values, now: new Date(now), oldest: oldestSession(now) })
    return rows.map(({ id }) => id)
  }

// Always of the same size, so that it is built once and not twice a second for every hundred people.
const aliveAmong = prepared(({ db, s }) => {
  const { id, expiresAt, createdAt } = s.authSession
  const after = (column: typeof expiresAt | typeof createdAt, name: string) => gt(column, sql.param(sql.placeholder(name), column))
  const among = inArray(
    id,
    places.map((name) => sql.placeholder(name)),
  )
  return db
    .select({ id })
    .from(s.authSession)
    .where(and(among, after(expiresAt, 'now'), after(createdAt, 'oldest')))
})
