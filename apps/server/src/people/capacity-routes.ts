import { chooseIdentity, setOrganisation, vouchForCapacity, type Participant } from '@samskriv/database'
import { isSubtypeOf, publicLabel, type ParticipantId, type StudyId } from '@samskriv/domain'
import { ChooseIdentity, ConfirmCapacity, VouchForCapacity } from '@samskriv/protocol'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { tellSpeakers } from '../scribing/tell-speakers.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess } from '../studies/study-access.ts'
import { chosenOrganisation } from './chosen-organisation.ts'
import { confirmingCapacity } from './confirm-capacity.ts'
import { personIn, requireSubtype } from './routes.ts'

const tag = 'people'
const writes = ['signed-out', 'session-expired', 'unknown-study', 'read-only-example', 'archived', 'suspended'] as const

/** As whom somebody is in a case study: the sector they speak from, and how they are shown. */
export function capacityRoutes({ store, rooms, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.post(
    '/api/studies/:id/capacity',
    described({
      tag,
      summary:
        '"I am here as …": the sector I speak from, and the organisation I am of; a slip can be put right for a day, for words already written too',
      body: ConfirmCapacity,
      status: 204,
      problems: [...writes, 'conflict'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'capacity.confirm'))
      const body = await jsonBody(c, ConfirmCapacity)
      const sector = body.sector === 'unsure' ? null : body.sector
      const subtype = sector === null ? null : body.subtype
      if (sector !== null && !isSubtypeOf(sector, subtype))
        throw new RequestProblem('invalid-body', { errors: [{ path: 'subtype', code: 'invalid' }] })
      const { me, corrected } = await store.tx<{ me: Participant; corrected: boolean }>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'capacity.confirm')(ctx)
        return yield* confirmingCapacity(access, { ...body, sector, subtype })(ctx)
      })
      followUp(me.study, me.id, corrected)
      log.info('capacity confirmed', { study: me.study, participant: me.id, sector, corrected })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/people/:participantId/capacity',
    described({
      tag,
      summary:
        'A steward says that somebody’s sector and organisation are right, or, with their agreement, that they are others from now on',
      body: VouchForCapacity,
      status: 204,
      problems: [...writes, 'not-steward', 'unknown-person', 'conflict'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'capacity.vouch'))
      const { sector, subtype, organisation, agreed } = await jsonBody(c, VouchForCapacity)
      requireSubtype(sector, subtype)
      const target = await store.tx<{ study: StudyId; id: ParticipantId }>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'capacity.vouch')(ctx)
        const person = yield* personIn(access, c.req.param('participantId'), 'unchanged')(ctx)
        // Nobody is moved into a sector they did not choose.
        if (!agreed && (person.sector !== sector || person.capacityConfirmedAt === null)) throw new RequestProblem('conflict')
        const chosen = yield* chosenOrganisation(access.study, person, { sector, organisation })(ctx)
        if (!agreed && chosen !== person.organisation) throw new RequestProblem('conflict')
        const actor = actorOfEvent(access.visitor)
        yield* vouchForCapacity(person.id, sector, subtype, actor)(ctx)
        yield* setOrganisation(person.id, chosen, actor)(ctx)
        return person
      })
      await tellSpeakers(target.study, { store, rooms })
      followUp(target.study, target.id, false)
      log.info('capacity vouched for', { study: target.study, participant: target.id, sector })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/identity',
    described({
      tag,
      summary: 'How I am shown in this case study, everywhere but to its stewards',
      body: ChooseIdentity,
      status: 204,
      problems: writes,
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'identity.choose'))
      const { mode, label } = await jsonBody(c, ChooseIdentity)
      const me = await store.tx<Participant>(function* (ctx) {
        const { study, participant, visitor } = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'identity.choose')(ctx)
        if (participant === null) throw new RequestProblem('unknown-study')
        const { sector, subtype } = participant
        const chosen = publicLabel(
          { mode, ...(label === undefined ? {} : { label }), name: visitor.person.name, sector, subtype },
          study.lang,
        )
        if (!chosen.ok) throw new RequestProblem('invalid-body', { errors: [{ path: 'label', code: chosen.reason }] })
        yield* chooseIdentity(participant.id, mode, chosen.label, actorOfEvent(visitor))(ctx)
        return participant
      })
      followUp(me.study, me.id, false)
      log.info('identity chosen', { study: me.study, participant: me.id, mode })
      return c.body(null, 204)
    },
  )

  /** The sockets of somebody who is another voice or another name now come back as that. */
  function followUp(study: StudyId, participant: ParticipantId, hasOtherPast: boolean): void {
    // First, so that it reaches the person themselves, too: their sockets are closed next.
    rooms.announce(study, { kind: 'people' })
    if (hasOtherPast) rooms.reload(study)
    else rooms.accessChanged(study, participant, 'role')
  }

  return app
}
