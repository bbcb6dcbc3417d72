import { createHash } from 'node:crypto'
import { appendEvent, exportOfBytes, exportOfContent, studyById, studyWithFileId, type Script } from '@samskriv/database'
import { may, type StudyId } from '@samskriv/domain'
import { planOfFile } from '@samskriv/export'
import { caseStudyFileRefusals, CaseStudyFileView, maxCaseStudyFileBytes, StudyCreated } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { identify, requirePerson, type SignedIn } from '../auth/visitor.ts'
import { AtOnce } from '../http/at-once.ts'
import { dropBody } from '../http/body-limits.ts'
import { described } from '../http/described.ts'
import { refuseForeignOrigins } from '../http/origin.ts'
import { RequestProblem } from '../http/problem.ts'
import { importPlan, ImportRefused } from '../installation/import-plan.ts'
import type { AppEnv, Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { actorOfEvent, personActor } from '../studies/routes.ts'
import { requireAllowed, studyAccess } from '../studies/study-access.ts'
import type { ReadCaseStudy } from './reading.ts'
import { readingFor } from './reading-for.ts'
import { wholeBody } from './whole-body.ts'

const tag = 'case studies'
/** Each is whole in memory meanwhile. */
const mostAtOnce = 1
/** So many places that are wrong are told of. */
const mostErrors = 10

const problems = [
  'signed-out',
  'session-expired',
  'foreign-origin',
  'account-needed',
  ...caseStudyFileRefusals.map((why) => `case-study-${why}` as const),
  'unavailable',
] as const

/**
 * Where a case study comes back that was given out as a file: looked at first, and then brought in by whoever may start one. Stands before
 * what guards all other routes, because its bodies are larger, and brings the same guards along.
 */
export function caseStudyFileRoutes(services: Services): Hono<AppEnv> {
  const { store, readingRoom, limits, log, config } = services
  const app = new Hono<AppEnv>()
  const atOnce = new AtOnce(mostAtOnce)
  const guards = [refuseForeignOrigins(config.publicUrls), identify(services)] as const

  app.post(
    '/api/studies/read-file',
    described({
      tag,
      summary: 'Have a case study read that was given out as JSON: the body is the file itself. Nothing of it is kept',
      answers: CaseStudyFileView,
      problems,
    }),
    ...guards,
    async (c) =>
      await received(c, async (bytes, visitor) => {
        await limits.count(['person-import', visitor.person.id])
        const { signal } = c.req.raw
        const read = await readingFor(visitor.person.id, limits, (how) => readingRoom.readCaseStudy(bytes, { ...how, signal }))
        if (!read.ok) throw refused(read)
        const sha256 = hashOf(bytes)
        const { id, ...told } = read.told
        const view = await store.read<CaseStudyFileView>(function* (ctx) {
          // With comments that were made here it is a file of its own; without, it is the text, in whatever form that was given out.
          const asFile = yield* exportOfBytes(sha256)(ctx)
          const given = asFile?.made ?? (yield* exportOfContent(sha256)(ctx))
          return {
            ...told,
            people: [...told.people],
            sections: [...told.sections],
            sha256,
            givenOutAt: given?.at ?? null,
            here: yield* hereFor(visitor, id)(ctx),
          }
        })
        log.info('case study file read', { bytes: bytes.length, people: told.people.length })
        return c.json(view)
      }),
  )

  app.post(
    '/api/studies/from-file',
    described({
      tag,
      summary:
        'Make a case study of a file that was given out as JSON, with its authors: the body is the file itself, ?sha256= is what was seen of it. Whoever asks looks after it',
      query: { sha256: [] },
      answers: StudyCreated,
      status: 201,
      problems: [...problems, 'study-unavailable'],
    }),
    ...guards,
    async (c) =>
      await received(c, async (bytes, visitor) => {
        await limits.count(['person-import', visitor.person.id], ['person-study-file', visitor.person.id])
        const sha256 = hashOf(bytes)
        if (c.req.query('sha256') !== sha256) throw new RequestProblem('case-study-changed')
        const { signal } = c.req.raw
        const read = await readingFor(visitor.person.id, limits, (how) => readingRoom.readCaseStudy(bytes, { ...how, signal, whole: true }))
        if (!read.ok) throw refused(read)
        if (read.file === null) throw new Error('file-not-read')
        const id = await madeOf(read.file, sha256, visitor)
        log.info('study made of a file', { study: id, person: visitor.person.id, bytes: bytes.length })
        return c.json({ id }, 201)
      }),
  )

  return app

  async function received(c: Context<AppEnv>, work: (bytes: Uint8Array, visitor: SignedIn) => Promise<Response>): Promise<Response> {
    const visitor = requirePerson(c.get('visitor'))
    const { body } = c.req.raw
    try {
      requireAllowed(may(personActor(visitor), 'study.create', { kind: 'installation' }))
      if (Number(c.req.header('content-length') ?? 0) > maxCaseStudyFileBytes) throw new RequestProblem('case-study-too-large')
      return await atOnce.of(visitor.person.id, async () => {
        const bytes = await wholeBody(body, maxCaseStudyFileBytes, { tooLarge: 'case-study-too-large', empty: 'case-study-not-ours' })
        return await work(bytes, visitor)
      })
    } catch (error) {
      // What is left unread makes the connection useless soon after; a little of it is, so that the answer is heard.
      if (body !== null) await dropBody(c.req.raw)
      if (!(error instanceof RequestProblem)) throw error
      throw new RequestProblem(error.code, { errors: error.errors, headers: { ...error.headers, Connection: 'close' }, cause: error.cause })
    }
  }

  async function madeOf(file: Parameters<typeof planOfFile>[0], sha256: string, visitor: SignedIn): Promise<StudyId> {
    const actor = actorOfEvent(visitor)
    // Asked again in the transaction that lets it be seen: somebody may bring in the same file meanwhile.
    const onlyOnce = (study: StudyId): Script<void> =>
      function* (ctx) {
        if ((yield* studyWithFileId(file.id)(ctx)) !== undefined) throw new RequestProblem('case-study-here')
        const made = yield* studyById(study)(ctx)
        if (made === undefined) throw new Error('study-missing')
        yield* appendEvent({
          partnership: made.partnership,
          study,
          actor,
          kind: 'study.brought-in',
          subjectKind: 'study',
          subject: study,
          data: { sha256 },
        })(ctx)
      }
    if ((await store.read(studyWithFileId(file.id))) !== undefined) throw new RequestProblem('case-study-here')
    try {
      return await readableStudy(() =>
        importPlan(planOfFile(file), { ...services, example: false, stewards: [visitor.person.id], actor, also: onlyOnce }),
      )
    } catch (error) {
      if (error instanceof ImportRefused)
        throw new RequestProblem('case-study-damaged', { errors: error.errors.slice(0, mostErrors), cause: error })
      throw error
    }
  }

  /** Whether the case study is here, as far as whoever asks may know of it. */
  function hereFor(visitor: SignedIn, fileId: string): Script<CaseStudyFileView['here']> {
    return function* (ctx) {
      const id = yield* studyWithFileId(fileId)(ctx)
      if (id === undefined) return null
      const canOpen = yield* allows(studyAccess(visitor, id, 'study.read'))(ctx)
      const inBin = !canOpen && (yield* allows(studyAccess(visitor, id, 'study.restore'))(ctx))
      return { id: canOpen ? id : null, inBin }
    }
  }
}

/** Whether a rule lets somebody. */
const allows = (rule: Script<unknown>): Script<boolean> =>
  function* (ctx) {
    try {
      yield* rule(ctx)
      return true
    } catch (error) {
      if (error instanceof RequestProblem) return false
      throw error
    }
  }

function refused({ why, errors }: Extract<ReadCaseStudy, { ok: false }>): RequestProblem {
  return new RequestProblem(`case-study-${why}`, { errors: errors.slice(0, mostErrors) })
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
