import type { CountedWords } from '@samskriv/sync-server'
import type {
  AboutPart,
  IdentityMode,
  Language,
  OrganisationId,
  ParticipantId,
  PartnershipId,
  PersonId,
  Role,
  SectionKey,
  SectionStatus,
  Sector,
  StudyId,
  StudyStatus,
  UseChoice,
} from '@samskriv/domain'
import { bool, bytes, type AnyColumn, index, int, json, primaryKey, seq, table, text, time, uniqueIndex } from '../columns.sqlite.ts'
import { organisation, partnership, person } from './people.ts'

export const study = table(
  'study',
  {
    id: text('id').$type<StudyId>().primaryKey(),
    partnership: text('partnership')
      .$type<PartnershipId>()
      .notNull()
      .references(() => partnership.id),
    title: text('title').notNull(),
    place: text('place').notNull(),
    lang: text('lang').$type<Language>().notNull(),
    template: text('template').notNull(),
    templateVersion: int('template_version').notNull(),
    status: text('status').$type<StudyStatus>().notNull(),
    /** Part of every key that holds a Yjs id; raised when all Yjs ids are written anew. */
    epoch: int('epoch').notNull(),
    /** Newest stored update; 0 before the first. */
    headSeq: seq('head_seq').notNull(),
    /** Chain hash after `headSeq`: a log that lost its newest rows does not end in it. */
    headHash: bytes('head_hash').notNull(),
    /** Newest event of this study. */
    eventSeq: seq('event_seq').notNull(),
    /** A study that everyone signed in may read and nobody may change. */
    example: bool('example').notNull().default(false),
    /** A copy of the example that somebody tries things out in; null for a study that is meant. */
    practiceOf: text('practice_of')
      .$type<PersonId>()
      .references(() => person.id),
    /** Why the body could not be loaded, as a code; null while all is well. */
    quarantine: text('quarantine'),
    disclosureVersion: int('disclosure_version'),
    /** Whom people of this study can turn to, and how, in the study's own words. An open link needs one. */
    contactName: text('contact_name'),
    contactReach: text('contact_reach'),
    /** Whether people may comment; a steward opens and closes it. */
    commentsOpen: bool('comments_open').notNull().default(false),
    /** Finished: to be read and not to be changed. */
    archivedAt: time('archived_at'),
    createdAt: time('created_at').notNull(),
    /** When the title, the place or a word last changed. */
    updatedAt: time('updated_at').notNull(),
    deletedAt: time('deleted_at'),
    /** Title and place as they are looked for: without capitals and accents. Null in rows from before there was a search. */
    searchText: text('search_text'),
  },
  (t) => [
    index('study_partnership').on(t.partnership),
    index('study_example').on(t.example),
    uniqueIndex('study_practice_of').on(t.practiceOf),
  ],
)

export const section = table(
  'section',
  {
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    key: text('key').$type<SectionKey>().notNull(),
    position: int('position').notNull(),
    lead: text('lead').$type<Sector | 'any'>().notNull(),
    editing: text('editing').$type<'open' | 'suggest' | 'lead-only'>().notNull(),
    /** Whether contributors write here too, and not only editors. */
    openToContributors: bool('open_to_contributors').notNull().default(false),
    /** Whether other sectors only suggest to change the community's words here. */
    wordsProtected: bool('words_protected').notNull().default(true),
    status: text('status').$type<SectionStatus>().notNull(),
    /** Why it is not for us, in the study's own words. */
    statusReason: text('status_reason'),
    /** Who said so last, and when; null while nobody has. */
    statusBy: text('status_by')
      .$type<ParticipantId>()
      .references((): AnyColumn => participant.id),
    statusAt: time('status_at'),
    /** Who sees to it, and until which day (ISO). */
    owner: text('owner')
      .$type<ParticipantId>()
      .references((): AnyColumn => participant.id),
    due: text('due'),
    /** Counts up with each change of the status, the owner and the day. */
    version: int('version').notNull().default(1),
    /** Of a section that stewards added themselves, in the language of the study; null for one of the template. */
    ownTitle: text('own_title'),
    ownQuestion: text('own_question'),
    lang: text('lang').notNull(),
    words: int('words').notNull(),
    textHash: bytes('text_hash'),
    textSeq: seq('text_seq').notNull(),
    /** How many words each voice had in it when they were last counted; null while they never were. */
    voiceWords: json<CountedWords['words']>('voice_words'),
  },
  (t) => [primaryKey({ columns: [t.study, t.key] })],
)

/** A person's, or a group's, place in one study: the capacity they speak in and what they may do. */
export const participant = table(
  'participant',
  {
    id: text('id').$type<ParticipantId>().primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** Null for a contributor without a device, whose words others write down. */
    person: text('person')
      .$type<PersonId>()
      .references(() => person.id),
    sector: text('sector').$type<Sector>(),
    subtype: text('subtype'),
    sectorKnownBy: text('sector_known_by').$type<SectorKnownBy>(),
    capacityConfirmedAt: time('capacity_confirmed_at'),
    role: text('role').$type<Role>().notNull(),
    /** How they are shown; null shows the person's own name. */
    publicLabel: text('public_label'),
    identityMode: text('identity_mode').$type<IdentityMode>().notNull(),
    organisation: text('organisation')
      .$type<OrganisationId>()
      .references(() => organisation.id),
    groupSize: int('group_size'),
    managedBy: text('managed_by').$type<ParticipantId>(),
    /** What those who write for somebody without a device call them, when they are shown to others in another way. */
    knownAs: text('known_as'),
    /** How a group agrees on what it says. */
    process: text('process'),
    /** Which text about who sees what they were shown before their first word, and when. */
    disclosureVersion: int('disclosure_version'),
    disclosedAt: time('disclosed_at'),
    suspendedAt: time('suspended_at'),
    createdAt: time('created_at').notNull(),
    endedAt: time('ended_at'),
  },
  (t) => [uniqueIndex('participant_study_person').on(t.study, t.person), index('participant_person').on(t.person)],
)

/** How the sector of a participant is known: said by whoever started the study, said after an open link or a personal invitation, vouched for by a steward, or read from a file. */
export type SectorKnownBy = 'self' | 'open-link' | 'invitation' | 'steward' | 'import'

/** What has no table of its own yet: quotes, consents, indicators … checked by the schema of its kind before it gets here. */
export const studyRecord = table(
  'study_record',
  {
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    kind: text('kind').notNull(),
    id: text('id').notNull(),
    body: json<unknown>('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.kind, t.id] })],
)

/** How often a part of what is told about a study was changed, and by whom last. Without a row nobody has changed it here. */
export const aboutPart = table(
  'about_part',
  {
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    part: text('part').$type<AboutPart>().notNull(),
    version: int('version').notNull(),
    changedBy: text('changed_by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    changedAt: time('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.part] })],
)

/** What may be done with something a participant said, as they were asked last; without a row nobody has asked. */
export const useChoice = table(
  'use_choice',
  {
    participant: text('participant')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    /**
     * `words`: what others wrote down for them in this study, which is the subject then; `thread`: one that they began; `reply`: one message;
     * `suggestion`: one that they made; `placed`: a placement in a study that is gone for good, whose words stand in this copy of it.
     */
    subjectKind: text('subject_kind').$type<'words' | 'thread' | 'reply' | 'suggestion' | 'placed'>().notNull(),
    subject: text('subject').notNull(),
    choice: text('choice').$type<UseChoice>().notNull(),
    at: time('at').notNull(),
    /** Who asked and wrote the answer down; null for a choice that came along with a copy. */
    notedBy: text('noted_by').$type<ParticipantId>(),
  },
  (t) => [primaryKey({ columns: [t.participant, t.subjectKind, t.subject] })],
)

/** How far a person has seen a study: where it was when they left it, and when they left it before the visit they are on. */
export const seen = table(
  'seen',
  {
    person: text('person')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** The newest event when they left. */
    seq: seq('seq').notNull(),
    /** When they left. No two have left one study at the same time. */
    at: time('at').notNull().default(0),
    /** The same of the visit before the one that ended then, or goes on; null while it is their first. */
    sinceSeq: seq('since_seq'),
    sinceAt: time('since_at'),
  },
  (t) => [primaryKey({ columns: [t.person, t.study] })],
)
