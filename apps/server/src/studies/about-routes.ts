import { aboutVersionsOf, changeAbout, recordsOf, type Script, type Study } from '@samskriv/database'
import { templateById } from '@samskriv/document'
import { may, type AboutPart, type Language, type StudyId } from '@samskriv/domain'
import { toldAbout, toldAnew } from '@samskriv/export'
import { AboutView, ChangeAbout, type AboutValues } from '@samskriv/protocol'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem, type FieldProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from './routes.ts'
import { namesOf } from './section-state.ts'
import { studyAccess, type StudyAccess } from './study-access.ts'
import { sectionKeysOf } from './study-template.ts'

const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended'] as const

/** What is told about a study beside its text: when, where, who, with what money. */
export function aboutRoutes({ store, rooms, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/about',
    described({
      tag: 'case studies',
      summary: 'What is told about a case study beside its text, part by part, and who changed each last',
      answers: AboutView,
      problems: refusals,
    }),
    async (c) => {
      const script: Script<AboutView> = function* (ctx) {
        return yield* aboutView(yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.read')(ctx), c.get('language'))(ctx)
      }
      return c.json(await store.read(script))
    },
  )

  app.put(
    '/api/studies/:id/about',
    described({
      tag: 'case studies',
      summary: 'Change one part of what is told about a case study; the version says which state was changed',
      body: ChangeAbout,
      answers: AboutView,
      problems: [...refusals, 'role-too-low', 'archived', 'read-only-example', 'changed-meanwhile'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'about.change'))
      const change = await jsonBody(c, ChangeAbout)
      const script: Script<{ study: StudyId; view: AboutView }> = function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'about.change')(ctx)
        const { study, participant, visitor } = access
        if (participant === null) throw new RequestProblem('unknown-study')
        yield* checkReferences(study, change)(ctx)
        const { kind, records } = toldAnew(change, yield* recordsOf(study.id)(ctx), study)
        const told = { part: change.part, version: change.version, kind, records }
        const isFirst = yield* changeAbout(study, told, { participant: participant.id, actor: actorOfEvent(visitor) })(ctx)
        if (!isFirst) throw new RequestProblem('changed-meanwhile')
        return { study: study.id, view: yield* aboutView(access, c.get('language'))(ctx) }
      }
      const { study, view } = await store.tx(script)
      rooms.announce(study, { kind: 'study' })
      log.info('told about a study', { study, part: change.part })
      return c.json(view)
    },
  )

  return app
}

const aboutView = ({ study, actor, subject }: StudyAccess, language: Language): Script<AboutView> =>
  function* (ctx) {
    const values = toldAbout(yield* recordsOf(study.id)(ctx), study)
    const versions = new Map((yield* aboutVersionsOf(study.id)(ctx)).map((version) => [version.part, version]))
    const names = yield* namesOf(
      [...versions.values()].map(({ changedBy }) => changedBy),
      language,
    )(ctx)
    const shown = <Part extends AboutPart>(part: Part): { value: AboutValues[Part] } & Changed => {
      const last = versions.get(part)
      const changedBy = last === undefined ? null : (names.get(last.changedBy) ?? null)
      return {
        value: values[part],
        version: last?.version ?? 0,
        changedBy,
        changedAt: last === undefined ? null : new Date(last.changedAt).toISOString(),
      }
    }
    return {
      canChange: may(actor, 'about.change', subject).allowed,
      parts: {
        period: shown('period'),
        place: shown('place'),
        communities: shown('communities'),
        partners: shown('partners'),
        funding: shown('funding'),
        criteria: shown('criteria'),
        contact: shown('contact'),
      },
    }
  }

interface Changed {
  readonly version: number
  readonly changedBy: string | null
  readonly changedAt: string | null
}

/** What a schema can't say: ids stand once, and what is referred to is there. @throws {@link RequestProblem} `invalid-body` */
const checkReferences = (study: Study, change: ChangeAbout): Script<void> =>
  function* (ctx) {
    const errors: FieldProblem[] = []
    if (change.part === 'partners' || change.part === 'funding') {
      const ids = change.value.map(({ id }) => id)
      ids.forEach((id, place) => {
        if (ids.indexOf(id) < place) errors.push({ path: `value.${place}.id`, code: 'duplicate' })
      })
    }
    if (change.part === 'period' && change.value !== null) {
      const { start, end } = change.value
      if (typeof end === 'string' && end < start) errors.push({ path: 'value.end', code: 'before-start' })
    }
    if (change.part === 'funding')
      change.value.forEach(({ from, to }, place) => {
        if (typeof from === 'string' && typeof to === 'string' && to < from)
          errors.push({ path: `value.${place}.to`, code: 'before-start' })
      })
    if (change.part === 'criteria') {
      const criteria = templateById(study.template)?.criteria.map(({ id }) => id) ?? []
      const keys: readonly string[] = yield* sectionKeysOf(study.id)(ctx)
      change.value.forEach(({ criterionId, sections }, place) => {
        const isTwice = change.value.findIndex((each) => each.criterionId === criterionId) < place
        if (isTwice || !criteria.includes(criterionId)) errors.push({ path: `value.${place}.criterionId`, code: 'unknown' })
        if (!sections.every((key) => keys.includes(key))) errors.push({ path: `value.${place}.sections`, code: 'unknown' })
      })
    }
    if (errors.length > 0) throw new RequestProblem('invalid-body', { errors })
  }
