import { and, asc, eq, sql } from 'drizzle-orm'
import type { Anchor } from '@samskriv/attribution'
import type { StudyId } from '@samskriv/domain'
import type { StoredAnchor } from '@samskriv/sync-server'
import { DatabaseDamaged } from '../errors.ts'
import { q, type Script } from '../script.ts'

/** The places in a study's text that something points at, as a room keeps them, each with who alone hears of it. */
export const anchorsOf = (study: StudyId, epoch: number): Script<StoredAnchor[]> =>
  function* ({ db, s }) {
    const t = s.anchor
    const confidential = yield* q(
      db
        .select({ anchor: s.thread.anchor, asker: s.thread.asker })
        .from(s.thread)
        .where(and(eq(s.thread.study, study), sql`${s.thread.audience} <> 'everyone'`)),
    )
    const answered = yield* q(
      db
        .select({ anchor: s.answer.changedAnchor, asker: s.thread.asker })
        .from(s.answer)
        .innerJoin(s.thread, eq(s.answer.thread, s.thread.id))
        .where(and(eq(s.thread.study, study), sql`${s.thread.audience} <> 'everyone'`)),
    )
    const askerOf = new Map([...confidential, ...answered].map(({ anchor, asker }) => [anchor, asker]))
    const rows = yield* q(
      db
        .select()
        .from(t)
        .where(and(eq(t.study, study), eq(t.epoch, epoch)))
        .orderBy(asc(t.id)),
    )
    return rows.map(({ id, section, quote, prefix, suffix, state, ...ids }) => {
      const words = { id, section, quote, prefix, suffix, onlyFor: askerOf.get(id) ?? null }
      if (state === 'detached') return { ...words, state, start: null, end: null }
      const { startClient, startClock, endClient, endClock } = ids
      if (startClient === null || startClock === null || endClient === null || endClock === null)
        throw new DatabaseDamaged('anchor', `anchor ${id} is attached to nothing`)
      return { ...words, state, start: { client: startClient, clock: startClock }, end: { client: endClient, clock: endClock } }
    })
  }

/** What of an anchor a new epoch changes. */
export function anchorRow({ start, end, state, quote, prefix, suffix }: Anchor) {
  return {
    quote,
    prefix,
    suffix,
    startClient: start?.client ?? null,
    startClock: start?.clock ?? null,
    endClient: end?.client ?? null,
    endClock: end?.clock ?? null,
    state,
  }
}
