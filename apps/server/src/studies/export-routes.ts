import { createHash } from 'node:crypto'
import { appendEvent, type Study } from '@samskriv/database'
import { exportFormats } from '@samskriv/domain'
import { exportFile } from '@samskriv/export'
import { Hono } from 'hono'
import { askedExport, exportQuery } from '../exports/asked-export.ts'
import { AtOnce } from '../http/at-once.ts'
import { described } from '../http/described.ts'
import { sandboxPolicy } from '../http/headers.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { exportTreeOf } from './export-tree.ts'
import { actorOfEvent } from './routes.ts'
import { readableStudy } from './readable-study.ts'
import { studyAccess } from './study-access.ts'

/** So many files are written for one person at the same time; who waits for a file keeps the whole of it in memory. */
const mostAtOnce = 3

/** A case study as a file to take away. */
export function exportRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, clock, config, log, studyFiles, bindery } = services
  const app = new Hono<AppEnv>()
  const atOnce = new AtOnce(mostAtOnce)

  app.get(
    '/api/studies/:id/export',
    described({
      tag: 'case studies',
      summary: 'The case study as a file: ?voices=off leaves out who said what in the text; ?view=1 shows it instead of downloading it',
      query: { ...exportQuery, format: exportFormats, view: ['1'] },
      answers: 'file',
      problems: ['signed-out', 'session-expired', 'unknown-study', 'unknown-format', 'study-unavailable', 'unavailable'],
    }),
    async (c) => {
      const access = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.export'))
      const { format, comments, options } = askedExport(c)
      if (format === 'archive') throw new RequestProblem('unknown-format', { errors: [{ path: 'format', code: 'invalid' }] })
      const { study } = access
      const sources = { store, rooms, clock, publicUrl: config.publicUrls[0], studyFiles }
      // Data for other programs is there at once; everything else is written where it keeps nobody waiting.
      const { bytes, mediaType } = await atOnce.of(access.visitor.person.id, async () => {
        const tree = await readableStudy(() => exportTreeOf(study, sources, comments))
        return format === 'json' ? await exportFile(tree, format, options) : await bindery.bind(tree, format, options, c.req.raw.signal)
      })
      await store.tx(
        appendEvent({
          partnership: study.partnership,
          study: study.id,
          actor: actorOfEvent(access.visitor),
          kind: 'study.exported',
          subjectKind: 'study',
          subject: study.id,
          data: { format, comments, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') },
        }),
      )
      log.info('study exported', { study: study.id, format })
      const shown = c.req.query('view') === '1'
      c.header('Content-Disposition', `${shown ? 'inline' : 'attachment'}; ${fileName(study, format)}`)
      c.header('Content-Type', mediaType)
      c.header('Content-Security-Policy', sandboxPolicy)
      c.header('Cache-Control', 'no-store')
      return c.body(bytes)
    },
  )

  return app
}

/** The title as a file name that every system can store, and in full for those that can read it (RFC 6266). */
function fileName({ title, id }: Study, format: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  const full = encodeURIComponent(`${[...title.replace(/[/\\:*?"<>|]/g, ' ')].slice(0, 80).join('')}.${format}`).replace(
    /['()]/g,
    percentEncoded,
  )
  return `filename="${plain === '' ? id : plain}.${format}"; filename*=UTF-8''${full}`
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
