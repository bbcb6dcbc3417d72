import type { ParticipantId, StudyId } from '@samskriv/domain'
import { int, primaryKey, table, text, time } from '../columns.sqlite.ts'
import { participant, study } from './study.ts'

/**
 * A picture of a study: what is known of it. Its bytes lie in the data directory under the same names. What it shows is said where it
 * stands in the text, and can differ from place to place.
 */
export const file = table(
  'file',
  {
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** SHA-256 of the bytes, in hexadecimal. */
    hash: text('hash').notNull(),
    mediaType: text('media_type').$type<FileType>().notNull(),
    /** Bytes on disk, the smaller picture for phones with it. */
    length: int('length').notNull(),
    width: int('width').notNull(),
    height: int('height').notNull(),
    /** Null for one that came along with a file or a copy. */
    addedBy: text('added_by')
      .$type<ParticipantId>()
      .references(() => participant.id),
    addedAt: time('added_at').notNull(),
    /** Since when it was seen to stand nowhere in the study; null while it is in use, or nobody has looked. */
    unusedSince: time('unused_since'),
  },
  (t) => [primaryKey({ columns: [t.study, t.hash] })],
)

/** What is stored is what every reader and word processor can show. */
export type FileType = 'image/jpeg' | 'image/png'
