import { createHash } from 'node:crypto'
import { appendEvent, type Script } from '@samskriv/database'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { AuditEntry } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { csv } from './csv.ts'
import { auditEntries } from './entries.ts'
import { auditFilter, auditQuery } from './filter.ts'

const tag = 'people'
const query = { actor: [], kind: [], from: [], to: [], before: [] }
const refusals = [
  'signed-out',
  'session-expired',
  'unknown-study',
  'suspended',
  'not-steward',
  'account-needed',
  'read-only-example',
] as const
const problems = [...refusals, 'invalid-body', 'unknown-person'] as const

export const entriesPerPage = 50
/** More than a study has in its life; a file with all of them still fits into memory. */
const mostEntriesInFile = 100_000

/** Who did what to whom and when, for those who look after a study. */
export function auditRoutes({ store, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/audit',
    described({
      tag,
      summary: `What happened here, newest first, ${entriesPerPage} at a time; ?before= goes on, ?actor= is a participant or "system"`,
      query,
      answers: z.array(AuditEntry),
      problems,
    }),
    async (c) => {
      const entries = await store.read<AuditEntry[]>(function* (ctx) {
        const { study } = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'audit.read')(ctx)
        const filter = yield* auditFilter(study.id, auditQuery(c.req.query()))(ctx)
        return yield* auditEntries(study, filter, entriesPerPage, c.get('language'))(ctx)
      })
      return c.json(entries)
    },
  )

  app.get(
    '/api/studies/:id/audit.csv',
    described({ tag, summary: 'The same, all of it, as a table for a spreadsheet', query, answers: 'file', problems }),
    async (c) => {
      const language = c.get('language')
      const script: Script<{ access: StudyAccess; file: string }> = function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'audit.read')(ctx)
        const filter = yield* auditFilter(access.study.id, auditQuery(c.req.query()))(ctx)
        const entries = yield* auditEntries(access.study, filter, mostEntriesInFile, language)(ctx)
        const file = csv([header(language), ...entries.map(row)])
        yield* appendEvent({
          partnership: access.study.partnership,
          study: access.study.id,
          actor: actorOfEvent(access.visitor),
          kind: 'audit.exported',
          subjectKind: 'study',
          subject: access.study.id,
          data: { format: 'csv', bytes: Buffer.byteLength(file), sha256: createHash('sha256').update(file).digest('hex') },
        })(ctx)
        return { access, file }
      }
      const { access, file } = await store.tx(script)
      log.info('audit exported', { study: access.study.id })
      c.header('Content-Disposition', `attachment; filename="${access.study.id}-log.csv"`)
      c.header('Cache-Control', 'no-store')
      return c.body(file, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
    },
  )

  return app
}

function header(language: Language): string[] {
  const t = translator(language)
  return ['seq', t('audit.column.when'), t('audit.column.who'), t('audit.column.what'), t('audit.column.whom'), t('audit.column.more')]
}

function row({ seq, at, actor, kind, subject, data }: AuditEntry): string[] {
  const more = Object.entries(data).map(([name, value]) => `${name}: ${String(value)}`)
  return [String(seq), at, actor ?? '', kind, subject, more.join('; ')]
}
