import type {
  CommentStatus,
  OrganisationId,
  ParticipantId,
  PersonId,
  ResponseOutcome,
  SectionKey,
  Sector,
  StudyId,
  ThreadAudience,
  ThreadKind,
} from '@samskriv/domain'
import { bool, index, primaryKey, table, text, time, uniqueIndex } from '../columns.sqlite.ts'
import { organisation, person } from './people.ts'
import { participant, study } from './study.ts'

const aParticipant = (name: string) =>
  text(name)
    .$type<ParticipantId>()
    .references(() => participant.id)

/** What people say to each other about a study, outside its text. Its words are those of its first message. */
export const thread = table(
  'thread',
  {
    id: text('id').primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** Null for what is about the whole study. */
    section: text('section').$type<SectionKey>(),
    /** The place in the text that it is about; no reference, because that table is of the text. */
    anchor: text('anchor'),
    kind: text('kind').$type<ThreadKind>().notNull(),
    /** `those-concerned`: about words that somebody of another sector took out; the two it is between, and the stewards. */
    audience: text('audience').$type<ThreadAudience | 'those-concerned'>().notNull(),
    lang: text('lang').notNull(),
    /** How far the answer has come; of a comment and of thanks it stays `open`, and nothing is waited for. */
    state: text('state').$type<CommentStatus>().notNull(),
    asker: text('asker')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    /** The one the asker spoke in then. */
    sector: text('sector').$type<Sector>(),
    at: time('at').notNull().default(0),
    /** When anything was last said or decided in it. */
    changedAt: time('changed_at').notNull().default(0),
    /** Who answers for it by name; null while it is the stewards together. */
    owner: aParticipant('owner'),
    /** When an owner was told: the time to answer runs from then. */
    toldAt: time('told_at'),
    dueAt: time('due_at'),
    /** "Seen, answer by … because …", which there is once. */
    extendedAt: time('extended_at'),
    extendedBy: aParticipant('extended_by'),
    extendedReason: text('extended_reason'),
    settledBy: text('settled_by').$type<ParticipantId>(),
    settledAt: time('settled_at'),
    /** What the asker has against the answer; it stays beside it. Holds words of a person: erasure reaches it. */
    disagreement: text('disagreement'),
    resolvedBy: aParticipant('resolved_by'),
    resolvedAt: time('resolved_at'),
    hiddenBy: aParticipant('hidden_by'),
    hiddenAt: time('hidden_at'),
    hiddenReason: text('hidden_reason'),
    /** When its asker took back what they had said. */
    takenBackAt: time('taken_back_at'),
  },
  (t) => [index('thread_study').on(t.study, t.changedAt), index('thread_owner').on(t.owner), index('thread_asker').on(t.asker)],
)

/** One message of it. Holds words of a person: erasure reaches it. */
export const reply = table(
  'reply',
  {
    id: text('id').primaryKey(),
    thread: text('thread')
      .notNull()
      .references(() => thread.id),
    participant: text('participant')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    /** Whose hand, when it was another's. */
    typedBy: aParticipant('typed_by'),
    /** In which they spoke then. */
    sector: text('sector').$type<Sector>(),
    lang: text('lang').notNull().default(''),
    /** Empty once it was deleted or taken back. */
    body: text('body').notNull(),
    at: time('at').notNull(),
    editedAt: time('edited_at'),
    deletedAt: time('deleted_at'),
  },
  (t) => [index('reply_thread').on(t.thread, t.at)],
)

/** What was said, in another language; stands beside it and never instead of it. Holds words of a person: erasure reaches it. */
export const translation = table(
  'translation',
  {
    reply: text('reply')
      .notNull()
      .references(() => reply.id),
    lang: text('lang').notNull(),
    body: text('body').notNull(),
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.reply, t.lang] })],
)

/** That a message speaks to somebody by name. */
export const mention = table(
  'mention',
  {
    reply: text('reply')
      .notNull()
      .references(() => reply.id),
    participant: text('participant')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
  },
  (t) => [primaryKey({ columns: [t.reply, t.participant] }), index('mention_participant').on(t.participant)],
)

/** An answer to a question or a concern; the newest that was given counts, and the ones before it stay. Holds words: erasure reaches it. */
export const answer = table(
  'answer',
  {
    id: text('id').primaryKey(),
    thread: text('thread')
      .notNull()
      .references(() => thread.id),
    /** A draft is seen by its author, and by those of the organisation that it is made for who may answer. */
    state: text('state').$type<'draft' | 'given'>().notNull(),
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    sector: text('sector').$type<Sector>(),
    /** The one its author spoke for then; it stays that one's when they go on to another. */
    organisation: text('organisation')
      .$type<OrganisationId>()
      .references(() => organisation.id),
    outcome: text('outcome').$type<ResponseOutcome>().notNull(),
    body: text('body').notNull(),
    /** Why not, or why it is not ours. */
    reason: text('reason'),
    /** What was changed: the section, and the place in it. */
    changedSection: text('changed_section').$type<SectionKey>(),
    changedAnchor: text('changed_anchor'),
    /** Until which day (ISO) what was promised will be done. */
    promisedFor: text('promised_for'),
    keptAt: time('kept_at'),
    keptBy: aParticipant('kept_by'),
    /** Whether the promise was kept; null while it is open. */
    kept: text('kept').$type<'done' | 'not-done'>(),
    keptReason: text('kept_reason'),
    /** The thread was given to somebody else since, and the promise with it: it is whoever made it who answers for it no more. */
    handedOn: bool('handed_on').notNull().default(false),
    at: time('at').notNull(),
  },
  (t) => [index('answer_thread').on(t.thread, t.at)],
)

/** That something is not all right with a message, for the stewards to look at. Holds words: erasure reaches it. */
export const report = table(
  'report',
  {
    id: text('id').primaryKey(),
    thread: text('thread')
      .notNull()
      .references(() => thread.id),
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    reason: text('reason').notNull(),
    at: time('at').notNull(),
    settledAt: time('settled_at'),
    settledBy: aParticipant('settled_by'),
  },
  (t) => [index('report_thread').on(t.thread)],
)

/**
 * That words somebody said in a thread were put into the text. Which words they are is known by their voice (`voice.placed`); where they
 * are, by the anchor. It holds none itself.
 */
export const placement = table(
  'placement',
  {
    id: text('id').primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    thread: text('thread')
      .notNull()
      .references(() => thread.id),
    reply: text('reply')
      .notNull()
      .references(() => reply.id),
    section: text('section').$type<SectionKey>().notNull(),
    /** No reference, because that table is of the text. */
    anchor: text('anchor').notNull(),
    /** Who put them there. */
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    at: time('at').notNull(),
    /** When they were taken out again, by whoever put them there or said them. */
    endedAt: time('ended_at'),
    endedBy: aParticipant('ended_by'),
  },
  (t) => [index('placement_thread').on(t.thread), index('placement_study').on(t.study)],
)

/** That whoever said something was asked whether it may stand in the text. What they answered is a use choice of the message. */
export const useQuestion = table(
  'use_question',
  {
    reply: text('reply')
      .primaryKey()
      .references(() => reply.id),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    thread: text('thread')
      .notNull()
      .references(() => thread.id),
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    at: time('at').notNull(),
    answeredAt: time('answered_at'),
  },
  (t) => [index('use_question_thread').on(t.thread), index('use_question_study').on(t.study)],
)

/** That something was sent: the same form sent again is answered with what came of it, and adds nothing. */
export const sentForm = table(
  'sent_form',
  {
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    /** Made with the form, at random. */
    token: text('token').notNull(),
    person: text('person')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id),
    /** What it made: `thread:<id>`, `reply:<id>`, `words:<section>` or `placement:<id>`. */
    made: text('made').notNull(),
    at: time('at').notNull(),
  },
  (t) => [uniqueIndex('sent_form_token').on(t.study, t.person, t.token), index('sent_form_at').on(t.at)],
)
