import { and, eq } from 'drizzle-orm'
import type { AboutPart, ParticipantId, PartnershipId, StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { appendEvent } from './events.ts'
import type { StudyRecord } from './study-records.ts'

/** How often a part of what is told about a study was changed here, and by whom last. */
export interface AboutVersion {
  readonly part: AboutPart
  readonly version: number
  readonly changedBy: ParticipantId
  readonly changedAt: number
}

/** Parts nobody has changed here are missing: they are at version 0. */
export const aboutVersionsOf = (study: StudyId): Script<AboutVersion[]> =>
  function* ({ db, s }) {
    const { part, version, changedBy, changedAt } = s.aboutPart
    return yield* q(db.select({ part, version, changedBy, changedAt }).from(s.aboutPart).where(eq(s.aboutPart.study, study)))
  }

export interface AboutChange {
  readonly part: AboutPart
  /** As whoever changes it saw it. */
  readonly version: number
  /** The records of this kind, which take the place of all there were. */
  readonly kind: string
  readonly records: readonly StudyRecord[]
}

/** @returns false when somebody else has changed the part since: then nothing was stored */
export const changeAbout = (
  study: { readonly id: StudyId; readonly partnership: PartnershipId },
  { part, version, kind, records }: AboutChange,
  by: { readonly participant: ParticipantId; readonly actor: EventActor },
): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const known = yield* aboutVersionsOf(study.id)(ctx)
    if ((known.find((each) => each.part === part)?.version ?? 0) !== version) return false
    yield* q(db.delete(s.studyRecord).where(and(eq(s.studyRecord.study, study.id), eq(s.studyRecord.kind, kind))))
    if (records.length > 0)
      yield* q(db.insert(s.studyRecord).values(records.map((record) => ({ study: study.id, kind, id: record.id, body: record.body }))))
    const change = { version: version + 1, changedBy: by.participant, changedAt: clock() }
    yield* q(
      db
        .insert(s.aboutPart)
        .values({ study: study.id, part, ...change })
        .onConflictDoUpdate({ target: [s.aboutPart.study, s.aboutPart.part], set: change }),
    )
    yield* appendEvent({
      partnership: study.partnership,
      study: study.id,
      actor: by.actor,
      kind: 'about.changed',
      subjectKind: 'about',
      subject: part,
      data: { entries: records.length },
    })(ctx)
    return true
  }
