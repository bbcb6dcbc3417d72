import {
  addParticipant,
  changeRole,
  confirmCapacity,
  endParticipant,
  ensurePersonForEmail,
  listParticipants,
  participantOf,
  queueMail,
  showOwnName,
  type ParticipantWithEmail,
  type Script,
} from '@samskriv/database'
import { isSubtypeOf, type Role } from '@samskriv/domain'
import { AddPerson, ChangePerson, ConfirmCapacity, PersonInStudy } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { MailPayload } from '../mail/mail.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { peopleView, personView, seesAddresses } from '../studies/study-view.ts'
import { nameOf } from './me-routes.ts'

const tag = 'people'
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'read-only-example'] as const
const writes = [...refusals, 'foreign-origin', 'malformed-json', 'invalid-body'] as const

/** Who takes part in a case study, as what. */
export function peopleRoutes({ store, rooms, limits, wakeMail, clock, log }: Services): Hono<AppEnv> {
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
      summary: 'Add a person by e-mail, who may never have signed in; they get a mail',
      body: AddPerson,
      answers: PersonInStudy,
      status: 201,
      problems: [...writes, 'not-steward', 'already-added', 'rate-limited'],
    }),
    async (c) => {
      const { visitor } = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'people.add'))
      const { email, name, role } = await jsonBody(c, AddPerson)
      const cleaned = name === undefined || name.trim() === '' ? '' : nameOf(name)
      await limits.count(['person-mail', visitor.person.id])
      const added = await store.tx<ParticipantWithEmail>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.add')(ctx)
        return yield* addPerson(access, { email: email.toLowerCase(), name: cleaned, role })(ctx)
      })
      wakeMail()
      rooms.announce(added.study, { kind: 'people' })
      log.info('person added', { study: added.study, participant: added.id, role })
      return c.json(personView(added, { withEmail: true, language: c.get('language') }), 201)
    },
  )

  app.patch(
    '/api/studies/:id/people/:participantId',
    described({
      tag,
      summary: 'Change a role; open sockets follow at once',
      body: ChangePerson,
      status: 204,
      problems: [...writes, 'not-steward', 'unknown-person', 'last-steward'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'people.change'))
      const { role } = await jsonBody(c, ChangePerson)
      const changed = await store.tx<ParticipantWithEmail>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.change')(ctx)
        const target = yield* personIn(access, c.req.param('participantId'), role)(ctx)
        yield* changeRole(target.id, role, actorOfEvent(access.visitor))(ctx)
        return target
      })
      rooms.accessChanged(changed.study, changed.id, 'role')
      rooms.announce(changed.study, { kind: 'people' })
      log.info('role changed', { study: changed.study, participant: changed.id, role })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/studies/:id/people/:participantId',
    described({
      tag,
      summary: 'Remove a person; their words stay, their rights end at once',
      status: 204,
      problems: [...refusals, 'foreign-origin', 'not-steward', 'unknown-person', 'last-steward'],
    }),
    async (c) => {
      const removed = await store.tx<ParticipantWithEmail>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'people.remove')(ctx)
        const target = yield* personIn(access, c.req.param('participantId'), null)(ctx)
        yield* endParticipant(target.id, actorOfEvent(access.visitor))(ctx)
        return target
      })
      rooms.accessChanged(removed.study, removed.id, 'removed')
      rooms.announce(removed.study, { kind: 'people' })
      log.info('person removed', { study: removed.study, participant: removed.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/capacity',
    described({
      tag,
      summary: '"I am here as …": the sector I speak from',
      body: ConfirmCapacity,
      status: 204,
      problems: [...writes, 'conflict'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'capacity.confirm'))
      const { sector, subtype } = await jsonBody(c, ConfirmCapacity)
      if (!isSubtypeOf(sector, subtype)) throw new RequestProblem('invalid-body', { errors: [{ path: 'subtype', code: 'invalid' }] })
      const me = await store.tx(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'capacity.confirm')(ctx)
        const { participant, visitor } = access
        if (participant === null) throw new RequestProblem('unknown-study')
        if (!mayStillSay(participant.capacityConfirmedAt, clock())) throw new RequestProblem('conflict')
        yield* confirmCapacity(participant.id, sector, subtype, 'self', actorOfEvent(visitor))(ctx)
        if (participant.capacityConfirmedAt === null) yield* showOwnName(participant.id)(ctx)
        return participant
      })
      // The words that follow are another voice's, so the socket comes back as that voice.
      rooms.accessChanged(me.study, me.id, 'role')
      rooms.announce(me.study, { kind: 'people' })
      log.info('capacity confirmed', { study: me.study, participant: me.id, sector })
      return c.body(null, 204)
    },
  )

  return app
}

const correctionMs = 24 * 60 * 60_000

// A slip of the finger can be put right for a day; after that words have been read as coming from that sector.
function mayStillSay(confirmedAt: number | null, now: number): boolean {
  return confirmedAt === null || now - confirmedAt < correctionMs
}

const addPerson = (access: StudyAccess, { email, name, role }: { email: string; name: string; role: Role }): Script<ParticipantWithEmail> =>
  function* (ctx) {
    const { study, visitor } = access
    const person = yield* ensurePersonForEmail(email, name, study.lang)(ctx)
    const before = yield* participantOf(study.id, person.id)(ctx)
    if (before !== undefined && before.endedAt === null) throw new RequestProblem('already-added')
    // By what the steward called them, until they come themselves: what an account is named, and whether there is one, is not told.
    const id = yield* addParticipant({ study: study.id, person: person.id, role, publicLabel: name }, actorOfEvent(visitor))(ctx)
    const by = visitor.person.name === '' ? (visitor.person.email ?? '') : visitor.person.name
    const payload: MailPayload<'added'> = { study: study.id, title: study.title, name: person.name, by, role, language: person.language }
    yield* queueMail({ to: `person:${person.id}`, kind: 'added', payload })(ctx)
    const added = (yield* listParticipants(study.id)(ctx)).find((candidate) => candidate.id === id)
    if (added === undefined) throw new Error('participant-not-listed')
    return added
  }

/**
 * A person of this very study: an id of another one in the same request finds nobody.
 * @param newRole - null for leaving
 * @throws {@link RequestProblem} `unknown-person`, or `last-steward` when nobody would be left to look after the study
 */
const personIn = (access: StudyAccess, id: string, newRole: Role | null): Script<ParticipantWithEmail> =>
  function* (ctx) {
    const people = (yield* listParticipants(access.study.id)(ctx)).filter(({ endedAt }) => endedAt === null)
    const target = people.find((candidate) => candidate.id === id)
    if (target === undefined) throw new RequestProblem('unknown-person')
    const stewards = people.filter(({ role }) => role === 'steward')
    if (target.role === 'steward' && newRole !== 'steward' && stewards.length === 1) throw new RequestProblem('last-steward')
    return target
  }
