import { Readable } from 'node:stream'
import { endKeptExports, exportOf, isShownOtherwiseSince, keptExportsOf, sectionsOf, type ExportPart } from '@samskriv/database'
import { exportFormats } from '@samskriv/domain'
import { canWritePdf } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { ExportState, ExportStates } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { requirePerson } from '../auth/visitor.ts'
import { AtOnce } from '../http/at-once.ts'
import { described } from '../http/described.ts'
import { sandboxPolicy } from '../http/headers.ts'
import { problems, RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { askedExport, exportQuery, exportQueryInWords, type AskedExport } from './asked-export.ts'
import { fileNameHeader } from './file-name.ts'
import { makeAsDecided, makeExport, noteExport } from './make-export.ts'
import type { MyExport } from './my-exports.ts'

/** So many files are written for one person at the same time while they wait; each is kept whole in memory. */
const mostAtOnce = 3

/** A case study as a file to take away: at once, or made in the meantime and fetched within a day. */
export function exportRoutes(services: Services): Hono<AppEnv> {
  const { store, log, newId, clock, exportFiles, exportJobs } = services
  const app = new Hono<AppEnv>()
  const atOnce = new AtOnce(mostAtOnce)
  const canWrite = { canWritePdf: canWritePdf() }

  app.get(
    '/api/studies/:id/export',
    described({
      tag: 'case studies',
      summary: `The case study as a file. ${exportQueryInWords}; ?view=1 shows it instead of downloading it`,
      query: { ...exportQuery, format: exportFormats, view: ['1'] },
      answers: 'file',
      problems: [
        'signed-out',
        'session-expired',
        'unknown-study',
        'unknown-format',
        'pdf-unavailable',
        'export-outdated',
        'export-too-heavy',
        'study-unavailable',
        'unavailable',
      ],
    }),
    async (c) => {
      const access = await mayExport(c)
      const asked = await askedOf(c, access)
      if (asked.format === 'archive') throw new RequestProblem('unknown-format', { errors: [{ path: 'format', code: 'invalid' }] })
      const { study, visitor } = access
      const making = { signal: c.req.raw.signal }
      const { files } = await atOnce.of(visitor.person.id, () =>
        makeAsDecided(
          () => makeExport(study, asked, services, making),
          (made) => store.tx(noteExport({ ...made, id: newId(), study, by: visitor, asked, expiresAt: null })),
        ),
      )
      const [file] = files
      if (file === undefined) throw new Error('nothing-made')
      log.info('study exported', { study: study.id, format: file.format })
      const shown = c.req.query('view') === '1'
      return c.body(file.bytes, 200, headers(`${shown ? 'inline' : 'attachment'}; ${fileNameHeader(study, file.format)}`, file.mediaType))
    },
  )

  app.post(
    '/api/studies/:id/exports',
    described({
      tag: 'case studies',
      summary: `Have a file made, and go on meanwhile; \`archive\` is a zip of every kind with a signed manifest. It waits for a day. ${exportQueryInWords}`,
      query: exportQuery,
      answers: ExportState,
      status: 202,
      problems: ['signed-out', 'session-expired', 'foreign-origin', 'unknown-study', 'unknown-format'],
    }),
    async (c) => {
      const access = await mayExport(c)
      const id = exportJobs.begin(access, await askedOf(c, access))
      const made = exportJobs.of(access).find((job) => job.id === id)
      if (made === undefined) throw new Error('job-gone-at-once')
      return c.json(shownTo(c, made), 202)
    },
  )

  app.get(
    '/api/studies/:id/exports',
    described({
      tag: 'case studies',
      summary: 'The files that are being made for me, those that wait, and whether a PDF can be made here',
      answers: ExportStates,
      problems: ['signed-out', 'session-expired', 'unknown-study'],
    }),
    async (c) => c.json({ exports: (await mine(await mayExport(c))).map((made) => shownTo(c, made)), ...canWrite }),
  )

  app.get(
    '/api/studies/:id/exports/:exportId',
    described({
      tag: 'case studies',
      summary: 'How far a file is',
      answers: ExportState,
      problems: ['signed-out', 'session-expired', 'unknown-study', 'unknown-export'],
    }),
    async (c) => {
      const found = (await mine(await mayExport(c))).find(({ id }) => id === c.req.param('exportId'))
      if (found === undefined) throw new RequestProblem('unknown-export')
      return c.json(shownTo(c, found))
    },
  )

  app.delete(
    '/api/studies/:id/exports/:exportId',
    described({
      tag: 'case studies',
      summary: 'Give up a file that is being made, or remove one that waits',
      status: 204,
      problems: ['signed-out', 'session-expired', 'foreign-origin', 'unknown-study', 'unknown-export'],
    }),
    async (c) => {
      const access = await mayExport(c)
      const id = c.req.param('exportId')
      if (!exportJobs.end(access, id)) {
        await kept(access, id)
        exportFiles.remove(access.study.id, id)
        await store.tx(endKeptExports({ id }))
      }
      return c.body(null, 204)
    },
  )

  app.get(
    '/api/studies/:id/exports/:exportId/file',
    described({
      tag: 'case studies',
      summary: 'Fetch a file that was made',
      answers: 'file',
      problems: ['signed-out', 'session-expired', 'unknown-study', 'unknown-export', 'export-outdated'],
    }),
    async (c) => await fetched(c, 'file'),
  )

  app.get(
    '/api/studies/:id/exports/:exportId/manifest',
    described({
      tag: 'case studies',
      summary: 'What a file that was made is, signed by this installation: its keys are at /.well-known/samskriv-keys.json',
      answers: 'file',
      problems: ['signed-out', 'session-expired', 'unknown-study', 'unknown-export', 'export-outdated'],
    }),
    async (c) => await fetched(c, 'manifest'),
  )

  return app

  async function mayExport(c: Context<AppEnv>): Promise<StudyAccess> {
    requirePerson(c.get('visitor'))
    return await store.read(studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'study.export'))
  }

  async function askedOf(c: Context<AppEnv>, { study }: StudyAccess): Promise<AskedExport> {
    return askedExport(
      c,
      (await store.read(sectionsOf(study.id))).map(({ key }) => key),
    )
  }

  function noticeOf(id: string): { notice?: string } {
    const notice = exportJobs.noticeOf(id)
    return notice === undefined ? {} : { notice }
  }

  async function mine(access: StudyAccess): Promise<MyExport[]> {
    const rows = await store.read(keptExportsOf(access.study.id, actorOfEvent(access.visitor), clock()))
    const waiting = rows.flatMap(({ made: { id, format, at, expiresAt }, file: { length } }): MyExport[] =>
      expiresAt === null ? [] : [{ id, format, at, state: { kind: 'ready', length, expiresAt, ...noticeOf(id) } }],
    )
    return [...exportJobs.of(access), ...waiting].toSorted((a, b) => b.at - a.at)
  }

  /** @throws {@link RequestProblem} `unknown-export` unless it waits for whoever asks */
  async function kept({ study, visitor }: StudyAccess, id: string) {
    const found = await store.read(exportOf(study.id, id))
    const isTheirs = found !== undefined && found.made.by === actorOfEvent(visitor)
    if (!isTheirs || found.made.expiresAt === null || found.made.expiresAt <= clock()) throw new RequestProblem('unknown-export')
    return found
  }

  async function fetched(c: Context<AppEnv>, part: ExportPart): Promise<Response> {
    const access = await mayExport(c)
    const { study } = access
    const { made, files } = await kept(access, c.req.param('exportId') ?? '')
    if (await store.read(isShownOtherwiseSince(study.id, made.at))) {
      exportFiles.remove(study.id, made.id)
      await store.tx(endKeptExports({ id: made.id }))
      throw new RequestProblem('export-outdated')
    }
    const bytes = exportFiles.stream(study.id, made.id, part)
    if (bytes === null) throw new RequestProblem('unknown-export')
    const mediaType = part === 'manifest' ? 'application/json' : (files.find(({ format }) => format === made.format)?.mediaType ?? '')
    const ending = `${made.format === 'archive' ? 'zip' : made.format}${part === 'manifest' ? '.manifest.json' : ''}`
    return c.body(Readable.toWeb(bytes) as ReadableStream, 200, headers(`attachment; ${fileNameHeader(study, ending)}`, mediaType))
  }
}

function headers(disposition: string, mediaType: string): Record<string, string> {
  return {
    'Content-Disposition': disposition,
    'Content-Type': mediaType,
    'Content-Security-Policy': sandboxPolicy,
    'Cache-Control': 'no-store',
  }
}

function shownTo(c: Context<AppEnv>, { state, ...made }: MyExport): ExportState {
  if (state.kind !== 'failed') return { ...made, state }
  return { ...made, state: { ...state, title: translator(c.get('language'))(problems[state.code].message) } }
}
