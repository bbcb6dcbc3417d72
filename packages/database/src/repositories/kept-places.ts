import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { ParticipantId, PersonId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { participantEvent } from './participants.ts'

/**
 * Gives a place that was kept for somebody to the person who has come. Whoever came before without an account, and has not said that it
 * is them, makes room: a steward has invited anew.
 *
 * @returns false when it is somebody else's already
 */
export const takePlace = (id: ParticipantId, person: PersonId, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const guests = db
      .select({ id: s.person.id })
      .from(s.person)
      .innerJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
      .where(eq(s.authUser.guest, true))
    const { person: holder } = s.participant
    const taken = yield* q(
      db
        .update(s.participant)
        // What a steward vouched for before they came they still say themselves. Nobody writes for them any more, and calls them anything.
        .set({ person, sectorKnownBy: 'invitation', capacityConfirmedAt: null, knownAs: null })
        .where(
          and(
            eq(s.participant.id, id),
            or(isNull(holder), and(inArray(holder, guests), isNull(s.participant.capacityConfirmedAt))),
            isNull(s.participant.endedAt),
          ),
        )
        .returning({ id: s.participant.id }),
    )
    if (taken.length === 0) return false
    return yield* participantEvent(id, actor, 'participant.came', {})(ctx)
  }

/** Shows a person by the name they give themselves and no longer by what others called them; without one of their own, that stays. */
export const showOwnName = (id: ParticipantId): Script<void> =>
  function* ({ db, s }) {
    const named = db.select({ id: s.person.id }).from(s.person).where(ne(s.person.displayName, ''))
    yield* q(
      db
        .update(s.participant)
        .set({ publicLabel: null })
        .where(and(eq(s.participant.id, id), or(eq(s.participant.publicLabel, ''), inArray(s.participant.person, named)))),
    )
  }
