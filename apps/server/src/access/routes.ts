import {
  addParticipant,
  askForAccess,
  decideRequest,
  queueMail,
  personById,
  requestStateOf,
  studyForPerson,
  waitingRequests,
  type AccessRequest,
  type Script,
} from '@samskriv/database'
import type { Role, StudyId } from '@samskriv/domain'
import { AccessRequestView, AccessState, DecideAccess } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { requirePerson, type SignedIn } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess } from '../studies/study-access.ts'

const tag = 'people'
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'not-steward', 'account-needed', 'archived'] as const

/** Asking to be let into a case study, and the answer. */
export function accessRoutes({ store, rooms, limits, wakeMail, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/access',
    described({
      tag,
      summary: 'Whether I have asked to be let in; the same for a case study that does not exist',
      answers: AccessState,
      problems: ['signed-out', 'session-expired'],
    }),
    async (c) => c.json(await store.read(accessState(requirePerson(c.get('visitor')), c.req.param('id')))),
  )

  app.post(
    '/api/studies/:id/access-requests',
    described({
      tag,
      summary: 'Ask to be let in; the same answer for a case study that does not exist',
      answers: AccessState,
      status: 202,
      problems: ['signed-out', 'session-expired', 'foreign-origin', 'account-needed', 'malformed-request'],
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      // Somebody has to be able to tell the steward who they are, and to come back for the answer.
      if (visitor.person.guest) throw new RequestProblem('account-needed')
      await limits.count(['person-mail', visitor.person.id])
      const id = c.req.param('id')
      if (id.length > 64) throw new RequestProblem('malformed-request')
      const asked = await store.tx(ask(visitor, id))
      if (asked !== null) {
        rooms.announce(asked, { kind: 'people' })
        log.info('access asked', { study: asked, person: visitor.person.id })
      }
      return c.json({ state: 'waiting' } satisfies AccessState, 202)
    },
  )

  app.get(
    '/api/studies/:id/access-requests',
    described({ tag, summary: 'Who asks to be let in, longest first', answers: z.array(AccessRequestView), problems: refusals }),
    async (c) => {
      const waiting = await store.read<AccessRequest[]>(function* (ctx) {
        const { study } = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'access.decide')(ctx)
        return yield* waitingRequests(study.id)(ctx)
      })
      return c.json(waiting.map(({ id, name, email, at }) => ({ id, name, email, at: new Date(at).toISOString() })))
    },
  )

  app.post(
    '/api/studies/:id/access-requests/:requestId/decision',
    described({
      tag,
      summary: 'Let somebody in, as a reader unless another role is given, or don’t',
      body: DecideAccess,
      status: 204,
      problems: [...refusals, 'unknown-request'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'access.decide'))
      const { approve, role = 'reader' } = await jsonBody(c, DecideAccess)
      const study = await store.tx(decide(c.get('visitor'), c.req.param('id'), c.req.param('requestId'), approve ? role : null))
      if (approve) wakeMail()
      rooms.announce(study, { kind: 'people' })
      log.info('access decided', { study, approve, role: approve ? role : null })
      return c.body(null, 204)
    },
  )

  return app
}

const accessState = (visitor: SignedIn, id: string): Script<AccessState> =>
  function* (ctx) {
    const state = yield* requestStateOf(id as StudyId, visitor.person.id)(ctx)
    return { state: state === 'approved' ? 'none' : state }
  }

/** @returns the study whose stewards are to hear of it; null when there is nobody to hear */
const ask = (visitor: SignedIn, id: string): Script<StudyId | null> =>
  function* (ctx) {
    const found = yield* studyForPerson(id as StudyId, visitor.person.id)(ctx)
    if (found !== undefined && found.participant !== null) return null
    const isNew = yield* askForAccess(id as StudyId, visitor.person.id, actorOfEvent(visitor))(ctx)
    const isHeard = isNew && found !== undefined && found.study.deletedAt === null && !found.study.example
    return isHeard ? found.study.id : null
  }

const decide = (visitor: Parameters<typeof studyAccess>[0], id: string, request: string, role: Role | null): Script<StudyId> =>
  function* (ctx) {
    const { study, participant, visitor: steward } = yield* studyAccess(visitor, id, 'access.decide')(ctx)
    if (participant === null) throw new RequestProblem('unknown-study')
    const actor = actorOfEvent(steward)
    const person = yield* decideRequest(study.id, request, role === null ? 'declined' : 'approved', participant.id, actor)(ctx)
    if (person === undefined) throw new RequestProblem('unknown-request')
    if (role === null) return study.id
    yield* addParticipant({ study: study.id, person, role, sectorKnownBy: 'invitation' }, actor)(ctx)
    const known = yield* personById(person)(ctx)
    const payload = {
      study: study.id,
      title: study.title,
      name: known?.name ?? '',
      by: participant.name,
      role,
      language: known?.language ?? study.lang,
    }
    yield* queueMail({ to: `person:${person}`, kind: 'added', payload })(ctx)
    return study.id
  }
