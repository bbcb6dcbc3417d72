import { importsOf, sectionsOf, type Script } from '@samskriv/database'
import { formatDate, translator } from '@samskriv/i18n'
import type { ImportedComment } from '@samskriv/import'
import { CarryOutImport, ClaimWords, ImportDone, ImportsView, ImportView, maxImportBytes } from '@samskriv/protocol'
import { importRefusals } from '@samskriv/protocol/import-codes'
import { Hono, type Context } from 'hono'
import { identify, requirePerson } from '../auth/visitor.ts'
import { AtOnce } from '../http/at-once.ts'
import { dropBody } from '../http/body-limits.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { refuseForeignOrigins } from '../http/origin.ts'
import { RequestProblem } from '../http/problem.ts'
import { importedPassages } from '../scribing/passages.ts'
import type { AppEnv, Services } from '../services.ts'
import { requireOpenTo } from '../studies/hold-routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { sectionKeysOf, templateOf } from '../studies/study-template.ts'
import { mayWriteIn, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { namesOf } from '../studies/section-state.ts'
import { lookAgainAtAll } from '../suggestions/look-again.ts'
import { bringIn } from './bring-in.ts'
import { claimableSources, claimingEdit } from './claiming.ts'
import { keptMs, type KeptImport } from './kept-imports.ts'
import { placeImport } from './placing.ts'
import { readingFor } from './reading-for.ts'
import { takeInPictures } from './take-in-pictures.ts'
import { mayUndo, sectionsWith, undoable, undoing } from './undoing.ts'
import { viewOfImport } from './understand.ts'
import { wholeBody } from './whole-body.ts'

const tag = 'case studies'
/** So many files of one person are read at the same time. */
const mostAtOnce = 2

const writing = [
  'signed-out',
  'session-expired',
  'foreign-origin',
  'unknown-study',
  'suspended',
  'archived',
  'role-too-low',
  'capacity-not-confirmed',
  'read-only-example',
] as const

/**
 * Where files come in. Stands before what guards all other routes, because its bodies are larger, and brings the same guards along.
 *
 * @see {@link importRoutes} for what becomes of them
 */
export function importUploadRoutes(services: Services): Hono<AppEnv> {
  const { store, readingRoom, keptImports, limits, clock, newId, log, config } = services
  const app = new Hono<AppEnv>()
  const atOnce = new AtOnce(mostAtOnce)

  app.post(
    '/api/studies/:id/imports',
    described({
      tag,
      summary:
        'Have a file read: the body is the Word file, OpenDocument text, Markdown, HTML, text or PDF itself. Nothing is brought into the study yet; what was understood waits for a day',
      query: { name: [] },
      answers: ImportView,
      status: 201,
      problems: [...writing, ...importRefusals.map((code) => `import-${code}` as const), 'unavailable'],
    }),
    refuseForeignOrigins(config.publicUrls),
    identify(services),
    async (c) => {
      const visitor = c.get('visitor')
      const person = requirePerson(visitor).person.id
      const { body, signal } = c.req.raw
      try {
        const access = await store.read(studyAccess(visitor, c.req.param('id'), 'study.write'))
        if (Number(c.req.header('content-length') ?? 0) > maxImportBytes) throw new RequestProblem('import-too-large')
        return await atOnce.of(person, async () => {
          await limits.count(['person-import', person])
          const bytes = await wholeBody(body, maxImportBytes, { tooLarge: 'import-too-large', empty: 'import-empty' })
          const view = await understood(access, bytes, c.req.query('name') ?? '', signal)
          log.info('file read', { study: access.study.id, format: view.format, bytes: bytes.length, parts: view.parts.length })
          return c.json(view, 201)
        })
      } catch (error) {
        // What is left unread makes the connection useless soon after; a little of it is, so that the answer is heard.
        if (body !== null) await dropBody(c.req.raw)
        if (!(error instanceof RequestProblem)) throw error
        throw new RequestProblem(error.code, { headers: { ...error.headers, Connection: 'close' }, cause: error.cause })
      }
    },
  )
  return app

  async function understood(access: StudyAccess, bytes: Uint8Array, sent: string, signal: AbortSignal): Promise<ImportView> {
    const name = fileName(sent)
    const read = await readingFor(access.visitor.person.id, limits, (how) => readingRoom.read(bytes, name, { ...how, signal }))
    if (!read.ok) throw new RequestProblem(`import-${read.why}`)
    const { pictures, ...rest } = read.document
    const hashes = await takeInPictures(pictures, access, services, signal)
    const template = await store.read(templateOf(access.study))
    const view = viewOfImport(read.document, { id: newId(), expiresAt: clock() + keptMs, name, template, hashes })
    // The bytes of the pictures are in the study's files now.
    const document = { ...rest, pictures: pictures.map(({ alt }) => ({ alt, bytes: new Uint8Array() })) }
    keptImports.add({ view, study: access.study.id, person: access.visitor.person.id, document })
    return view
  }
}

/** Its last part, on one line, without what turns directions or ends a line. */
function fileName(raw: string): string {
  const last = raw.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  return last
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
}

/** What becomes of files that were read. */
export function importRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, keptImports, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/imports',
    described({
      tag,
      summary: 'What was brought into the study from files, and its words that nobody stands behind yet',
      answers: ImportsView,
      problems: ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'study-unavailable'],
    }),
    async (c) => {
      const access = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.read'))
      const { made, names, sections, sources } = await store.read(function* (ctx) {
        const all = yield* importsOf(access.study.id)(ctx)
        return {
          made: all,
          names: yield* namesOf(
            [...all.flatMap(({ by, source }) => [by, source]), ...(access.participant === null ? [] : [access.participant.id])],
            access.study.lang,
          )(ctx),
          sections: yield* sectionKeysOf(access.study.id)(ctx),
          sources: yield* claimableSources(access)(ctx),
        }
      })
      const passages = await readableStudy(() => rooms.read(access.study.id, (body) => importedPassages(body, sections)))
      return c.json({
        imports: made.map((one) => ({
          id: one.id,
          source: names.get(one.source) ?? '',
          by: names.get(one.by) ?? '',
          at: one.at,
          words: one.words,
          undone: one.undoneAt !== null,
          mayUndo: mayUndo(access, one),
        })),
        passages: passages
          .filter(({ by }) => sources.has(by))
          .map(({ id, section, text, by }) => ({ id, section, text, source: names.get(by) ?? '' })),
      } satisfies ImportsView)
    },
  )

  app.get(
    '/api/studies/:id/imports/:importId',
    described({
      tag,
      summary: 'What was understood of a file that waits for me',
      answers: ImportView,
      problems: [...writing, 'unknown-import'],
    }),
    async (c) => c.json((await waiting(c)).kept.view),
  )

  app.delete(
    '/api/studies/:id/imports/:importId',
    described({ tag, summary: 'Forget a file that waits for me', status: 204, problems: [...writing, 'unknown-import'] }),
    async (c) => {
      const { kept } = await waiting(c)
      keptImports.remove(kept.view.id)
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/imports/:importId',
    described({
      tag,
      summary: 'Bring a file in: each part to the end of its section, as words of whom I say, in one step that can be undone',
      body: CarryOutImport,
      answers: ImportDone,
      problems: [...writing, 'unknown-import', 'section-closed', 'section-held', 'study-full', 'study-unavailable'],
    }),
    async (c) => {
      const { kept, access } = await waiting(c)
      const asked = await jsonBody(c, CarryOutImport)
      const { template, sections } = await store.read(function* (ctx) {
        return { template: yield* templateOf(access.study)(ctx), sections: yield* sectionsOf(access.study.id)(ctx) }
      })
      const placed = placeImport(kept, asked, template)
      if (placed.length === 0) throw new RequestProblem('invalid-body', { errors: [{ path: 'places', code: 'nothing' }] })
      for (const { key } of placed) {
        const section = sections.find((one) => one.key === key)
        if (section === undefined || !mayWriteIn(access, section)) throw new RequestProblem('section-closed')
        requireOpenTo(access.participant?.id ?? null, rooms.heldIn(access.study.id), key)
      }
      const comments: readonly ImportedComment[] = asked.comments ? kept.document.comments : []
      // Asked for twice at once, it is brought in once.
      keptImports.remove(kept.view.id)
      try {
        const done = await bringIn({ access, kept, asked, placed, comments, dated: datedIn(access) }, services)
        log.info('file brought in', { study: access.study.id, sections: done.sections.length, comments: done.comments })
        return c.json(done)
      } catch (error) {
        keptImports.add(kept)
        throw error
      }
    },
  )

  app.post(
    '/api/studies/:id/imports/:importId/undo',
    described({
      tag,
      summary: 'Take a file out again that was brought in; what others wrote or said is theirs since stays',
      status: 204,
      problems: [...writing, 'unknown-import', 'not-your-words', 'section-held', 'study-unavailable'],
    }),
    async (c) => {
      const id = c.req.param('importId')
      const allowed: Script<StudyAccess> = function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.write')(ctx)
        yield* undoable(access, id)(ctx)
        return access
      }
      const access = await store.read(allowed)
      const { made, sections } = await store.read(function* (ctx) {
        return { made: yield* undoable(access, id)(ctx), sections: yield* sectionKeysOf(access.study.id)(ctx) }
      })
      const concerned = await readableStudy(() => rooms.read(access.study.id, (body) => sectionsWith(body, sections, id)))
      for (const key of concerned) requireOpenTo(access.participant?.id ?? null, rooms.heldIn(access.study.id), key)
      const anchors: string[] = []
      await readableStudy(() => rooms.edit(access.study.id, undoing(access, made, sections, { allow: allowed, anchors })))
      for (const anchor of anchors) await readableStudy(() => rooms.forgetAnchor(access.study.id, anchor))
      for (const kind of ['threads', 'study'] as const) rooms.announce(access.study.id, { kind })
      log.info('file taken out again', { study: access.study.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/imported-words/mine',
    described({
      tag,
      summary: 'Words that a file brought are mine: I stand behind them, and they count for my sector from now on',
      body: ClaimWords,
      status: 204,
      problems: [
        'signed-out',
        'session-expired',
        'unknown-study',
        'suspended',
        'archived',
        'role-too-low',
        'capacity-not-confirmed',
        'read-only-example',
        'words-changed',
        'study-unavailable',
      ],
    }),
    async (c) => {
      const allowed = studyAccess(c.get('visitor'), c.req.param('id'), 'thread.write')
      await store.read(allowed)
      const words = await jsonBody(c, ClaimWords)
      const { access, sections, sources } = await store.read(function* (ctx) {
        const found = yield* allowed(ctx)
        return { access: found, sections: yield* sectionKeysOf(found.study.id)(ctx), sources: yield* claimableSources(found)(ctx) }
      })
      const asked = new Set(words.passages.map(({ id }) => id))
      const concerned = await readableStudy(() =>
        rooms.read(
          access.study.id,
          (body) => new Set(importedPassages(body, sections).flatMap(({ id, section }) => (asked.has(id) ? [section] : []))),
        ),
      )
      const { edit, hasChanged } = claimingEdit(access, words, { sections, concerned: [...concerned], sources, allow: allowed })
      await readableStudy(() => rooms.edit(access.study.id, edit))
      if (hasChanged()) throw new RequestProblem('words-changed')
      rooms.announce(access.study.id, { kind: 'study' })
      await lookAgainAtAll(services, access.study.id)
      log.info('imported words claimed', { study: access.study.id, passages: words.passages.length })
      return c.body(null, 204)
    },
  )

  return app

  async function waiting(c: Context<AppEnv>): Promise<{ kept: KeptImport; access: StudyAccess }> {
    const access = await store.read(studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'study.write'))
    const kept = keptImports.find(access.study.id, access.visitor.person.id, c.req.param('importId') ?? '')
    if (kept === undefined) throw new RequestProblem('unknown-import')
    return { kept, access }
  }
}

function datedIn({ study: { lang } }: StudyAccess): (at: string) => string {
  return (at) => translator(lang)('imports.dated', { date: formatDate(lang, at) })
}
