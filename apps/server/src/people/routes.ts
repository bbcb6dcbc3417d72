import {
  addParticipant,
  changeRole,
  endParticipant,
  ensurePersonForEmail,
  invitationsOf,
  listParticipants,
  participantById,
  participantOf,
  personById,
  queueMail,
  revokeInvitation,
  suspendParticipant,
  type ParticipantWithEmail,
  type Person,
  type Script,
} from '@samskriv/database'
import { isOwnPlace, isSubtypeOf, type ParticipantId, type Role, type Sector, type StudyId } from '@samskriv/domain'
import { AddContributor, AddPerson, ChangePerson, PersonAdded, PersonInStudy } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { invitationLink, invite } from '../invitations/invite.ts'
import type { MailPayload } from '../mail/mail.ts'
import { tellSpeakers } from '../scribing/tell-speakers.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { peopleView, personView, seesAddresses, unnamedIn } from '../studies/study-view.ts'
import { leaveToStewards } from '../threads/owners.ts'
import { nameOf } from './me-routes.ts'

const tag = 'people'
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'read-only-example'] as const
const writes = [...refusals, 'foreign-origin', 'malformed-json', 'invalid-body'] as const

/** Who takes part in a case study, as what. */
export function peopleRoutes({ store, rooms, limits, wakeMail, config, secret, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/people',
    described({ tag, summary: 'Who takes part; addresses only for stewards', answers: z.array(PersonInStudy), problems: refusals }),
    async (c) => {
      const people = await store.read<PersonInStudy[]>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.read')(ctx)
        const reader = { withEmail: seesAddresses(access), language: c.get('language') }
        return peopleView(yield* listParticipants(access.study.id)(ctx), reader)
      })
      return c.json(people)
    },
  )

  app.post(
    '/api/studies/:id/people',
    described({
      tag,
      summary: 'Add a person: by e-mail, who gets a mail and may never have signed in, or by name alone, with a personal link to pass on',
      body: AddPerson,
      answers: PersonAdded,
      status: 201,
      problems: [...writes, 'not-steward', 'account-needed', 'already-added'],
    }),
    async (c) => {
      const { visitor } = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'people.add'))
      const { email, name, ...place } = await jsonBody(c, AddPerson)
      requireSubtype(place.sector, place.subtype)
      const cleaned = name === undefined || name.trim() === '' ? '' : nameOf(name)
      if (email === undefined && cleaned === '') throw new RequestProblem('invalid-body', { errors: [{ path: 'name', code: 'empty' }] })
      if (email === undefined && place.role === 'steward') throw new RequestProblem('account-needed')
      if (email !== undefined) await limits.count(['person-mail', visitor.person.id])
      const added = await store.tx<ParticipantWithEmail>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.add')(ctx)
        const person = { ...place, name: cleaned }
        return email === undefined
          ? yield* addByName(access, person, secret)(ctx)
          : yield* addByEmail(access, { ...person, email: email.toLowerCase() })(ctx)
      })
      const invitations = email === undefined ? await store.read(invitationsOf(added.study)) : []
      const own = invitations.findLast(({ participant }) => participant === added.id)
      const link = own === undefined ? null : invitationLink(own.id, { secret, publicUrl: config.publicUrls[0] })
      if (email !== undefined) wakeMail()
      rooms.announce(added.study, { kind: 'people' })
      log.info('person added', { study: added.study, participant: added.id, role: place.role })
      return c.json({ ...personView(added, { withEmail: true, language: c.get('language') }), link }, 201)
    },
  )

  app.patch(
    '/api/studies/:id/people/:participantId',
    described({
      tag,
      summary: 'Change a role, suspend somebody or let them go on; open sockets follow at once',
      body: ChangePerson,
      status: 204,
      problems: [...writes, 'not-steward', 'account-needed', 'unknown-person', 'last-steward'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'people.change'))
      const { role, suspended } = await jsonBody(c, ChangePerson)
      const changed = await store.tx<ParticipantWithEmail>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.change')(ctx)
        const target = yield* personIn(access, c.req.param('participantId'), suspended === true ? null : (role ?? 'unchanged'))(ctx)
        if (role === 'steward' && target.email === null) throw new RequestProblem('account-needed')
        const actor = actorOfEvent(access.visitor)
        if (role !== undefined && role !== target.role) {
          yield* changeRole(target.id, role, actor)(ctx)
          yield* leaveToStewards(access, target.id)(ctx)
        }
        if (suspended !== undefined && suspended !== (target.suspendedAt !== null))
          yield* suspendParticipant(target.id, suspended, actor)(ctx)
        return target
      })
      await tellSpeakers(changed.study, { store, rooms })
      rooms.accessChanged(changed.study, changed.id, suspended === true ? 'removed' : 'role')
      rooms.announce(changed.study, { kind: 'people' })
      log.info('person changed', { study: changed.study, participant: changed.id, role: role ?? null, suspended: suspended ?? null })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/studies/:id/people/:participantId',
    described({
      tag,
      summary: 'Remove a person; their words stay, their rights end at once',
      status: 204,
      problems: [...refusals, 'foreign-origin', 'not-steward', 'account-needed', 'unknown-person', 'last-steward'],
    }),
    async (c) => {
      const removed = await store.tx<ParticipantWithEmail>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.remove')(ctx)
        const target = yield* personIn(access, c.req.param('participantId'), null)(ctx)
        yield* endParticipant(target.id, actorOfEvent(access.visitor))(ctx)
        yield* leaveToStewards(access, target.id)(ctx)
        for (const { id, participant, revokedAt } of yield* invitationsOf(access.study.id)(ctx)) {
          if (participant === target.id && revokedAt === null)
            yield* revokeInvitation(access.study.id, id, actorOfEvent(access.visitor))(ctx)
        }
        return target
      })
      await tellSpeakers(removed.study, { store, rooms })
      rooms.accessChanged(removed.study, removed.id, 'removed')
      rooms.announce(removed.study, { kind: 'people' })
      log.info('person removed', { study: removed.study, participant: removed.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/people/:participantId/invitation',
    described({
      tag,
      summary: 'Invite somebody who has not come once more: by mail, or with a new personal link; the one before it ends',
      answers: PersonAdded,
      status: 201,
      problems: [...refusals, 'foreign-origin', 'not-steward', 'account-needed', 'unknown-person', 'conflict'],
    }),
    async (c) => {
      const { visitor } = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'people.add'))
      await limits.count(['person-mail', visitor.person.id])
      const { person, invitation } = await store.tx<{ person: ParticipantWithEmail; invitation: string | null }>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.add')(ctx)
        const target = yield* personIn(access, c.req.param('participantId'), 'unchanged')(ctx)
        return { person: target, invitation: yield* inviteAgain(access, target, secret)(ctx) }
      })
      wakeMail()
      const link = invitation === null ? null : invitationLink(invitation, { secret, publicUrl: config.publicUrls[0] })
      return c.json({ ...personView(person, { withEmail: true, language: c.get('language') }), link }, 201)
    },
  )

  app.post(
    '/api/studies/:id/contributors',
    described({
      tag,
      summary: 'Add somebody without a device, or a group, so that their words can be written down as theirs',
      body: AddContributor,
      answers: PersonInStudy,
      status: 201,
      problems: [...writes, 'role-too-low', 'conflict'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'contributor.add'))
      const { participantId, name, sector, subtype, groupSize, process } = await jsonBody(c, AddContributor)
      requireSubtype(sector, subtype)
      const publicLabel = nameOf(name)
      const added = await store.tx<ParticipantWithEmail>(function* (ctx) {
        const { study, participant, visitor } = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'contributor.add')(ctx)
        if (participant === null) throw new RequestProblem('unknown-study')
        const known = participantId === undefined ? undefined : yield* participantById(participantId as ParticipantId)(ctx)
        if (known !== undefined) {
          // Said again, because the answer was lost.
          if (known.study !== study.id || !isOwnPlace(participant, known.managedBy)) throw new RequestProblem('conflict')
          return yield* listed(study.id, known.id)(ctx)
        }
        const id = yield* addParticipant(
          {
            ...(participantId === undefined ? {} : { id: participantId }),
            study: study.id,
            person: null,
            role: 'commenter',
            sector,
            subtype,
            sectorKnownBy: participant.role === 'steward' ? 'steward' : 'invitation',
            publicLabel,
            identityMode: groupSize === undefined ? 'pseudonym' : 'collective',
            managedBy: participant.id,
            ...(groupSize === undefined ? {} : { groupSize }),
            ...(process === undefined ? {} : { process }),
          },
          actorOfEvent(visitor),
        )(ctx)
        return yield* listed(study.id, id)(ctx)
      })
      await tellSpeakers(added.study, { store, rooms })
      rooms.announce(added.study, { kind: 'people' })
      log.info('contributor added', { study: added.study, participant: added.id })
      return c.json(personView(added, { withEmail: false, language: c.get('language') }), 201)
    },
  )

  return app
}

interface NewPlace {
  readonly name: string
  readonly role: Role
  readonly sector?: Sector | undefined
  readonly subtype?: string | undefined
}

const addByEmail = (
  access: StudyAccess,
  { email, name, role, sector, subtype }: NewPlace & { email: string },
): Script<ParticipantWithEmail> =>
  function* (ctx) {
    const { study, visitor } = access
    const person = yield* ensurePersonForEmail(email, name, study.lang)(ctx)
    const before = yield* participantOf(study.id, person.id)(ctx)
    if (before !== undefined && before.endedAt === null) throw new RequestProblem('already-added')
    // By what the steward called them, until they come themselves: what an account is named, and whether there is one, is not told.
    const place = { study: study.id, person: person.id, role, publicLabel: name, ...preAnswered(sector, subtype) }
    const id = yield* addParticipant(place, actorOfEvent(visitor))(ctx)
    yield* mailAdded(access, person, role)(ctx)
    return yield* listed(study.id, id)(ctx)
  }

/** A place kept for somebody who has no address, and the link that leads to it. */
const addByName = (access: StudyAccess, { name, role, sector, subtype }: NewPlace, secret: string): Script<ParticipantWithEmail> =>
  function* (ctx) {
    const { study, visitor } = access
    const place = {
      study: study.id,
      person: null,
      role,
      publicLabel: name,
      identityMode: 'pseudonym',
      ...preAnswered(sector, subtype),
    } as const
    const id = yield* addParticipant(place, actorOfEvent(visitor))(ctx)
    yield* invite(access, { kind: 'personal', participant: id, role, sector, subtype }, secret)(ctx)
    return yield* listed(study.id, id)(ctx)
  }

/** @returns the new personal invitation; null for whoever gets a mail instead @throws {@link RequestProblem} `conflict` when they are here already */
const inviteAgain = (access: StudyAccess, target: ParticipantWithEmail, secret: string): Script<string | null> =>
  function* (ctx) {
    if (target.joined) throw new RequestProblem('conflict')
    if (target.person !== null && target.email !== null) {
      const person = yield* personById(target.person)(ctx)
      if (person !== undefined) yield* mailAdded(access, person, target.role)(ctx)
      return null
    }
    const actor = actorOfEvent(access.visitor)
    for (const { id, participant, revokedAt } of yield* invitationsOf(access.study.id)(ctx)) {
      if (participant === target.id && revokedAt === null) yield* revokeInvitation(access.study.id, id, actor)(ctx)
    }
    const { role, sector, subtype } = target
    return yield* invite(
      access,
      { kind: 'personal', participant: target.id, role, sector: sector ?? undefined, subtype: subtype ?? undefined },
      secret,
    )(ctx)
  }

const mailAdded = ({ study, participant }: StudyAccess, person: Person, role: Role): Script<void> =>
  function* (ctx) {
    const by = participant === null || participant.name === '' ? unnamedIn(person.language) : participant.name
    const payload: MailPayload<'added'> = { study: study.id, title: study.title, name: person.name, by, role, language: person.language }
    yield* queueMail({ to: `person:${person.id}`, kind: 'added', payload })(ctx)
  }

const listed = (study: StudyId, id: ParticipantId): Script<ParticipantWithEmail> =>
  function* (ctx) {
    const found = (yield* listParticipants(study)(ctx)).find((candidate) => candidate.id === id)
    if (found === undefined) throw new Error('participant-not-listed')
    return found
  }

/** What "I am here as …" is answered with beforehand; the person still says it themselves. */
function preAnswered(sector: Sector | undefined, subtype: string | undefined) {
  return sector === undefined ? {} : { sector, ...(subtype === undefined ? {} : { subtype }) }
}

/** @throws {@link RequestProblem} `invalid-body` when the subtype is none of the sector's */
export function requireSubtype(sector: Sector | undefined, subtype: string | undefined): void {
  if (subtype === undefined) return
  if (sector === undefined || !isSubtypeOf(sector, subtype))
    throw new RequestProblem('invalid-body', { errors: [{ path: 'subtype', code: 'invalid' }] })
}

/**
 * A person of this very study: an id of another one in the same request finds nobody.
 * @param newRole - null for leaving, or being suspended
 * @throws {@link RequestProblem} `unknown-person`, or `last-steward` when nobody would be left to look after the study
 */
export const personIn = (access: StudyAccess, id: string, newRole: Role | 'unchanged' | null): Script<ParticipantWithEmail> =>
  function* (ctx) {
    const people = (yield* listParticipants(access.study.id)(ctx)).filter(({ endedAt }) => endedAt === null)
    const target = people.find((candidate) => candidate.id === id)
    if (target === undefined) throw new RequestProblem('unknown-person')
    const stewards = people.filter(({ role, suspendedAt }) => role === 'steward' && suspendedAt === null)
    const stays = newRole === 'steward' || newRole === 'unchanged'
    if (target.role === 'steward' && !stays && stewards.every(({ id: steward }) => steward === target.id))
      throw new RequestProblem('last-steward')
    return target
  }
