import { and, asc, eq, lt } from 'drizzle-orm'
import type { ParticipantId, PersonId, StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface AccessRequest {
  readonly id: string
  readonly study: StudyId
  readonly person: PersonId
  /** What they call themselves; empty when they have not said. */
  readonly name: string
  readonly email: string | null
  readonly at: number
}

/**
 * Asks once: whoever asks again while a steward has yet to answer, or after a no, changes nothing. It is noted for an id of no study too.
 *
 * @returns whether it is new
 */
export const askForAccess = (study: StudyId, person: PersonId, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock, newId } = ctx
    const id = newId()
    const added = yield* q(
      db
        .insert(s.accessRequest)
        .values({ id, study, person, state: 'waiting', at: clock() })
        .onConflictDoNothing({ target: [s.accessRequest.study, s.accessRequest.person] })
        .returning({ id: s.accessRequest.id }),
    )
    if (added.length === 0) return false
    yield* requestEvent(study, id, actor, 'access.asked')(ctx)
    return true
  }

/** Those who wait for an answer, longest first. */
export const waitingRequests = (study: StudyId): Script<AccessRequest[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select({
          id: s.accessRequest.id,
          study: s.accessRequest.study,
          person: s.accessRequest.person,
          name: s.person.displayName,
          email: s.authUser.email,
          at: s.accessRequest.at,
        })
        .from(s.accessRequest)
        .innerJoin(s.person, eq(s.person.id, s.accessRequest.person))
        .leftJoin(s.authUser, and(eq(s.authUser.id, s.person.authUser), eq(s.authUser.guest, false)))
        .where(and(eq(s.accessRequest.study, study), eq(s.accessRequest.state, 'waiting')))
        .orderBy(asc(s.accessRequest.at), asc(s.accessRequest.id)),
    )
  }

export const requestStateOf = (study: StudyId, person: PersonId): Script<'none' | 'waiting' | 'approved' | 'declined'> =>
  function* ({ db, s }) {
    const [found] = yield* q(
      db
        .select({ state: s.accessRequest.state })
        .from(s.accessRequest)
        .where(and(eq(s.accessRequest.study, study), eq(s.accessRequest.person, person))),
    )
    return found?.state ?? 'none'
  }

/** Answers a request of this very study that still waits. @returns who had asked; undefined when there is none */
export const decideRequest = (
  study: StudyId,
  id: string,
  state: 'approved' | 'declined',
  by: ParticipantId,
  actor: EventActor,
): Script<PersonId | undefined> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const [decided] = yield* q(
      db
        .update(s.accessRequest)
        .set({ state, decidedBy: by, decidedAt: clock() })
        .where(and(eq(s.accessRequest.study, study), eq(s.accessRequest.id, id), eq(s.accessRequest.state, 'waiting')))
        .returning({ person: s.accessRequest.person }),
    )
    if (decided === undefined) return undefined
    yield* requestEvent(study, id, actor, `access.${state}`)(ctx)
    return decided.person
  }

/** Questions that nobody has answered for so long, those about no study among them. @param before - UTC milliseconds */
export const forgetRequests = (before: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.accessRequest).where(and(eq(s.accessRequest.state, 'waiting'), lt(s.accessRequest.at, before))))
  }

const requestEvent = (study: StudyId, subject: string, actor: EventActor, kind: string): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const [found] = yield* q(db.select({ partnership: s.study.partnership }).from(s.study).where(eq(s.study.id, study)))
    if (found === undefined) return
    yield* appendEvent({ ...found, study, actor, kind, subjectKind: 'access-request', subject })(ctx)
  }
