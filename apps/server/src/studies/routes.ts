import {
  createStudy,
  listExamples,
  listStudiesOf,
  q,
  renameStudy,
  restoreStudy,
  theOnlyPartnership,
  trashStudy,
  type EventActor,
  type Script,
  type StudySummary,
} from '@samskriv/database'
import { templateById } from '@samskriv/document'
import { cleanTitle, may, type Role, type StudyId } from '@samskriv/domain'
import { closeCodes, CreateStudy, RenameStudy, StudyCreated, StudyListItem, StudyView } from '@samskriv/protocol'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { requirePerson, type SignedIn } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { clearCopies } from '../have-your-say/clear-copies.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { isPastBringingBack, restorableUntil } from './bin.ts'
import { withHolds } from './hold-routes.ts'
import { requireAllowed, studyAccess } from './study-access.ts'
import { studyView } from './study-view.ts'

const tag = 'case studies'

/** Case studies as a list, one by one, and to the bin and back. */
export function studyRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, clock, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies',
    described({
      tag,
      summary: 'My case studies and the examples; with ?state=trashed those of mine in the bin',
      query: { state: ['trashed'] },
      answers: z.array(StudyListItem),
      problems: ['signed-out', 'session-expired'],
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      requireAllowed(may(personActor(visitor), 'study.list', { kind: 'installation' }))
      return c.json(await store.read(studyList(visitor, c.req.query('state') === 'trashed')))
    },
  )

  app.post(
    '/api/studies',
    described({
      tag,
      summary: 'Start a case study from a template',
      body: CreateStudy,
      answers: StudyCreated,
      status: 201,
      problems: ['signed-out', 'session-expired', 'foreign-origin', 'malformed-json', 'invalid-body', 'title-too-long', 'unknown-template'],
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      requireAllowed(may(personActor(visitor), 'study.create', { kind: 'installation' }))
      const body = await jsonBody(c, CreateStudy)
      const id = await store.tx(startStudy(visitor, { ...body, title: lineOf(body.title, 'title'), place: lineOf(body.place, 'place') }))
      log.info('study created', { study: id, person: visitor.person.id })
      return c.json({ id }, 201)
    },
  )

  app.get(
    '/api/studies/:id',
    described({
      tag,
      summary: 'One case study with its template, sections and people',
      answers: StudyView,
      problems: ['signed-out', 'session-expired', 'unknown-study'],
    }),
    async (c) => {
      const script: Script<StudyView> = function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.read')(ctx)
        const view = yield* studyView(access, c.get('language'))(ctx)
        return yield* withHolds(view, rooms.heldIn(access.study.id), c.get('language'))(ctx)
      }
      return c.json(await store.read(script))
    },
  )

  app.patch(
    '/api/studies/:id',
    described({
      tag,
      summary: 'Change title, place or language',
      body: RenameStudy,
      status: 204,
      problems: [
        'signed-out',
        'session-expired',
        'foreign-origin',
        'unknown-study',
        'role-too-low',
        'read-only-example',
        'invalid-body',
        'title-too-long',
      ],
    }),
    async (c) => {
      // Asked first without the body: who may not change a study learns nothing from what is wrong with their change.
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.rename'))
      const { title, place, language } = await jsonBody(c, RenameStudy)
      const names = {
        ...(title === undefined ? {} : { title: lineOf(title, 'title') }),
        ...(place === undefined ? {} : { place: lineOf(place, 'place') }),
      }
      const study = await store.tx<StudyId>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.rename')(ctx)
        const { db, s } = ctx
        if (language !== undefined) yield* q(db.update(s.study).set({ lang: language }).where(eq(s.study.id, access.study.id)))
        yield* renameStudy(access.study.id, names, actorOfEvent(access.visitor))(ctx)
        return access.study.id
      })
      rooms.announce(study, { kind: 'study' })
      log.info('study changed', { study })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/studies/:id',
    described({
      tag,
      summary: 'Move a case study to the bin; its open sockets are closed',
      status: 204,
      problems: ['signed-out', 'session-expired', 'foreign-origin', 'unknown-study', 'not-steward', 'read-only-example'],
    }),
    async (c) => {
      const { study } = await store.tx(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.trash')(ctx)
        yield* trashStudy(access.study.id, actorOfEvent(access.visitor))(ctx)
        return access
      })
      rooms.close(study.id, closeCodes.unknownStudy)
      log.info('study trashed', { study: study.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/restore',
    described({
      tag,
      summary: 'Bring a case study back from the bin',
      status: 204,
      problems: ['signed-out', 'session-expired', 'foreign-origin', 'unknown-study', 'not-steward'],
    }),
    async (c) => {
      const { study } = await store.tx(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.restore')(ctx)
        if (isPastBringingBack(access.study, clock())) throw new RequestProblem('unknown-study')
        yield* restoreStudy(access.study.id, actorOfEvent(access.visitor))(ctx)
        return access
      })
      // What was taken back while it lay there.
      await clearCopies(services)
      log.info('study restored', { study: study.id })
      return c.body(null, 204)
    },
  )

  return app
}

export function actorOfEvent(visitor: SignedIn): EventActor {
  return `person:${visitor.person.id}`
}

export function personActor(visitor: SignedIn) {
  return {
    kind: 'person',
    person: visitor.person.id,
    installationSteward: visitor.installationSteward,
    guest: visitor.person.guest,
    participant: null,
  } as const
}

const studyList = (visitor: SignedIn, trashed: boolean): Script<StudyListItem[]> =>
  function* (ctx) {
    const known = yield* listStudiesOf(visitor.person.id, trashed ? 'trashed' : 'live')(ctx)
    const mine = known.filter((study) => !isPastBringingBack(study, ctx.clock()))
    const examples = trashed ? [] : yield* listExamples()(ctx)
    const own = new Set(mine.map(({ id }) => id))
    return [
      ...mine.map((study) => listItem(study, study.role)),
      ...examples.filter(({ id }) => !own.has(id)).map((study) => listItem(study, null)),
    ]
  }

export function listItem(study: StudySummary, role: Role | null): StudyListItem {
  const { id, title, place, lang, template, status, example, updatedAt, archivedAt, deletedAt } = study
  const { settled, sectionsWithWords, sections, words } = study
  const progress = { settled, sectionsWithWords, sections, words }
  const until = restorableUntil({ deletedAt })
  return {
    id,
    title,
    place,
    language: lang,
    templateId: template,
    status,
    example,
    role,
    archived: archivedAt !== null,
    restorableUntil: until === null ? null : new Date(until).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    progress,
  }
}

const startStudy = (visitor: SignedIn, { title, place, language, templateId }: CreateStudy): Script<string> =>
  function* (ctx) {
    const template = templateById(templateId)
    if (template === undefined) throw new RequestProblem('unknown-template', { errors: [{ path: 'templateId', code: 'unknown' }] })
    const partnership = yield* theOnlyPartnership()(ctx)
    if (partnership === undefined) throw new Error('partnership-missing')
    const { id } = yield* createStudy(
      {
        partnership: partnership.id,
        title,
        place,
        lang: language,
        template: template.id,
        templateVersion: template.version,
        sections: template.sections.map(({ id: key, lead }) => ({ key, lead })),
        creator: visitor.person.id,
      },
      actorOfEvent(visitor),
    )(ctx)
    return id
  }

/** @throws {@link RequestProblem} `title-too-long` or `invalid-body` */
export function lineOf(raw: string, path: 'title' | 'place' | 'question'): string {
  const clean = cleanTitle(raw)
  if (clean.ok) return clean.title
  const code = path === 'title' && clean.reason === 'too-long' ? 'title-too-long' : 'invalid-body'
  throw new RequestProblem(code, { errors: [{ path, code: clean.reason }] })
}
