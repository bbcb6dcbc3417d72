import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { PartnershipId, StudyId } from '@samskriv/domain'
import type { EventActor, EventData } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'

export interface NewEvent {
  readonly partnership: PartnershipId
  /** Null for what concerns the whole partnership. */
  readonly study: StudyId | null
  readonly actor: EventActor
  /** `<subject>.<what happened>`, such as `participant.added`. */
  readonly kind: string
  readonly subjectKind: string
  readonly subject: string
  /** Ids and counts; never text, names or addresses. */
  readonly data?: EventData
}

export interface StudyEvent {
  readonly seq: number
  readonly at: number
  readonly actor: EventActor
  readonly kind: string
  readonly subjectKind: string
  readonly subject: string
  readonly data: EventData
}

/** Records what happened, in the transaction in which it happens. @returns the event's place in its study, null outside of one */
export const appendEvent = (event: NewEvent): Script<number | null> =>
  function* ({ db, s, clock, newId }) {
    const { study, data = {}, ...rest } = event
    let seq: number | null = null
    if (study !== null) {
      // The counter is the study's own, so that a reader who has seen n never misses an event that commits later with a lower number.
      const [counted] = yield* q(
        db
          .update(s.study)
          .set({ eventSeq: sql`${s.study.eventSeq} + 1` })
          .where(eq(s.study.id, study))
          .returning({ seq: s.study.eventSeq }),
      )
      seq = counted?.seq ?? null
    }
    yield* q(db.insert(s.event).values({ id: newId(), study, seq, at: clock(), data, ...rest }))
    return seq
  }

/** What happened in a study after `afterSeq`, oldest first. */
export const eventsOf = (study: StudyId, afterSeq: number, limit = 500): Script<StudyEvent[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select(eventColumns(s))
        .from(s.event)
        .where(and(eq(s.event.study, study), gt(s.event.seq, afterSeq)))
        .orderBy(asc(s.event.seq))
        .limit(limit),
    )
    return rows.flatMap(({ seq, ...event }) => (seq === null ? [] : [{ seq, ...event }]))
  }

export function eventColumns(s: Ctx['s']) {
  return {
    seq: s.event.seq,
    at: s.event.at,
    actor: s.event.actor,
    kind: s.event.kind,
    subjectKind: s.event.subjectKind,
    subject: s.event.subject,
    data: s.event.data,
  }
}
