import type { AttentionMode, NoticeKind, ParticipantId, PersonId, StudyId } from '@samskriv/domain'
import { index, table, text, time, uniqueIndex } from '../columns.sqlite.ts'
import { person } from './people.ts'
import { participant, study } from './study.ts'

/** That something happened which concerns somebody. Ids alone: what it says is looked up when it is read. */
export const notice = table(
  'notice',
  {
    id: text('id').primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** Who is told. */
    participant: text('participant')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    kind: text('kind').$type<NoticeKind>().notNull(),
    /** Null for what is about no thread. */
    thread: text('thread'),
    /** Null for what is about no suggestion. */
    suggestion: text('suggestion'),
    /** Who did it; null where nobody did. */
    by: text('by')
      .$type<ParticipantId>()
      .references(() => participant.id),
    at: time('at').notNull(),
    seenAt: time('seen_at'),
    /** When it was seen to that it is told by mail, or that it need not be: written with the mail in one transaction. */
    mailedAt: time('mailed_at'),
    /** What is told once alone: the same key again adds nothing. */
    uniqueKey: text('unique_key'),
  },
  (t) => [
    index('notice_participant').on(t.participant, t.at),
    uniqueIndex('notice_key').on(t.uniqueKey),
    index('notice_study').on(t.study),
  ],
)

/** What somebody wants to be told by mail of a study; without a row they have not said it. */
export const attention = table('attention', {
  participant: text('participant')
    .$type<ParticipantId>()
    .primaryKey()
    .references(() => participant.id),
  mode: text('mode').$type<AttentionMode>().notNull(),
  changedAt: time('changed_at').notNull(),
  /** The day (ISO, UTC) of the last daily mail, and until when it told what was new. */
  digestDay: text('digest_day'),
  digestAt: time('digest_at'),
})

/** Where somebody without an account can be written to, once they have shown that it is theirs. */
export const mailAddress = table('mail_address', {
  person: text('person')
    .$type<PersonId>()
    .primaryKey()
    .references(() => person.id),
  /** Lower case. */
  email: text('email').notNull(),
  /** Of the secret in the link that confirms it; null once it was used. */
  tokenHash: text('token_hash').unique(),
  askedAt: time('asked_at').notNull(),
  confirmedAt: time('confirmed_at'),
})
