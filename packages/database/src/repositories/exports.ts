import { and, desc, eq, gt, gte, inArray, isNotNull, lte } from 'drizzle-orm'
import type { ExportKind, StudyId, StudyStatus } from '@samskriv/domain'
import type { ExportOptions, ToldByFile } from '../schema/exports.ts'
import type { EventActor } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'

export interface ExportedFile {
  readonly format: ExportKind
  readonly mediaType: string
  readonly length: number
  readonly sha256: string
}

export interface Exported {
  readonly id: string
  readonly study: StudyId
  readonly by: EventActor
  /** When the study was read for it. */
  readonly at: number
  readonly format: ExportKind
  readonly options: ExportOptions
  readonly contentHash: string
  readonly status: StudyStatus
  readonly signOffs: number
  readonly toldByFile: ToldByFile | null
  readonly expiresAt: number | null
}

/** Notes what was taken away. */
export const addExport = (made: Exported, files: readonly ExportedFile[]): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.insert(s.exported).values(made))
    for (const file of files) yield* q(db.insert(s.exportedFile).values({ export: made.id, ...file }))
  }

/** @returns undefined when the study has none of that name */
export const exportOf = (
  study: StudyId,
  id: string,
): Script<{ readonly made: Exported; readonly files: readonly ExportedFile[] } | undefined> =>
  function* ({ db, s }) {
    const [made] = yield* q(
      db
        .select()
        .from(s.exported)
        .where(and(eq(s.exported.study, study), eq(s.exported.id, id))),
    )
    if (made === undefined) return undefined
    const { export: ofExport, format, mediaType, length, sha256 } = s.exportedFile
    const files = yield* q(db.select({ format, mediaType, length, sha256 }).from(s.exportedFile).where(eq(ofExport, id)))
    return { made, files }
  }

/** Those of somebody whose bytes are here still, the latest first. */
export const keptExportsOf = (study: StudyId, by: EventActor, now: number): Script<{ made: Exported; file: ExportedFile }[]> =>
  function* (ctx) {
    const { exported, exportedFile } = ctx.s
    return yield* q(
      joined(ctx)
        .where(and(eq(exported.study, study), eq(exported.by, by), gt(exported.expiresAt, now), eq(exportedFile.format, exported.format)))
        .orderBy(desc(exported.at)),
    )
  }

/** All whose bytes are here. */
export const keptExportIds = (): Script<string[]> =>
  function* ({ db, s }) {
    const rows = yield* q(db.select({ id: s.exported.id }).from(s.exported).where(isNotNull(s.exported.expiresAt)))
    return rows.map(({ id }) => id)
  }

/** Notes that the bytes of these are not here any more. @returns which they were */
export const endKeptExports = (
  which: { readonly until: number } | { readonly study: StudyId } | { readonly id: string },
): Script<{ study: StudyId; id: string }[]> =>
  function* ({ db, s }) {
    const { id, study, expiresAt } = s.exported
    const these =
      'until' in which ? lte(expiresAt, which.until) : and('id' in which ? eq(id, which.id) : eq(study, which.study), isNotNull(expiresAt))
    const rows = yield* q(db.select({ study, id }).from(s.exported).where(these))
    yield* q(db.update(s.exported).set({ expiresAt: null }).where(these))
    return rows
  }

/** The last time exactly these bytes were given out here, on their own or in an archive. */
export const exportOfBytes = (sha256: string): Script<{ readonly made: Exported; readonly file: ExportedFile } | undefined> =>
  function* (ctx) {
    const [found] = yield* q(joined(ctx).where(eq(ctx.s.exportedFile.sha256, sha256)).orderBy(desc(ctx.s.exported.at)).limit(1))
    return found
  }

/** The last time this text was given out here, as whatever file. */
export const exportOfContent = (contentHash: string): Script<Exported | undefined> =>
  function* ({ db, s }) {
    const [found] = yield* q(
      db.select().from(s.exported).where(eq(s.exported.contentHash, contentHash)).orderBy(desc(s.exported.at)).limit(1),
    )
    return found
  }

/** Whether any file of it was. */
export const wasGivenOut = (study: StudyId): Script<boolean> =>
  function* ({ db, s }) {
    const rows = yield* q(db.select({ id: s.exported.id }).from(s.exported).where(eq(s.exported.study, study)).limit(1))
    return rows.length > 0
  }

function joined({ db, s }: Ctx) {
  const { format, mediaType, length, sha256 } = s.exportedFile
  return db
    .select({ made: s.exported, file: { format, mediaType, length, sha256 } })
    .from(s.exportedFile)
    .innerJoin(s.exported, eq(s.exported.id, s.exportedFile.export))
}

/** What is decided about who is shown, how, and with which words: a file that was made before does not know of it. */
const decisions = [
  'participant.identity-chosen',
  'participant.use-chosen',
  'participant.capacity-confirmed',
  'suggestion.use-chosen',
  'suggestion.withdrawn',
  'thread.changed',
  'thread.edited',
  'thread.hidden',
  'thread.message-deleted',
  'thread.taken-back',
  'thread.taken-out',
  'thread.use-answered',
  'words.taken-back',
  'words.taken-back-before',
  'words.use-narrowed',
  'record.put',
]

/** Whether a file of what was read then would show what may not be shown now. */
export const isShownOtherwiseSince = (study: StudyId, at: number): Script<boolean> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ id: s.event.id })
        .from(s.event)
        .where(and(eq(s.event.study, study), gte(s.event.at, at), inArray(s.event.kind, decisions)))
        .limit(1),
    )
    return rows.length > 0
  }
