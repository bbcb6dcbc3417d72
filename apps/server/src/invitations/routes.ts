import { changeInvitationRole, invitationById, invitationsOf, revokeInvitation, setContact, type Invitation } from '@samskriv/database'
import { cleanName, cleanReach, type CleanName, type StudyId } from '@samskriv/domain'
import { ChangeInvitation, InvitationView, MakeInvitation, StudyContact } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { requireSubtype } from '../people/routes.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess } from '../studies/study-access.ts'
import { invitationView, invite } from './invite.ts'

const tag = 'people'
const refusals = [
  'signed-out',
  'session-expired',
  'unknown-study',
  'not-steward',
  'account-needed',
  'read-only-example',
  'archived',
] as const

/** The ways into a case study, for those who look after it. */
export function invitationRoutes({ store, rooms, clock, config, secret, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const links = { secret, publicUrl: config.publicUrls[0] }

  app.get(
    '/api/studies/:id/invitations',
    described({
      tag,
      summary: 'Links and personal invitations, oldest first, with what they need to be passed on',
      answers: z.array(InvitationView),
      problems: refusals,
    }),
    async (c) => {
      const invitations = await store.read<Invitation[]>(function* (ctx) {
        const { study } = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'invitation.read')(ctx)
        return yield* invitationsOf(study.id)(ctx)
      })
      c.header('Cache-Control', 'no-store')
      return c.json(invitations.map((invitation) => invitationView(invitation, clock(), links)))
    },
  )

  app.post(
    '/api/studies/:id/invitations',
    described({
      tag,
      summary: 'Open a link by which people come in, with an account or without; it needs a contact first',
      body: MakeInvitation,
      answers: InvitationView,
      status: 201,
      problems: [...refusals, 'contact-needed'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'invitation.change'))
      const terms = await jsonBody(c, MakeInvitation)
      requireSubtype(terms.sector, terms.subtype)
      const made = await store.tx<Invitation>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'invitation.change')(ctx)
        const id = yield* invite(access, { kind: 'open', ...terms }, secret)(ctx)
        const found = yield* invitationById(access.study.id, id)(ctx)
        if (found === undefined) throw new Error('invitation-not-found')
        return found
      })
      tell(made.study)
      log.info('invitation made', { study: made.study, invitation: made.id, role: made.role })
      return c.json(invitationView(made, clock(), links), 201)
    },
  )

  app.patch(
    '/api/studies/:id/invitations/:invitationId',
    described({
      tag,
      summary: 'Change what people who come by a link may do; those who are in keep their role',
      body: ChangeInvitation,
      status: 204,
      problems: [...refusals, 'unknown-invitation'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'invitation.change'))
      const { role } = await jsonBody(c, ChangeInvitation)
      const id = c.req.param('invitationId')
      const study = await store.tx<StudyId>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'invitation.change')(ctx)
        const invitation = yield* invitationById(access.study.id, id)(ctx)
        // A personal one follows the role of its participant.
        if (invitation?.kind !== 'open') throw new RequestProblem('unknown-invitation')
        const changed = yield* changeInvitationRole(access.study.id, id, role, actorOfEvent(access.visitor))(ctx)
        if (!changed) throw new RequestProblem('unknown-invitation')
        return access.study.id
      })
      tell(study)
      log.info('invitation changed', { study, invitation: id, role })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/studies/:id/invitations/:invitationId',
    described({
      tag,
      summary: 'Take an invitation back; nobody comes in by it any more, and who is in stays',
      status: 204,
      problems: [...refusals, 'foreign-origin', 'unknown-invitation'],
    }),
    async (c) => {
      const id = c.req.param('invitationId')
      const study = await store.tx<StudyId>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'invitation.change')(ctx)
        const revoked = yield* revokeInvitation(access.study.id, id, actorOfEvent(access.visitor))(ctx)
        if (!revoked) throw new RequestProblem('unknown-invitation')
        return access.study.id
      })
      tell(study)
      log.info('invitation revoked', { study, invitation: id })
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/contact',
    described({
      tag,
      summary: 'Whom people of the case study can turn to, and how',
      body: StudyContact,
      status: 204,
      problems: refusals,
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings'))
      const body = await jsonBody(c, StudyContact)
      const contact = { name: lineOf(cleanName(body.name), 'name'), reach: lineOf(cleanReach(body.reach), 'reach') }
      const study = await store.tx<StudyId>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings')(ctx)
        yield* setContact(access.study.id, contact, actorOfEvent(access.visitor))(ctx)
        return access.study.id
      })
      rooms.announce(study, { kind: 'study' })
      log.info('contact changed', { study })
      return c.body(null, 204)
    },
  )

  function tell(study: StudyId): void {
    rooms.announce(study, { kind: 'people' })
  }

  return app
}

/** @throws {@link RequestProblem} `invalid-body` */
function lineOf(clean: CleanName, path: string): string {
  if (!clean.ok) throw new RequestProblem('invalid-body', { errors: [{ path, code: clean.reason }] })
  return clean.name
}
