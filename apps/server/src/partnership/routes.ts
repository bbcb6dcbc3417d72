import {
  addOrganisation,
  changeOrganisation,
  domainsOf,
  endOrganisation,
  organisationById,
  organisationsOf,
  peopleByOrganisation,
  renamePartnership,
  takenDomains,
  type OrganisationFacts,
  type Script,
} from '@samskriv/database'
import { cleanMailDomain, cleanTitle, isSubtypeOf, type OrganisationId, type PartnershipId, type Sector } from '@samskriv/domain'
import { AddOrganisation, ChangeOrganisation, OrganisationView, PartnershipView, RenamePartnership } from '@samskriv/protocol'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem, type FieldProblem } from '../http/problem.ts'
import { nameOf } from '../people/me-routes.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { partnershipAccess, type PartnershipAccess } from './partnership-access.ts'

const tag = 'partnership'
const refusals = ['signed-out', 'session-expired', 'not-in-partnership'] as const
const writes = [...refusals, 'foreign-origin', 'not-partnership-steward'] as const

/** The partnership of the installation: what it is called, and the organisations that take part in it. */
export function partnershipRoutes({ store, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/partnership',
    described({
      tag,
      summary: 'The partnership and its organisations; mail domains and how many people only for those who look after it',
      answers: PartnershipView,
      problems: refusals,
    }),
    async (c) => {
      const view = await store.read<PartnershipView>(function* (ctx) {
        return yield* partnershipView(yield* partnershipAccess(c.get('visitor'), 'partnership.read')(ctx))(ctx)
      })
      return c.json(view)
    },
  )

  app.patch(
    '/api/partnership',
    described({ tag, summary: 'Give the partnership another name', body: RenamePartnership, status: 204, problems: writes }),
    async (c) => {
      await store.read(partnershipAccess(c.get('visitor'), 'partnership.rename'))
      const name = nameOf((await jsonBody(c, RenamePartnership)).name)
      const { partnership } = await store.tx<PartnershipAccess>(function* (ctx) {
        const access = yield* partnershipAccess(c.get('visitor'), 'partnership.rename')(ctx)
        yield* renamePartnership(access.partnership.id, name, actorOfEvent(access.visitor))(ctx)
        return access
      })
      log.info('partnership renamed', { partnership: partnership.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/partnership/organisations',
    described({
      tag,
      summary: 'Add an organisation, with the mail domains that only it has',
      body: AddOrganisation,
      answers: OrganisationView,
      status: 201,
      problems: [...writes, 'domain-taken'],
    }),
    async (c) => {
      await store.read(partnershipAccess(c.get('visitor'), 'organisation.change'))
      const { name, sector, subtype, domains } = await jsonBody(c, AddOrganisation)
      requireSubtypeOf(sector, subtype)
      const facts = { name: lineOf(name), sector, subtype, domains: mailDomainsIn(domains) }
      const id = await store.tx<OrganisationId>(function* (ctx) {
        const { partnership, visitor } = yield* partnershipAccess(c.get('visitor'), 'organisation.change')(ctx)
        yield* requireFree(partnership.id, facts.domains, null)(ctx)
        return yield* addOrganisation(partnership.id, facts, actorOfEvent(visitor))(ctx)
      })
      log.info('organisation added', { organisation: id, sector })
      return c.json({ id, ...facts, people: 0 } satisfies OrganisationView, 201)
    },
  )

  app.patch(
    '/api/partnership/organisations/:organisationId',
    described({
      tag,
      summary: 'Change an organisation; people who are of it keep the sector they said',
      body: ChangeOrganisation,
      status: 204,
      problems: [...writes, 'unknown-organisation', 'domain-taken'],
    }),
    async (c) => {
      await store.read(partnershipAccess(c.get('visitor'), 'organisation.change'))
      const { name, sector, subtype, domains } = await jsonBody(c, ChangeOrganisation)
      const change: Partial<OrganisationFacts> = {
        ...(name === undefined ? {} : { name: lineOf(name) }),
        ...(sector === undefined ? {} : { sector, subtype: subtype ?? null }),
        ...(sector === undefined && subtype !== undefined ? { subtype } : {}),
        ...(domains === undefined ? {} : { domains: mailDomainsIn(domains) }),
      }
      const id = idIn(c.req.param('organisationId'))
      await store.tx(function* (ctx) {
        const { partnership, visitor } = yield* partnershipAccess(c.get('visitor'), 'organisation.change')(ctx)
        const before = yield* organisationById(partnership.id, id)(ctx)
        if (before === undefined || before.endedAt !== null) throw new RequestProblem('unknown-organisation')
        if (change.subtype !== undefined) requireSubtypeOf(change.sector ?? before.sector, change.subtype)
        yield* requireFree(partnership.id, change.domains ?? [], id)(ctx)
        yield* changeOrganisation(partnership.id, id, change, actorOfEvent(visitor))(ctx)
      })
      log.info('organisation changed', { organisation: id })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/partnership/organisations/:organisationId',
    described({
      tag,
      summary: 'Take an organisation off the list; it stays for those who have said that they are of it',
      status: 204,
      problems: [...writes, 'unknown-organisation'],
    }),
    async (c) => {
      const id = idIn(c.req.param('organisationId'))
      await store.tx(function* (ctx) {
        const { partnership, visitor } = yield* partnershipAccess(c.get('visitor'), 'organisation.change')(ctx)
        const hasEnded = yield* endOrganisation(partnership.id, id, actorOfEvent(visitor))(ctx)
        if (!hasEnded) throw new RequestProblem('unknown-organisation')
      })
      log.info('organisation ended', { organisation: id })
      return c.body(null, 204)
    },
  )

  return app
}

const partnershipView = ({ partnership, isSteward }: PartnershipAccess): Script<PartnershipView> =>
  function* (ctx) {
    const organisations = yield* organisationsOf(partnership.id)(ctx)
    const seen = organisations.map(({ id, name, sector, subtype }) => ({ id, name, sector, subtype }))
    if (!isSteward) return { ...partnership, steward: false, organisations: seen }
    const domains = yield* domainsOf(partnership.id)(ctx)
    const people = yield* peopleByOrganisation(partnership.id)(ctx)
    const all = seen.map((one) => ({ ...one, domains: [...(domains.get(one.id) ?? [])], people: people.get(one.id) ?? 0 }))
    return { ...partnership, steward: true, organisations: all }
  }

/** An id from outside gets its kind here; whether there is such an organisation is what the query finds out. */
function idIn(param: string): OrganisationId {
  return param as OrganisationId
}

/** @throws {@link RequestProblem} `invalid-body` */
function lineOf(raw: string): string {
  const clean = cleanTitle(raw)
  if (!clean.ok) throw invalid([{ path: 'name', code: clean.reason }])
  return clean.title
}

/** @throws {@link RequestProblem} `invalid-body`, when it is none of the sector's */
function requireSubtypeOf(sector: Sector, subtype: string | null): void {
  if (subtype !== null && !isSubtypeOf(sector, subtype)) throw invalid([{ path: 'subtype', code: 'invalid' }])
}

/** Each once. @throws {@link RequestProblem} `invalid-body`, with the place of each that can't be one, and why */
function mailDomainsIn(raw: readonly string[]): string[] {
  const cleaned = raw.map(cleanMailDomain)
  const errors = cleaned.flatMap((domain, index) => (domain.ok ? [] : [{ path: `domains.${index}`, code: domain.reason }]))
  if (errors.length > 0) throw invalid(errors)
  return [...new Set(cleaned.flatMap((domain) => (domain.ok ? [domain.domain] : [])))]
}

/** @throws {@link RequestProblem} `domain-taken` */
const requireFree = (partnership: PartnershipId, domains: readonly string[], own: OrganisationId | null): Script<void> =>
  function* (ctx) {
    const taken = yield* takenDomains(partnership, domains, own)(ctx)
    if (taken.length === 0) return
    const errors = taken.map((domain) => ({ path: `domains.${domains.indexOf(domain)}`, code: 'taken' }))
    throw new RequestProblem('domain-taken', { errors })
  }

function invalid(errors: readonly FieldProblem[]): RequestProblem {
  return new RequestProblem('invalid-body', { errors })
}
