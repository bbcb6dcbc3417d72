import type { CommentChoice, ExportKind, StudyId, StudyStatus } from '@samskriv/domain'
import { index, int, json, primaryKey, table, text, time } from '../columns.sqlite.ts'
import { study } from './study.ts'
import type { EventActor } from './work.ts'

/**
 * That a case study was taken away as a file, by whom, and as what; the bytes rest for a day at most. The rows stay as long as the study,
 * so that whoever holds such a file can have it checked.
 */
export const exported = table(
  'export',
  {
    id: text('id').primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    by: text('by').$type<EventActor>().notNull(),
    /** When the study was read for it: what was decided since is not in it. */
    at: time('at').notNull(),
    format: text('format').$type<ExportKind>().notNull(),
    options: json<ExportOptions>('options').notNull(),
    /** Of the text, as every format prints it: SHA-256 of the JSON file, in hexadecimal. */
    contentHash: text('content_hash').notNull(),
    /** How far the study had come, as this installation can say it. */
    status: text('status').$type<StudyStatus>().notNull(),
    /** How many had signed it off here. */
    signOffs: int('sign_offs').notNull(),
    /** What the file says of that which the study came with; null where it was begun here. */
    toldByFile: json<ToldByFile>('told_by_file'),
    /** When its bytes go; null when they are not here. */
    expiresAt: time('expires_at'),
  },
  (t) => [index('export_content').on(t.contentHash), index('export_study').on(t.study, t.by), index('export_expires').on(t.expiresAt)],
)

/** One of an export: several in an archive, which is one itself. */
export const exportedFile = table(
  'exported_file',
  {
    export: text('export')
      .notNull()
      .references(() => exported.id),
    format: text('format').$type<ExportKind>().notNull(),
    mediaType: text('media_type').notNull(),
    length: int('length').notNull(),
    /** Of its bytes, in hexadecimal. */
    sha256: text('sha256').notNull(),
  },
  (t) => [primaryKey({ columns: [t.export, t.format] }), index('exported_file_hash').on(t.sha256)],
)

/** Nobody here has checked it. */
export interface ToldByFile {
  readonly status: string
  readonly signOffs: number
}

/** What it was asked to be; nothing in it names anybody. */
export type ExportOptions = Readonly<Record<string, string | number | boolean | readonly string[]>> & { readonly comments?: CommentChoice }
