import {
  archiveStudy,
  endParticipant,
  forgetStudy,
  invitationsOf,
  listParticipants,
  revokeInvitation,
  type Participant,
} from '@samskriv/database'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import { closeCodes, DuplicateStudy, StudyCreated } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { personIn } from '../people/routes.ts'
import { copyPictures } from '../pictures/copy-pictures.ts'
import type { AppEnv, Services } from '../services.ts'
import { clearCopies } from '../have-your-say/clear-copies.ts'
import { blocksIn, duplicateStudy, wordsOf, type Copy } from './duplicate.ts'
import { sectionKeysOf } from './study-template.ts'
import { readableStudy } from './readable-study.ts'
import { actorOfEvent, lineOf } from './routes.ts'
import { studyAccess } from './study-access.ts'
import { leaveToStewards } from '../threads/owners.ts'

const tag = 'case studies'
const refusals = ['signed-out', 'session-expired', 'foreign-origin', 'unknown-study', 'suspended', 'read-only-example'] as const

const ArchiveStudy = z.strictObject({ archived: z.boolean() })

/** A case study that goes on without somebody, rests, or is where another one begins. */
export function handOverRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, log, studyFiles } = services
  const app = new Hono<AppEnv>()

  app.post(
    '/api/studies/:id/leave',
    described({
      tag,
      summary: 'Leave: my words stay, my rights end at once; its last steward first makes somebody else one',
      status: 204,
      problems: [...refusals, 'last-steward'],
    }),
    async (c) => {
      const me = await store.tx<Participant>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.leave')(ctx)
        if (access.participant === null) throw new RequestProblem('unknown-study')
        const { id: participant } = yield* personIn(access, access.participant.id, null)(ctx)
        const actor = actorOfEvent(access.visitor)
        yield* endParticipant(participant, actor)(ctx)
        yield* leaveToStewards(access, participant)(ctx)
        for (const invitation of yield* invitationsOf(access.study.id)(ctx)) {
          if (invitation.participant === participant && invitation.revokedAt === null)
            yield* revokeInvitation(access.study.id, invitation.id, actor)(ctx)
        }
        return access.participant
      })
      rooms.accessChanged(me.study, me.id, 'removed')
      rooms.announce(me.study, { kind: 'people' })
      log.info('person left', { study: me.study, participant: me.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/archive',
    described({
      tag,
      summary: 'Put a finished case study to rest, or open it again; open sockets come back as what they may now do',
      body: ArchiveStudy,
      status: 204,
      problems: [...refusals, 'not-steward', 'account-needed'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.archive'))
      const { archived } = await jsonBody(c, ArchiveStudy)
      const { study, people } = await store.tx<{ study: StudyId; people: ParticipantId[] }>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.archive')(ctx)
        // Said twice it is so once: nothing happened that the log would have to tell.
        if ((access.study.archivedAt !== null) !== archived)
          yield* archiveStudy(access.study.id, archived, actorOfEvent(access.visitor))(ctx)
        const participants = yield* listParticipants(access.study.id)(ctx)
        return { study: access.study.id, people: participants.map(({ id }) => id) }
      })
      rooms.announce(study, { kind: 'study' })
      for (const participant of people) rooms.accessChanged(study, participant, 'role')
      log.info(archived ? 'study archived' : 'study unarchived', { study })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/duplicate',
    described({
      tag,
      summary: 'Start a new case study like this one; with its words when asked, each still its author’s, who gets no rights in the copy',
      body: DuplicateStudy,
      answers: StudyCreated,
      status: 201,
      problems: [...refusals, 'role-too-low', 'account-needed', 'title-too-long', 'study-unavailable'],
    }),
    async (c) => {
      const { study } = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.duplicate'))
      const body = await jsonBody(c, DuplicateStudy)
      const title = lineOf(body.title, 'title')
      const words =
        body.withText === true ? await readableStudy(async () => wordsOf(study, await store.read(sectionKeysOf(study.id)), rooms)) : null
      const copy = await store.tx<Copy>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.duplicate')(ctx)
        return yield* duplicateStudy(access, title, words)(ctx)
      })
      if (copy.text !== null) {
        try {
          await copyPictures(study.id, { id: copy.study, partnership: study.partnership }, blocksIn(words), services)
          await rooms.edit(copy.study, copy.text)
          // What was taken back while it was made.
          await clearCopies(services)
        } catch (error) {
          // A copy is whole or not there at all.
          rooms.close(copy.study, closeCodes.unknownStudy)
          await studyFiles.removeAll(copy.study)
          await store.tx(forgetStudy(copy.study))
          throw error
        }
      }
      log.info('study duplicated', { study: copy.study, withText: copy.text !== null })
      return c.json({ id: copy.study }, 201)
    },
  )

  return app
}
