import { restorePointById, sectionsOf, voicesOf, type Script } from '@samskriv/database'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import { RestorePointItem, RestorePointView, RestoreSection, SectionRestored } from '@samskriv/protocol'
import type { KeptSuggestion, RestorePoint } from '@samskriv/sync-server'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { requireOpenTo } from '../studies/hold-routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { mayWriteIn, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { peopleOf } from '../threads/people-of.ts'
import { pointsOf, pointWithWords } from './points.ts'
import { restoringEdit } from './restore.ts'

const tag = 'case studies'
const refusals = [
  'signed-out',
  'session-expired',
  'unknown-study',
  'suspended',
  'role-too-low',
  'capacity-not-confirmed',
  'section-closed',
  'archived',
  'read-only-example',
  'not-found',
] as const

interface Place {
  readonly access: StudyAccess
  readonly section: SectionKey
  readonly participant: ParticipantId
}

/** Going back to a section as it was, for whoever may write in it. */
export function restorePointRoutes({ store, rooms, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/sections/:sectionKey/restore-points',
    described({
      tag,
      summary: 'The section as it was: when it was kept, newest first, and who changed it next; kept for 90 days',
      answers: z.array(RestorePointItem),
      problems: refusals,
    }),
    async (c) => {
      const points: Script<RestorePointItem[]> = function* (ctx) {
        const { access, section } = yield* writablePlace(c)(ctx)
        return yield* pointsOf(access.study, section)(ctx)
      }
      return c.json(await store.read(points))
    },
  )

  app.get(
    '/api/studies/:id/sections/:sectionKey/restore-points/:pointId',
    described({ tag, summary: 'The section as it was, with who said what', answers: RestorePointView, problems: refusals }),
    async (c) => {
      const view: Script<RestorePointView> = function* (ctx) {
        const place = yield* writablePlace(c)(ctx)
        return yield* pointWithWords(place.access.study, yield* pointIn(place, c)(ctx))(ctx)
      }
      return c.json(await store.read(view))
    },
  )

  app.post(
    '/api/studies/:id/sections/:sectionKey/restore-points/:pointId/restore',
    described({
      tag,
      summary:
        'Bring the section back as it was, or some of its blocks after what is there now; every word stays its author’s, and words of the community that another sector would take out stay',
      body: RestoreSection,
      answers: SectionRestored,
      problems: [...refusals, 'section-held', 'study-full', 'study-unavailable'],
    }),
    async (c) => {
      await store.read(writablePlace(c))
      const { blocks: places } = await jsonBody(c, RestoreSection)
      const found = await store.read(function* (ctx) {
        const place = yield* writablePlace(c)(ctx)
        return { ...place, point: yield* pointIn(place, c)(ctx), voices: yield* voicesOf(place.access.study.id)(ctx) }
      })
      const { access, point, section } = found
      requireOpenTo(access.participant?.id ?? null, rooms.heldIn(access.study.id), section)
      const sector = access.participant?.sector ?? null
      const edit = restoringEdit({ ...found, places }, sector, writablePlace(c))
      const kept = (await readableStudy(() => rooms.edit(access.study.id, edit))).filter(({ state }) => state === 'proposed')
      rooms.announce(access.study.id, { kind: 'study' })
      log.info('section restored', {
        study: access.study.id,
        section,
        point: point.id,
        blocks: places?.length ?? 'all',
        stays: kept.length,
      })
      return c.json(await store.read(whatStays(access, kept)))
    },
  )

  return app
}

/** The words of the community that it would have taken out, as they stand. */
const whatStays = (access: StudyAccess, kept: readonly KeptSuggestion[]): Script<SectionRestored> =>
  function* (ctx) {
    const people = yield* peopleOf(
      access,
      kept.flatMap(({ authors }) => authors),
    )(ctx)
    return {
      stays: kept.map(({ id, original, authors }) => ({
        suggestion: id,
        text: original.join('\n'),
        authors: authors.map((author) => people.said(author)),
      })),
    }
  }

/** @throws {@link RequestProblem} also `not-found` where there is no such section */
const writablePlace = (c: Context<AppEnv>): Script<Place> =>
  function* (ctx) {
    const access = yield* studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'study.write')(ctx)
    const key = c.req.param('sectionKey')
    const section = (yield* sectionsOf(access.study.id)(ctx)).find((one) => one.key === key)
    if (section === undefined || access.participant === null) throw new RequestProblem('not-found')
    if (!mayWriteIn(access, section)) throw new RequestProblem('section-closed')
    return { access, section: section.key, participant: access.participant.id }
  }

const pointIn = ({ access, section }: Place, c: Context<AppEnv>): Script<RestorePoint> =>
  function* (ctx) {
    const point = yield* restorePointById(access.study.id, section, c.req.param('pointId') ?? '')(ctx)
    if (point === undefined) throw new RequestProblem('not-found')
    return point
  }
