import type { ParticipantId, PersonId, Role, Sector, StudyId } from '@samskriv/domain'
import { index, int, table, text, time, uniqueIndex } from '../columns.sqlite.ts'
import { person } from './people.ts'
import { participant, study } from './study.ts'

/** A way into a study. Only hashes of its secrets are here. */
export const invitation = table(
  'invitation',
  {
    id: text('id').primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** `open`: whoever has the link; `personal`: the one participant it was made for. */
    kind: text('kind').$type<'open' | 'personal'>().notNull(),
    participant: text('participant')
      .$type<ParticipantId>()
      .references(() => participant.id),
    tokenHash: text('token_hash').notNull(),
    /** Of the code that stands on the printed sheet, to be typed. */
    shortCodeHash: text('short_code_hash'),
    role: text('role').$type<Role>().notNull(),
    /** What "I am here as …" is answered with beforehand. */
    sector: text('sector').$type<Sector>(),
    subtype: text('subtype'),
    /** Null: as many as come. */
    maxUses: int('max_uses'),
    uses: int('uses').notNull(),
    createdBy: text('created_by').$type<ParticipantId>().notNull(),
    createdAt: time('created_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    revokedAt: time('revoked_at'),
  },
  (t) => [
    uniqueIndex('invitation_token').on(t.tokenHash),
    uniqueIndex('invitation_short_code').on(t.shortCodeHash),
    index('invitation_study').on(t.study),
    index('invitation_participant').on(t.participant),
  ],
)

/** "Come back to what you said": the way back of somebody without an account. */
export const personalLink = table(
  'personal_link',
  {
    id: text('id').primaryKey(),
    person: text('person')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id),
    tokenHash: text('token_hash').notNull(),
    createdAt: time('created_at').notNull(),
    revokedAt: time('revoked_at'),
  },
  (t) => [uniqueIndex('personal_link_token').on(t.tokenHash), index('personal_link_person').on(t.person)],
)

/** A short code that takes somebody without an account to another phone, once, within minutes. */
export const moveCode = table('move_code', {
  codeHash: text('code_hash').primaryKey(),
  person: text('person')
    .$type<PersonId>()
    .notNull()
    .references(() => person.id),
  expiresAt: time('expires_at').notNull(),
})

/** Somebody asks to be let into a study: one that exists or not, so that nobody learns from the answer which do. */
export const accessRequest = table(
  'access_request',
  {
    id: text('id').primaryKey(),
    study: text('study').$type<StudyId>().notNull(),
    person: text('person')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id),
    state: text('state').$type<'waiting' | 'approved' | 'declined'>().notNull(),
    at: time('at').notNull(),
    decidedBy: text('decided_by').$type<ParticipantId>(),
    decidedAt: time('decided_at'),
  },
  (t) => [uniqueIndex('access_request_study_person').on(t.study, t.person)],
)
