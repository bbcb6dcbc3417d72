import { q, type Script } from '../script.ts'

/** Gives a new installation its id; does nothing when it has one. */
export const ensureInstallation = (): Script<void> =>
  function* ({ db, s, clock, newId }) {
    const rows = yield* q(db.select({ id: s.installation.id }).from(s.installation).limit(1))
    if (rows.length === 0) yield* q(db.insert(s.installation).values({ id: newId(), createdAt: clock() }))
  }

/** Who this installation is, in exports and log lines. */
export const installationId = (): Script<string | undefined> =>
  function* ({ db, s }) {
    const [row] = yield* q(db.select({ id: s.installation.id }).from(s.installation).limit(1))
    return row?.id
  }
