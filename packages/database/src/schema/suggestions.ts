import type { ParticipantId, SectionKey, Sector, StudyId, SuggestionKind, SuggestionStatus } from '@samskriv/domain'
import { bool, index, json, primaryKey, seq, table, text, time } from '../columns.sqlite.ts'
import { participant, study } from './study.ts'

const aParticipant = (name: string) =>
  text(name)
    .$type<ParticipantId>()
    .references(() => participant.id)

/** A paragraph as it is suggested: its words, and what kind of block it is where that is to change. */
export interface SuggestedBlock {
  readonly text: string
  readonly form?: 'paragraph' | 'heading-3' | 'heading-4' | 'bullet' | 'numbered' | 'quote'
}

/** Where it goes: in the place of the words it is about, beside them in their paragraph, or in paragraphs of its own beside theirs. */
export type SuggestionPlace = 'instead' | 'before' | 'after' | 'above' | 'below' | 'end'

/** What somebody suggests to change in the text. Holds words of people: erasure reaches it. */
export const suggestion = table(
  'suggestion',
  {
    id: text('id').primaryKey(),
    study: text('study')
      .$type<StudyId>()
      .notNull()
      .references(() => study.id),
    section: text('section').$type<SectionKey>().notNull(),
    /** The place in the text that it is about, while it is open; no reference, because that table is of the text. */
    anchor: text('anchor'),
    kind: text('kind').$type<SuggestionKind>().notNull(),
    place: text('place').$type<SuggestionPlace>().notNull(),
    /** The words it is about as they stood, one entry for each paragraph. */
    original: json<readonly string[]>('original').notNull(),
    proposed: json<readonly SuggestedBlock[]>('proposed').notNull(),
    reason: text('reason'),
    /** Who made it, and in which sector they spoke then. */
    participant: text('participant')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    sector: text('sector').$type<Sector>(),
    /** Whose protected words it changes; empty where the role alone decides. */
    authors: json<readonly ParticipantId[]>('authors').notNull(),
    /** It puts right nothing but spelling and punctuation. */
    spelling: bool('spelling').notNull(),
    /** The server kept it from what was written over protected words; its maker may not know of it yet. */
    kept: bool('kept').notNull().default(false),
    state: text('state').$type<SuggestionStatus>().notNull(),
    at: time('at').notNull(),
    /** When it began to concern somebody whom it had not concerned when it was made: they have their time from then on. */
    askedAt: time('asked_at'),
    /** Those that were made together, with one reason. */
    batch: text('batch'),
    decidedBy: aParticipant('decided_by'),
    decidedAt: time('decided_at'),
    /** The newest update of the text when it was decided. */
    decidedSeq: seq('decided_seq'),
    decisionReason: text('decision_reason'),
  },
  (t) => [index('suggestion_study').on(t.study, t.state, t.at), index('suggestion_participant').on(t.participant)],
)

/** That one of several authors says yes, for their own words, to a suggestion that waits for the others or waited for them. */
export const agreement = table(
  'agreement',
  {
    suggestion: text('suggestion')
      .notNull()
      .references(() => suggestion.id),
    author: aParticipant('author').notNull(),
    /** Who said it: the author, or who speaks for them. */
    by: aParticipant('by').notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.suggestion, t.author] })],
)

/** "Tidy my spelling, keep my words": suggestions that put right only that are accepted as they come. */
export const spellingPermit = table('spelling_permit', {
  participant: text('participant')
    .$type<ParticipantId>()
    .primaryKey()
    .references(() => participant.id),
  at: time('at').notNull(),
})
