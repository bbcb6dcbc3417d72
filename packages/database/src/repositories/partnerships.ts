import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { PartnershipId, PartnershipRole, PersonId } from '@samskriv/domain'
import { newPartnershipId } from '../new-id.ts'
import type { EventActor } from '../schema/work.ts'
import { prepared, q, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface Partnership {
  readonly id: PartnershipId
  readonly name: string
}

/** The partnership of an installation that has one; the oldest should there be more. */
export const theOnlyPartnership = (): Script<Partnership | undefined> =>
  function* ({ db, s }) {
    const [row] = yield* q(
      db.select({ id: s.partnership.id, name: s.partnership.name }).from(s.partnership).orderBy(asc(s.partnership.createdAt)).limit(1),
    )
    return row
  }

export const createPartnership = (name: string, actor: EventActor): Script<PartnershipId> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const id = newPartnershipId(ctx)
    yield* q(db.insert(s.partnership).values({ id, name, createdAt: clock() }))
    yield* appendEvent({ partnership: id, study: null, actor, kind: 'partnership.created', subjectKind: 'partnership', subject: id })(ctx)
    return id
  }

export const renamePartnership = (id: PartnershipId, name: string, actor: EventActor): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    yield* q(db.update(s.partnership).set({ name }).where(eq(s.partnership.id, id)))
    yield* appendEvent({ partnership: id, study: null, actor, kind: 'partnership.renamed', subjectKind: 'partnership', subject: id })(ctx)
  }

/** What a person is in a partnership; null for whoever is not in it. A place in a study that has ended, is paused or is in the bin is none. */
export const roleInPartnership = (partnership: PartnershipId, person: PersonId): Script<PartnershipRole | null> =>
  function* ({ db, s }) {
    const { partnershipMember: member, participant, study } = s
    const [own] = yield* q(
      db
        .select({ steward: member.steward })
        .from(member)
        .where(and(eq(member.partnership, partnership), eq(member.person, person))),
    )
    if (own !== undefined) return own.steward ? 'steward' : 'member'
    const [place] = yield* q(
      db
        .select({ id: participant.id })
        .from(participant)
        .innerJoin(study, eq(study.id, participant.study))
        .where(
          and(
            eq(participant.person, person),
            isNull(participant.endedAt),
            isNull(participant.suspendedAt),
            eq(study.partnership, partnership),
            isNull(study.deletedAt),
          ),
        )
        .limit(1),
    )
    return place === undefined ? null : 'member'
  }

/** Whether a person runs the installation: adds stewards, reads the outbox, starts studies. */
export const isInstallationSteward = (person: PersonId): Script<boolean> =>
  function* (ctx) {
    return (yield* stewardships(ctx, { person })).length > 0
  }

const stewardships = prepared(({ db, s }) =>
  db
    .select({ person: s.partnershipMember.person })
    .from(s.partnershipMember)
    .where(and(eq(s.partnershipMember.person, sql.placeholder('person')), eq(s.partnershipMember.steward, true)))
    .limit(1),
)

export const hasSteward = (): Script<boolean> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db.select({ person: s.partnershipMember.person }).from(s.partnershipMember).where(eq(s.partnershipMember.steward, true)).limit(1),
    )
    return rows.length > 0
  }

/** Those who run the installation, in the order in which they came to it. */
export const listStewards = (): Script<PersonId[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ person: s.partnershipMember.person })
        .from(s.partnershipMember)
        .where(eq(s.partnershipMember.steward, true))
        .orderBy(asc(s.partnershipMember.createdAt), asc(s.partnershipMember.person)),
    )
    return rows.map(({ person }) => person)
  }

export const makeSteward = (partnership: PartnershipId, person: PersonId, actor: EventActor): Script<void> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    yield* q(
      db
        .insert(s.partnershipMember)
        .values({ partnership, person, steward: true, createdAt: clock() })
        .onConflictDoUpdate({ target: [s.partnershipMember.partnership, s.partnershipMember.person], set: { steward: true } }),
    )
    yield* appendEvent({ partnership, study: null, actor, kind: 'steward.made', subjectKind: 'person', subject: person })(ctx)
  }
