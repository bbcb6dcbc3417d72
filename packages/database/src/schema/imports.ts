import type { ParticipantId, StudyId } from '@samskriv/domain'
import { index, int, json, table, text, time } from '../columns.sqlite.ts'
import { participant, study } from './study.ts'

/**
 * That somebody's file was brought into a study, by whom, and in whose name; its words are in the text under a voice that names this row.
 * Nothing of the file itself is here.
 */
export const imported = table(
  'imported',
  {
    id: text('id').primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** Who brought it in. */
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    /** Whose words they are said to be until somebody says otherwise: a place without a person, or whoever brought it in. */
    source: text('source')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    at: time('at').notNull(),
    format: text('format').notNull(),
    words: int('words').notNull(),
    /** The threads that its remarks became. */
    threads: json<readonly string[]>('threads').notNull(),
    undoneAt: time('undone_at'),
    undoneBy: text('undone_by').$type<ParticipantId>(),
  },
  (t) => [index('imported_study').on(t.study)],
)
