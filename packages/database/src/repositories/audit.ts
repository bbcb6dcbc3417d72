import { and, desc, eq, gte, inArray, like, lt, or, type SQL } from 'drizzle-orm'
import type { PersonId, StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { eventColumns, type StudyEvent } from './events.ts'

export interface AuditFilter {
  /** One person may have acted as a person and as a participant. */
  readonly actors?: readonly EventActor[]
  /** A kind, or what stands before its dot for all of a subject. */
  readonly kind?: string
  /** UTC milliseconds; from included, until not. */
  readonly from?: number
  readonly until?: number
  /** Only what is older than this event. */
  readonly before?: number
}

/** What happened in a study, newest first. */
export const auditOf = (study: StudyId, filter: AuditFilter, limit: number): Script<StudyEvent[]> =>
  function* ({ db, s }) {
    const { actors, kind, from, until, before } = filter
    const conditions: (SQL | undefined)[] = [
      eq(s.event.study, study),
      actors === undefined ? undefined : inArray(s.event.actor, [...actors]),
      kind === undefined ? undefined : or(eq(s.event.kind, kind), like(s.event.kind, `${kind}.%`)),
      from === undefined ? undefined : gte(s.event.at, from),
      until === undefined ? undefined : lt(s.event.at, until),
      before === undefined ? undefined : lt(s.event.seq, before),
    ]
    const rows = yield* q(
      db
        .select(eventColumns(s))
        .from(s.event)
        .where(and(...conditions))
        .orderBy(desc(s.event.seq))
        .limit(limit),
    )
    return rows.flatMap(({ seq, ...event }) => (seq === null ? [] : [{ seq, ...event }]))
  }

/** Guests who have become one of these people: what they did before is theirs. */
export const formerGuestsOf = (people: readonly PersonId[]): Script<{ id: PersonId; now: PersonId }[]> =>
  function* ({ db, s }) {
    if (people.length === 0) return []
    const rows = yield* q(
      db
        .select({ id: s.person.id, now: s.person.mergedInto })
        .from(s.person)
        .where(inArray(s.person.mergedInto, [...people])),
    )
    return rows.flatMap(({ id, now }) => (now === null ? [] : [{ id, now }]))
  }

/** Who asked to be let in, by the id of their request. */
export const requestersOf = (study: StudyId): Script<{ id: string; name: string }[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select({ id: s.accessRequest.id, name: s.person.displayName })
        .from(s.accessRequest)
        .innerJoin(s.person, eq(s.person.id, s.accessRequest.person))
        .where(eq(s.accessRequest.study, study)),
    )
  }
