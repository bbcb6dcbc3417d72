import { and, asc, eq, sql } from 'drizzle-orm'
import type { PartnershipId, PersonId } from '@samskriv/domain'
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
