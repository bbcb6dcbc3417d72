import {
  appendEvent,
  sayAbout,
  sectionsOf,
  setSofteningState,
  softeningById,
  voicesOf,
  type Script,
  type Softening,
} from '@samskriv/database'
import type { ParticipantId, StudyAction } from '@samskriv/domain'
import { SayAbout, SofteningView } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { requireOpenTo } from '../studies/hold-routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { mayWriteIn, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { partsOf, type Part } from './concerned.ts'
import { bringingBack } from './restore.ts'
import { concerning, mayTalk, paragraphsNow, softeningViews } from './view.ts'

const tag = 'case studies'
const reading = ['signed-out', 'session-expired', 'unknown-study', 'suspended'] as const
const refusals = [...reading, 'role-too-low', 'capacity-not-confirmed', 'archived', 'read-only-example', 'not-found'] as const

interface Asked {
  readonly access: StudyAccess
  readonly participant: ParticipantId
  readonly softening: Softening
  readonly as: NonNullable<Part>
}

/** Words of the community that somebody of another sector took out: for their author, for whoever did it, and for the stewards. */
export function softeningRoutes({ store, rooms, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/softenings',
    described({
      tag,
      summary:
        'Paragraphs that lost more than 30 % of the community’s words to another sector, as they were and are: my own, those I changed, all for stewards',
      answers: z.array(SofteningView),
      problems: [...reading, 'study-unavailable'],
    }),
    async (c) => {
      const asked = studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'thread.read')
      const { study } = await store.read(asked)
      return await readableStudy(async () => {
        // After a crash, what was due then.
        await rooms.tellAuthors(study.id)
        const all = await store.read(function* (ctx) {
          return yield* concerning(yield* asked(ctx))(ctx)
        })
        if (all.length === 0) return c.json([])
        const now = await rooms.read(study.id, (committed) => paragraphsNow(committed, all))
        return c.json(
          await store.read(function* (ctx) {
            return yield* softeningViews(yield* asked(ctx), all, now)(ctx)
          }),
        )
      })
    },
  )

  app.post(
    '/api/studies/:id/softenings/:softeningId/restore',
    described({
      tag,
      summary: 'Bring the paragraph back as it was; every word stays its author’s, and the section as it is now is kept',
      status: 204,
      problems: [...refusals, 'section-closed', 'section-held', 'study-full', 'study-unavailable', 'conflict'],
    }),
    async (c) => {
      const asked = restorable(c)
      const found = await store.read(function* (ctx) {
        const one = yield* asked(ctx)
        return { ...one, voices: yield* voicesOf(one.access.study.id)(ctx) }
      })
      const { study, participant } = found.access
      requireOpenTo(participant?.id ?? null, rooms.heldIn(study.id), found.softening.section)
      await readableStudy(async () => {
        const epoch = await rooms.read(study.id, (committed) => committed.epoch)
        await rooms.edit(study.id, bringingBack({ ...found, epoch }, participant?.sector ?? null, asked))
      })
      rooms.announce(study.id, { kind: 'softenings' })
      log.info('softened paragraph restored', { study: study.id, softening: found.softening.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/softenings/:softeningId/settle',
    described({ tag, summary: 'It is fine: its author has nothing against the change', status: 204, problems: refusals }),
    async (c) => {
      const { study, softening } = await store.tx(function* (ctx) {
        const one = yield* askedIn(c, 'thread.write')(ctx)
        if (one.as !== 'author') throw new RequestProblem('not-found')
        yield* setSofteningState(one.softening.id, 'settled')(ctx)
        yield* noted(one, 'words.softening-settled')(ctx)
        return { study: one.access.study.id, softening: one.softening.id }
      })
      rooms.announce(study, { kind: 'softenings' })
      log.info('softening settled', { study, softening })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/softenings/:softeningId/messages',
    described({
      tag,
      summary: 'Talk about it: its author begins, and whoever changed it answers; both read it, and so do the stewards',
      body: SayAbout,
      status: 204,
      problems: refusals,
    }),
    async (c) => {
      await store.read(askedIn(c, 'thread.write'))
      const { body } = await jsonBody(c, SayAbout)
      const { study, softening } = await store.tx(function* (ctx) {
        const one = yield* askedIn(c, 'thread.write')(ctx)
        const { access, participant } = one
        if (!mayTalk(access, one.as, one.softening.thread !== null)) throw new RequestProblem('not-found')
        const sector = access.participant?.sector ?? null
        yield* sayAbout(one.softening, { study: access.study.id, participant, sector, body, lang: c.get('language') })(ctx)
        yield* noted(one, 'words.softening-talked')(ctx)
        return { study: access.study.id, softening: one.softening.id }
      })
      rooms.announce(study, { kind: 'softenings' })
      log.info('softening talked about', { study, softening })
      return c.body(null, 204)
    },
  )

  return app
}

/** @throws {@link RequestProblem} `not-found` where there is none, or it does not concern whoever asks */
const askedIn = (c: Context<AppEnv>, action: StudyAction): Script<Asked> =>
  function* (ctx) {
    const access = yield* studyAccess(c.get('visitor'), c.req.param('id') ?? '', action)(ctx)
    const { study, participant } = access
    const softening = yield* softeningById(study.id, c.req.param('softeningId') ?? '')(ctx)
    if (softening === undefined || participant === null) throw new RequestProblem('not-found')
    const as = (yield* partsOf(study.id, participant)(ctx))(softening)
    if (as === null) throw new RequestProblem('not-found')
    return { access, participant: participant.id, softening, as }
  }

/** @throws {@link RequestProblem} also `conflict` when it was brought back already */
const restorable = (c: Context<AppEnv>): Script<Asked> =>
  function* (ctx) {
    const asked = yield* askedIn(c, 'study.write')(ctx)
    const { access, softening, as } = asked
    if (as === 'changer') throw new RequestProblem('not-found')
    const section = (yield* sectionsOf(access.study.id)(ctx)).find(({ key }) => key === softening.section)
    if (section === undefined || !mayWriteIn(access, section)) throw new RequestProblem('section-closed')
    if (softening.state !== 'open') throw new RequestProblem('conflict')
    return asked
  }

const noted = ({ access: { study, visitor }, softening }: Asked, kind: string): Script<void> =>
  function* (ctx) {
    const { id, section, author } = softening
    const about = { kind, subjectKind: 'section', subject: section, data: { softening: id, author } }
    yield* appendEvent({ partnership: study.partnership, study: study.id, actor: actorOfEvent(visitor), ...about })(ctx)
  }
