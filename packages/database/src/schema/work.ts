import type { PartnershipId, StudyId } from '@samskriv/domain'
import { index, int, json, seq, table, text, time, uniqueIndex } from '../columns.sqlite.ts'
import { partnership } from './people.ts'
import { study } from './study.ts'

/** Who did it. Ids only; a name is looked up when somebody may read it. */
export type EventActor = `person:${string}` | `participant:${string}` | 'system'

/** Append-only: audit, activity, refetch hint and source of notices. Ids and counts, never text or names. */
export const event = table(
  'event',
  {
    id: text('id').primaryKey(),
    partnership: text('partnership')
      .$type<PartnershipId>()
      .notNull()
      .references(() => partnership.id),
    study: text('study')
      .$type<StudyId>()
      .references(() => study.id),
    /** Counts up within the study; null for what concerns the partnership. */
    seq: seq('seq'),
    at: time('at').notNull(),
    actor: text('actor').$type<EventActor>().notNull(),
    kind: text('kind').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subject: text('subject').notNull(),
    data: json<EventData>('data').notNull(),
  },
  (t) => [uniqueIndex('event_study_seq').on(t.study, t.seq), index('event_partnership_at').on(t.partnership, t.at)],
)

export type EventData = Readonly<Record<string, string | number | boolean | null>>

/** Work to be done later, at least once. A finished job leaves no row. */
export const job = table(
  'job',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    /** Two enqueues of one kind and key are one job. */
    uniqueKey: text('unique_key').notNull(),
    runAt: time('run_at').notNull(),
    attempts: int('attempts').notNull(),
    leaseUntil: time('lease_until'),
    payload: json<unknown>('payload'),
  },
  (t) => [uniqueIndex('job_kind_key').on(t.kind, t.uniqueKey), index('job_run_at').on(t.runAt)],
)

export const outbox = table(
  'outbox',
  {
    id: text('id').primaryKey(),
    /** `person:<id>`, or `email:<address>` for somebody who is nobody here yet. */
    toRef: text('to_ref').$type<MailTo>().notNull(),
    kind: text('kind').notNull(),
    state: text('state').$type<MailState>().notNull(),
    attempts: int('attempts').notNull(),
    /** What the mail says beyond its kind, such as a sign-in code; null as soon as the mail has left or was given up. */
    payload: json<unknown>('payload'),
    createdAt: time('created_at').notNull(),
    nextAt: time('next_at').notNull(),
    leaseUntil: time('lease_until'),
    /** When it was handed over, as long as nobody knows whether it was taken. */
    handedOverAt: time('handed_over_at'),
    sentAt: time('sent_at'),
  },
  (t) => [index('outbox_state_next').on(t.state, t.nextAt), index('outbox_created').on(t.createdAt)],
)

export type MailTo = `person:${string}` | `email:${string}`
/** `unknown` when it was handed over and the process ended before it was known whether it was taken. */
export type MailState = 'waiting' | 'sent' | 'failed' | 'unknown'
