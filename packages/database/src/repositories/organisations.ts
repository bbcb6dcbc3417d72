import { and, asc, countDistinct, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { mailDomainsOf, type OrganisationId, type ParticipantId, type PartnershipId, type PersonId, type Sector } from '@samskriv/domain'
import { newOrganisationId } from '../new-id.ts'
import type { EventActor, EventData } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'
import { appendEvent } from './events.ts'
import { participantEvent } from './participants.ts'

export interface Organisation {
  readonly id: OrganisationId
  readonly partnership: PartnershipId
  readonly name: string
  readonly sector: Sector
  readonly subtype: string | null
  /** Off the list: nobody chooses it any more, and it stays for those who did. */
  readonly endedAt: number | null
}

/** What is said about an organisation. */
export interface OrganisationFacts {
  readonly name: string
  readonly sector: Sector
  readonly subtype: string | null
  /** Lower case, each of one organisation of the partnership alone: ask {@link takenDomains} first. */
  readonly domains: readonly string[]
}

/** Those that can be chosen, in the order in which they were added. */
export const organisationsOf = (partnership: PartnershipId): Script<Organisation[]> =>
  function* (ctx) {
    const { s } = ctx
    return yield* q(
      selectOrganisations(ctx)
        .where(and(eq(s.organisation.partnership, partnership), isNull(s.organisation.endedAt)))
        .orderBy(asc(s.organisation.id)),
    )
  }

/** One of this very partnership, ended or not: the id of another's finds nothing. */
export const organisationById = (partnership: PartnershipId, id: OrganisationId): Script<Organisation | undefined> =>
  function* (ctx) {
    const { s } = ctx
    const [found] = yield* q(selectOrganisations(ctx).where(and(eq(s.organisation.partnership, partnership), eq(s.organisation.id, id))))
    return found
  }

/** The mail domains of each organisation that has any, in alphabetical order. */
export const domainsOf = (partnership: PartnershipId): Script<ReadonlyMap<OrganisationId, readonly string[]>> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ organisation: s.organisationDomain.organisation, domain: s.organisationDomain.domain })
        .from(s.organisationDomain)
        .where(eq(s.organisationDomain.partnership, partnership))
        .orderBy(asc(s.organisationDomain.domain)),
    )
    return new Map([...Map.groupBy(rows, (row) => row.organisation)].map(([id, list]) => [id, list.map(({ domain }) => domain)]))
  }

/** How many people are of each organisation now, over all its studies; whoever is in several counts once. */
export const peopleByOrganisation = (partnership: PartnershipId): Script<ReadonlyMap<OrganisationId, number>> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ id: s.organisation.id, people: countDistinct(sql`coalesce(${s.participant.person}, ${s.participant.id})`) })
        .from(s.participant)
        .innerJoin(s.organisation, eq(s.organisation.id, s.participant.organisation))
        .innerJoin(s.study, eq(s.study.id, s.participant.study))
        .where(and(eq(s.organisation.partnership, partnership), isNull(s.participant.endedAt), isNull(s.study.deletedAt)))
        .groupBy(s.organisation.id),
    )
    return new Map(rows.map(({ id, people }) => [id, people]))
  }

/** Which of these domains another organisation of the partnership has. @param own - the organisation that is asking, if it is there yet */
export const takenDomains = (partnership: PartnershipId, domains: readonly string[], own: OrganisationId | null): Script<string[]> =>
  function* ({ db, s }) {
    if (domains.length === 0) return []
    const { organisationDomain: t } = s
    const rows = yield* q(
      db
        .select({ domain: t.domain })
        .from(t)
        .where(and(eq(t.partnership, partnership), inArray(t.domain, [...domains]), own === null ? undefined : ne(t.organisation, own))),
    )
    return rows.map(({ domain }) => domain)
  }

export const addOrganisation = (partnership: PartnershipId, facts: OrganisationFacts, actor: EventActor): Script<OrganisationId> =>
  function* (ctx) {
    const { db, s } = ctx
    const { domains, ...columns } = facts
    const id = newOrganisationId(ctx)
    yield* q(db.insert(s.organisation).values({ id, partnership, ...columns }))
    yield* setDomains({ id, partnership }, domains)(ctx)
    const { sector, subtype } = columns
    yield* organisationEvent({ id, partnership }, actor, 'organisation.added', { sector, subtype, domains: domains.length })(ctx)
    return id
  }

/** What is left out stays. Those who are of it keep the sector that they said themselves. @returns false when it is not on the list; so does the next one */
export const changeOrganisation = (
  partnership: PartnershipId,
  id: OrganisationId,
  change: Partial<OrganisationFacts>,
  actor: EventActor,
): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const before = yield* organisationById(partnership, id)(ctx)
    if (before === undefined || before.endedAt !== null) return false
    const { domains, ...columns } = change
    if (Object.keys(columns).length > 0) yield* q(db.update(s.organisation).set(columns).where(eq(s.organisation.id, id)))
    if (domains !== undefined) yield* setDomains(before, domains)(ctx)
    const { sector, subtype } = { ...before, ...columns }
    const counted = domains === undefined ? {} : { domains: domains.length }
    return yield* organisationEvent(before, actor, 'organisation.changed', { sector, subtype, ...counted })(ctx)
  }

/** Takes it off the list. It stays for those who are of it; its domains are free for another. */
export const endOrganisation = (partnership: PartnershipId, id: OrganisationId, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const before = yield* organisationById(partnership, id)(ctx)
    if (before === undefined || before.endedAt !== null) return false
    yield* q(db.update(s.organisation).set({ endedAt: clock() }).where(eq(s.organisation.id, id)))
    yield* setDomains(before, [])(ctx)
    return yield* organisationEvent(before, actor, 'organisation.ended', {})(ctx)
  }

/**
 * The organisation that somebody's own address points to, and the domain by which: the one they have or, failing that, the closest
 * above it. Undefined for guests, and for an address that nobody has shown to be theirs.
 */
export const organisationByAddress = (
  partnership: PartnershipId,
  person: PersonId,
): Script<{ readonly organisation: Organisation; readonly domain: string } | undefined> =>
  function* (ctx) {
    const { db, s } = ctx
    const [account] = yield* q(
      db
        .select({ email: s.authUser.email })
        .from(s.person)
        .innerJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
        .where(and(eq(s.person.id, person), eq(s.authUser.emailVerified, true), eq(s.authUser.guest, false))),
    )
    const domains = account === undefined ? [] : mailDomainsOf(account.email)
    if (domains.length === 0) return undefined
    const { organisationDomain: t } = s
    const [closest] = yield* q(
      db
        .select({ organisation: t.organisation, domain: t.domain })
        .from(t)
        .where(and(eq(t.partnership, partnership), inArray(t.domain, domains)))
        .orderBy(desc(sql`length(${t.domain})`))
        .limit(1),
    )
    if (closest === undefined) return undefined
    const organisation = yield* organisationById(partnership, closest.organisation)(ctx)
    return organisation === undefined ? undefined : { organisation, domain: closest.domain }
  }

/** Which organisation somebody is of in a study; null for none. Saying what is known already leaves no trace. @returns false when there is no such participant */
export const setOrganisation = (id: ParticipantId, organisation: OrganisationId | null, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const [before] = yield* q(db.select({ organisation: s.participant.organisation }).from(s.participant).where(eq(s.participant.id, id)))
    if (before === undefined) return false
    if (before.organisation === organisation) return true
    yield* q(db.update(s.participant).set({ organisation }).where(eq(s.participant.id, id)))
    return yield* participantEvent(id, actor, 'participant.organisation-set', { from: before.organisation, to: organisation })(ctx)
  }

type InPartnership = Pick<Organisation, 'id' | 'partnership'>

const setDomains = ({ id, partnership }: InPartnership, domains: readonly string[]): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.organisationDomain).where(eq(s.organisationDomain.organisation, id)))
    const rows = [...new Set(domains)].map((domain) => ({ partnership, domain, organisation: id }))
    if (rows.length > 0) yield* q(db.insert(s.organisationDomain).values(rows))
  }

const organisationEvent = ({ id, partnership }: InPartnership, actor: EventActor, kind: string, data: EventData): Script<true> =>
  function* (ctx) {
    yield* appendEvent({ partnership, study: null, actor, kind, subjectKind: 'organisation', subject: id, data })(ctx)
    return true
  }

function selectOrganisations({ db, s }: Ctx) {
  return db
    .select({
      id: s.organisation.id,
      partnership: s.organisation.partnership,
      name: s.organisation.name,
      sector: s.organisation.sector,
      subtype: s.organisation.subtype,
      endedAt: s.organisation.endedAt,
    })
    .from(s.organisation)
    .$dynamic()
}
