import { and, asc, count, eq, inArray, isNotNull, isNull, notExists, or, sql } from 'drizzle-orm'
import type { IdentityMode, OrganisationId, ParticipantId, PersonId, Role, Sector, StudyId } from '@samskriv/domain'
import type { Speaker } from '@samskriv/sync-server'
import { newParticipantId } from '../new-id.ts'
import type { SectorKnownBy } from '../schema/study.ts'
import type { EventActor, EventData } from '../schema/work.ts'
import { prepared, q, type Ctx, type Script } from '../script.ts'
import { appendEvent } from './events.ts'
import { guestPlacesOf } from './guest-places.ts'

export interface Participant {
  readonly id: ParticipantId
  /** The places they had in the study as a guest, before they signed in with the account that has this one: the words of these are theirs. */
  readonly guestPlaces: readonly ParticipantId[]
  readonly study: StudyId
  /** Null for a contributor without a device, or one whom an import brought. */
  readonly person: PersonId | null
  /** How they are shown: their label in this study, else their own name; empty while they have given neither. */
  readonly name: string
  readonly role: Role
  readonly sector: Sector | null
  readonly subtype: string | null
  readonly sectorKnownBy: SectorKnownBy | null
  readonly capacityConfirmedAt: number | null
  readonly identityMode: IdentityMode
  /** Their label in this study; null when they are shown by their own name. */
  readonly publicLabel: string | null
  /** Which organisation of the partnership they are of, by their own word or a steward's; also one that is off the list by now. */
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  /** Of a group. */
  readonly groupSize: number | null
  /** Who added somebody that has no device, and writes down what they say. */
  readonly managedBy: ParticipantId | null
  /** What those who write for them call them; null when that is the name they are shown by. Told to nobody else. */
  readonly knownAs: string | null
  /** Came by a link and has no account. */
  readonly guest: boolean
  readonly disclosureVersion: number | null
  readonly createdAt: number
  readonly suspendedAt: number | null
  readonly endedAt: number | null
}

/** For stewards: an address says more than others may know. */
export interface ParticipantWithEmail extends Participant {
  readonly email: string | null
  /** What their account is called; empty without one, or when it has no name. */
  readonly accountName: string
  /** False for somebody who was added and has not yet said here who they are. Says nothing about whether they have an account. */
  readonly joined: boolean
}

export interface NewParticipant {
  /** Made elsewhere, for somebody without a person, and free: left out, one is made. */
  readonly id?: string
  readonly study: StudyId
  readonly person: PersonId | null
  readonly role: Role
  readonly sector?: Sector
  readonly subtype?: string
  readonly sectorKnownBy?: SectorKnownBy
  /** How they are shown instead of by their own name; empty for not at all, which is somebody who has yet to come. */
  readonly publicLabel?: string
  readonly identityMode?: IdentityMode
  readonly groupSize?: number
  readonly managedBy?: ParticipantId
  /** How a group agrees on what it says. */
  readonly process?: string
}

/** A person's place in a study, ended or not: look at `endedAt`. */
export const participantOf = (study: StudyId, person: PersonId): Script<Participant | undefined> =>
  function* (ctx) {
    const [row] = yield* placeOf(ctx, { study, person })
    return row === undefined ? undefined : withoutEmail(row)
  }

const placeOf = prepared((ctx) => {
  const { study, person } = ctx.s.participant
  return selectParticipants(ctx).where(and(eq(study, sql.placeholder('study')), eq(person, sql.placeholder('person'))))
})

export const participantById = (id: ParticipantId): Script<Participant | undefined> =>
  function* (ctx) {
    const [row] = yield* q(selectParticipants(ctx).where(eq(ctx.s.participant.id, id)))
    return row === undefined ? undefined : withoutEmail(row)
  }

/** Some of a study, by their ids; ids of nobody, and of people elsewhere, are not in the answer. */
export const participantsIn = (study: StudyId, ids: readonly ParticipantId[]): Script<ReadonlyMap<ParticipantId, Participant>> =>
  function* (ctx) {
    const { id, study: itsStudy } = ctx.s.participant
    if (ids.length === 0) return new Map()
    const rows = yield* q(selectParticipants(ctx).where(and(eq(itsStudy, study), inArray(id, [...new Set(ids)]))))
    return new Map(rows.map((row) => [row.id, withoutEmail(row)]))
  }

/** Everyone who has or had a place in a study, in the order in which they came. */
export const listParticipants = (study: StudyId): Script<ParticipantWithEmail[]> =>
  function* (ctx) {
    const { s } = ctx
    return yield* q(
      selectParticipants(ctx).where(eq(s.participant.study, study)).orderBy(asc(s.participant.createdAt), asc(s.participant.id)),
    )
  }

/**
 * The first of those who take part now, in the order in which they came; without guests who only read. What a page shows at once: the
 * time it takes does not grow with the number of people.
 */
export const firstParticipants = (study: StudyId, limit: number): Script<ParticipantWithEmail[]> =>
  function* (ctx) {
    return yield* firstOf(ctx, { study, limit })
  }

// The study's own rows say who is first. What people are called is looked up for those who are shown, and not for a thousand.
const firstOf = prepared((ctx) => {
  const { db, s } = ctx
  const { id, createdAt } = s.participant
  const first = db.select({ id }).from(s.participant).where(takesPart(ctx)).orderBy(asc(createdAt), asc(id)).limit(sql.placeholder('limit'))
  return selectParticipants(ctx).where(inArray(id, first)).orderBy(asc(createdAt), asc(id))
})

/** Who looks after a study now, in the order in which they came. */
export const stewardsOf = (study: StudyId): Script<ParticipantId[]> =>
  function* ({ db, s }) {
    const { id, role, endedAt, createdAt } = s.participant
    const rows = yield* q(
      db
        .select({ id })
        .from(s.participant)
        .where(and(eq(s.participant.study, study), eq(role, 'steward'), isNull(endedAt)))
        .orderBy(asc(createdAt), asc(id)),
    )
    return rows.map((row) => row.id)
  }

/** How many take part now, without guests who only read. */
export const countParticipants = (study: StudyId): Script<number> =>
  function* (ctx) {
    const [row] = yield* countOf(ctx, { study })
    return row?.count ?? 0
  }

const countOf = prepared((ctx) => {
  const { db, s } = ctx
  return db.select({ count: count() }).from(s.participant).where(takesPart(ctx))
})

/** Who has said who they are has come; only of the others it has to be known whether they are guests. */
function takesPart({ db, s }: Ctx) {
  const { study, person, endedAt, capacityConfirmedAt } = s.participant
  const guest = db
    .select({ one: sql`1` })
    .from(s.person)
    .innerJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
    .where(and(eq(s.person.id, person), eq(s.authUser.guest, true)))
  return and(eq(study, sql.placeholder('study')), isNull(endedAt), or(isNotNull(capacityConfirmedAt), notExists(guest)))
}

/** Those whose words or hand are in a study, whether or not they are still in it, and those whom others speak for. */
export const speakersOf = (study: StudyId): Script<ParticipantWithEmail[]> =>
  function* (ctx) {
    return yield* speaking(ctx, { study })
  }

const speaking = prepared((ctx) => {
  const { db, s } = ctx
  const ofStudy = eq(s.voice.study, sql.placeholder('study'))
  const spoke = db.select({ id: s.voice.by }).from(s.voice).where(ofStudy)
  const typed = db.select({ id: s.voice.typedBy }).from(s.voice).where(ofStudy)
  const ofSection = eq(s.section.study, sql.placeholder('study'))
  const seesTo = db.select({ id: s.section.owner }).from(s.section).where(ofSection)
  const said = db.select({ id: s.section.statusBy }).from(s.section).where(ofSection)
  const isHeard = or(
    inArray(s.participant.id, spoke),
    inArray(s.participant.id, typed),
    inArray(s.participant.id, seesTo),
    inArray(s.participant.id, said),
    isNull(s.participant.person),
  )
  return selectParticipants(ctx)
    .where(and(eq(s.participant.study, sql.placeholder('study')), isHeard))
    .orderBy(asc(s.participant.createdAt), asc(s.participant.id))
})

/** Those who take part now without a device, whose words others write down. */
export const writtenForIn = (study: StudyId): Script<Speaker[]> =>
  function* ({ db, s }) {
    const { id, sector, managedBy, person, endedAt, suspendedAt, publicLabel } = s.participant
    const rows = yield* q(
      db
        .select({ participant: id, name: sql<string>`coalesce(${publicLabel}, '')`, sector, managedBy })
        .from(s.participant)
        .where(and(eq(s.participant.study, study), isNull(person), isNotNull(managedBy), isNull(endedAt), isNull(suspendedAt)))
        .orderBy(asc(s.participant.createdAt), asc(id)),
    )
    return rows.flatMap((row) => (row.managedBy === null ? [] : [{ ...row, managedBy: row.managedBy }]))
  }

/** Gives a person a place in a study. Somebody whose place had ended gets the same one back, with the new role: their words stay theirs. */
export const addParticipant = (input: NewParticipant, actor: EventActor): Script<ParticipantId> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const { id, identityMode = 'named', ...columns } = input
    const [row] = yield* q(
      db
        .insert(s.participant)
        .values({ ...columns, id: newParticipantId(ctx, id), identityMode, createdAt: clock() })
        .onConflictDoUpdate({
          target: [s.participant.study, s.participant.person],
          set: { role: input.role, endedAt: null, suspendedAt: null },
        })
        .returning({ id: s.participant.id }),
    )
    if (row === undefined) throw new TypeError('An upsert returned no row.')
    yield* participantEvent(row.id, actor, 'participant.added', { role: input.role })(ctx)
    return row.id
  }

/** @returns false when there is no such participant; so do the functions below */
export const changeRole = (id: ParticipantId, role: Role, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const [before] = yield* q(db.select({ role: s.participant.role }).from(s.participant).where(eq(s.participant.id, id)))
    yield* q(db.update(s.participant).set({ role }).where(eq(s.participant.id, id)))
    return yield* participantEvent(id, actor, 'participant.role-changed', { from: before?.role ?? null, role })(ctx)
  }

/** Ends a person's rights. The row stays: their words keep their author. */
export const endParticipant = (id: ParticipantId, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    yield* q(db.update(s.participant).set({ endedAt: clock() }).where(eq(s.participant.id, id)))
    return yield* participantEvent(id, actor, 'participant.ended', {})(ctx)
  }

/** "I am here as …"; null for somebody who is not sure. Words already written keep the sector they were written in. */
export const confirmCapacity = (
  id: ParticipantId,
  sector: Sector | null,
  subtype: string | null,
  how: SectorKnownBy,
  actor: EventActor,
): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const [before] = yield* q(db.select({ at: s.participant.capacityConfirmedAt }).from(s.participant).where(eq(s.participant.id, id)))
    const capacity = { sector, subtype, sectorKnownBy: how, capacityConfirmedAt: clock() }
    yield* q(db.update(s.participant).set(capacity).where(eq(s.participant.id, id)))
    return yield* participantEvent(id, actor, 'participant.capacity-confirmed', { sector, how, first: before?.at === null })(ctx)
  }

/** A slip put right by the person within a day: their words so far are of the sector they meant, too. */
export const correctCapacity = (id: ParticipantId, sector: Sector | null, subtype: string | null, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const [before] = yield* q(db.select({ sector: s.participant.sector }).from(s.participant).where(eq(s.participant.id, id)))
    if (before === undefined) return false
    yield* q(db.update(s.participant).set({ sector, subtype }).where(eq(s.participant.id, id)))
    const wasIn = before.sector === null ? isNull(s.voice.sector) : eq(s.voice.sector, before.sector)
    yield* q(
      db
        .update(s.voice)
        .set({ sector })
        .where(and(eq(s.voice.by, id), wasIn)),
    )
    return yield* participantEvent(id, actor, 'participant.capacity-corrected', { from: before.sector, to: sector })(ctx)
  }

/** A steward says that the sector is right, or, with the person's agreement, that it is another from now on. */
export const vouchForCapacity = (id: ParticipantId, sector: Sector, subtype: string | null, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const [before] = yield* q(db.select({ sector: s.participant.sector }).from(s.participant).where(eq(s.participant.id, id)))
    if (before === undefined) return false
    yield* q(
      db
        .update(s.participant)
        .set({ sector, subtype, sectorKnownBy: 'steward', capacityConfirmedAt: clock() })
        .where(eq(s.participant.id, id)),
    )
    return yield* participantEvent(id, actor, 'participant.capacity-vouched', { from: before.sector, to: sector })(ctx)
  }

/** How they are shown here. @param label - null for their own name, empty for not named */
export const chooseIdentity = (id: ParticipantId, mode: IdentityMode, label: string | null, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    yield* q(db.update(s.participant).set({ identityMode: mode, publicLabel: label }).where(eq(s.participant.id, id)))
    return yield* participantEvent(id, actor, 'participant.identity-chosen', { mode })(ctx)
  }

/** What those who write for somebody go on calling them, before they are shown in another way for the first time. */
export const keepKnownAs = (id: ParticipantId): Script<void> =>
  function* ({ db, s }) {
    yield* q(
      db
        .update(s.participant)
        .set({ knownAs: s.participant.publicLabel })
        .where(and(eq(s.participant.id, id), isNull(s.participant.knownAs))),
    )
  }

/** That they were shown who can read what they write, and which version of that text. */
export const noteDisclosure = (id: ParticipantId, version: number, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    yield* q(db.update(s.participant).set({ disclosureVersion: version, disclosedAt: clock() }).where(eq(s.participant.id, id)))
    return yield* participantEvent(id, actor, 'participant.disclosure-shown', { version })(ctx)
  }

/** Takes somebody's rights away for a while, or gives them back. Their place and their words stay. */
export const suspendParticipant = (id: ParticipantId, suspended: boolean, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    yield* q(
      db
        .update(s.participant)
        .set({ suspendedAt: suspended ? clock() : null })
        .where(eq(s.participant.id, id)),
    )
    return yield* participantEvent(id, actor, suspended ? 'participant.suspended' : 'participant.resumed', {})(ctx)
  }

export const participantEvent = (id: ParticipantId, actor: EventActor, kind: string, data: EventData): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const [found] = yield* q(
      db
        .select({ study: s.participant.study, partnership: s.study.partnership })
        .from(s.participant)
        .innerJoin(s.study, eq(s.study.id, s.participant.study))
        .where(eq(s.participant.id, id)),
    )
    if (found === undefined) return false
    yield* appendEvent({ ...found, actor, kind, subjectKind: 'participant', subject: id, data })(ctx)
    return true
  }

function selectParticipants({ db, s }: Ctx) {
  return db
    .select(participantColumns({ db, s }))
    .from(s.participant)
    .leftJoin(s.person, eq(s.person.id, s.participant.person))
    .leftJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
    .leftJoin(s.organisation, eq(s.organisation.id, s.participant.organisation))
    .$dynamic()
}

/** Of a participant joined with their person, account and organisation. */
export function participantColumns({ db, s }: Pick<Ctx, 'db' | 's'>) {
  return {
    id: s.participant.id,
    guestPlaces: guestPlacesOf({ db, s }),
    study: s.participant.study,
    person: s.participant.person,
    name: sql<string>`coalesce(${s.participant.publicLabel}, ${s.person.displayName}, '')`,
    role: s.participant.role,
    sector: s.participant.sector,
    subtype: s.participant.subtype,
    sectorKnownBy: s.participant.sectorKnownBy,
    capacityConfirmedAt: s.participant.capacityConfirmedAt,
    identityMode: s.participant.identityMode,
    publicLabel: s.participant.publicLabel,
    organisation: s.participant.organisation,
    organisationName: sql<string | null>`${s.organisation.name}`,
    groupSize: s.participant.groupSize,
    managedBy: s.participant.managedBy,
    knownAs: s.participant.knownAs,
    guest: sql<number>`coalesce(${s.authUser.guest}, 0)`.mapWith(Boolean),
    disclosureVersion: s.participant.disclosureVersion,
    createdAt: s.participant.createdAt,
    suspendedAt: s.participant.suspendedAt,
    endedAt: s.participant.endedAt,
    email: sql<string | null>`case when ${s.authUser.guest} then null else ${s.authUser.email} end`,
    accountName: sql<string>`coalesce(${s.person.displayName}, '')`,
    joined:
      sql<number>`case when ${s.participant.person} is null then ${s.participant.managedBy} is not null or coalesce(${s.participant.sectorKnownBy}, '') = 'import' else ${s.participant.publicLabel} is null or ${s.participant.capacityConfirmedAt} is not null end`.mapWith(
        Boolean,
      ),
  }
}

export function withoutEmail({
  email: _email,
  accountName: _accountName,
  joined: _joined,
  ...participant
}: ParticipantWithEmail): Participant {
  return participant
}
