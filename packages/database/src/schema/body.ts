import type { AttributionMode, ParticipantId, SectionKey, Sector, StudyId, VoiceId } from '@samskriv/domain'
import type { DeletedRun } from '@samskriv/attribution'
import type { ParagraphBefore, RestorePoint, Softened } from '@samskriv/sync-server'
import { bool, bytes, index, int, json, primaryKey, seq, table, text, time } from '../columns.sqlite.ts'
import type { Packing } from '../packed-state.ts'
import type { SegmentCounts } from '../seal-segment.ts'
import { participant, study } from './study.ts'
import { thread } from './talk.ts'

const ofStudy = () =>
  text('study')
    .$type<StudyId>()
    .notNull()
    .references(() => study.id)

export const voice = table(
  'voice',
  {
    id: text('id').$type<VoiceId>().primaryKey(),
    study: ofStudy(),
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    typedBy: text('typed_by')
      .$type<ParticipantId>()
      .references(() => participant.id),
    sector: text('sector').$type<Sector>(),
    mode: text('mode').$type<AttributionMode>().notNull(),
    confirmation: text('confirmation'),
    /** By which words of a comment came into the text; no reference, because a voice is stored before it. */
    placed: text('placed'),
    /** In a copy of a study, the voice there that said the same words. No reference: that study may be gone for good. */
    copied: text('copied').$type<VoiceId>(),
  },
  (t) => [index('voice_study').on(t.study), index('voice_copied').on(t.copied), index('voice_placed').on(t.placed)],
)

/** Voices of a copy whose words are to go: their author took them back where they were copied from. A row goes when they stand nowhere any more. */
export const owedErasure = table(
  'owed_erasure',
  {
    study: ofStudy(),
    voice: text('voice')
      .$type<VoiceId>()
      .notNull()
      .references(() => voice.id),
  },
  (t) => [primaryKey({ columns: [t.study, t.voice] })],
)

/** That a speaker stands behind words another hand typed. */
export const confirmation = table('confirmation', {
  id: text('id').primaryKey(),
  voice: text('voice')
    .$type<VoiceId>()
    .notNull()
    .references(() => voice.id),
  method: text('method').notNull(),
  at: time('at').notNull(),
  language: text('language').notNull(),
  witness: text('witness'),
  status: text('status').$type<'confirmed' | 'withdrawn'>().notNull(),
})

/** One row for each time all Yjs ids of a study were written anew; epoch 1 begins with the study and has none. */
export const studyEpoch = table(
  'study_epoch',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    reason: text('reason').$type<'client-ids' | 'erasure' | 'restore'>().notNull(),
    seq: seq('seq').notNull(),
    at: time('at').notNull(),
    hash: bytes('h').notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.epoch] })],
)

export const clientBinding = table(
  'client_binding',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    client: int('client').notNull(),
    voice: text('voice')
      .$type<VoiceId>()
      .notNull()
      .references(() => voice.id),
    firstSeq: seq('first_seq').notNull(),
    lastClock: int('last_clock').notNull(),
    server: bool('server').notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.epoch, t.client] })],
)

export const docUpdate = table(
  'doc_update',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    seq: seq('seq').notNull(),
    voice: text('voice').$type<VoiceId>().notNull(),
    connection: text('conn'),
    at: time('at').notNull(),
    /** Null once erased; the digest stays, so that the chain can still be checked. */
    bytes: bytes('bytes'),
    salt: bytes('salt'),
    digest: bytes('digest').notNull(),
    hash: bytes('h').notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.epoch, t.seq] })],
)

export const docSegment = table(
  'doc_segment',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    fromSeq: seq('from_seq').notNull(),
    toSeq: seq('to_seq').notNull(),
    atFrom: time('at_from').notNull(),
    atTo: time('at_to').notNull(),
    counts: json<SegmentCounts>('counts').notNull(),
    endHash: bytes('h_end').notNull(),
    /** The id of the key (8 bytes), then its Ed25519 signature (64 bytes) of `signedText`; null for segments sealed before there were keys. */
    signature: bytes('signature'),
  },
  (t) => [primaryKey({ columns: [t.study, t.epoch, t.fromSeq] })],
)

export const docSnapshot = table(
  'doc_snapshot',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    uptoSeq: seq('upto_seq').notNull(),
    /** Packed as `packing` says. */
    state: bytes('state').notNull(),
    /** Of the state before it was packed. */
    hash: bytes('hash').notNull(),
    packing: text('packing').$type<Packing>().notNull().default('none'),
  },
  (t) => [primaryKey({ columns: [t.study, t.epoch, t.uptoSeq] })],
)

export const override = table(
  'override',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    seq: seq('seq').notNull(),
    client: int('client').notNull(),
    clock: int('clock').notNull(),
    length: int('len').notNull(),
    voice: text('voice').$type<VoiceId>().notNull(),
    movedBy: text('moved_by').$type<VoiceId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.epoch, t.seq, t.client, t.clock] })],
)

/** Deleted runs, so that an undo or a restore days later gives words back to their author. Holds words: erasure reaches it. */
export const graveyard = table(
  'graveyard',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    seq: seq('seq').notNull(),
    /** Place among the runs deleted by the same update. */
    position: int('position').notNull(),
    voices: json<DeletedRun['voices']>('voices').notNull(),
    text: text('text').notNull(),
    deletedAt: time('deleted_at').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.epoch, t.seq, t.position] }), index('graveyard_expires').on(t.expiresAt)],
)

/**
 * Words that a hand put into a section, or took out of it when there are less than none, since anybody last left the study. One row for
 * each such time, however long people write: what is new to somebody is what came after they left.
 */
export const wordChange = table(
  'word_change',
  {
    study: ofStudy(),
    section: text('section').$type<SectionKey>().notNull(),
    /** When somebody had last left the study; 0 before that. */
    after: time('after').notNull(),
    /** In which whoever did it spoke then. */
    hand: text('hand')
      .$type<VoiceId>()
      .notNull()
      .references(() => voice.id),
    /** Whose words. */
    of: text('of')
      .$type<VoiceId>()
      .notNull()
      .references(() => voice.id),
    words: int('words').notNull(),
    /** When the last of them came or went. */
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.study, t.section, t.after, t.hand, t.of] })],
)

/** A section as it was before it was changed. Holds words: erasure reaches it. The epoch is that of its sequence; voices keep their ids. */
export const restorePoint = table(
  'restore_point',
  {
    id: text('id').primaryKey(),
    study: ofStudy(),
    section: text('section').$type<SectionKey>().notNull(),
    epoch: int('epoch').notNull(),
    seq: seq('seq').notNull(),
    at: time('at').notNull(),
    reason: text('reason').$type<RestorePoint['reason']>().notNull(),
    by: text('by')
      .$type<ParticipantId>()
      .references(() => participant.id),
    words: int('words').notNull(),
    blocks: json<RestorePoint['blocks']>('blocks').notNull(),
  },
  (t) => [index('restore_point_section').on(t.study, t.section, t.at), index('restore_point_at').on(t.at)],
)

/** A paragraph of the community's before somebody of another sector took words out of it, while they do. Holds words: erasure reaches it. */
export const paragraphBefore = table(
  'paragraph_before',
  {
    id: text('id').primaryKey(),
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    section: text('section').$type<SectionKey>().notNull(),
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    sector: text('sector').$type<Sector>(),
    at: time('at').notNull(),
    client: int('client').notNull(),
    clock: int('clock').notNull(),
    place: int('place').notNull(),
    block: json<ParagraphBefore['block']>('block').notNull(),
    ids: json<ParagraphBefore['ids']>('ids').notNull(),
    told: bool('told').notNull(),
  },
  (t) => [index('paragraph_before_study').on(t.study)],
)

/** Ids of words of the community that somebody of another sector took out, until their spell is over. */
export const wordsTaken = table(
  'words_taken',
  {
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    section: text('section').$type<SectionKey>().notNull(),
    by: text('by').$type<ParticipantId>().notNull(),
    at: time('at').notNull(),
    client: int('client').notNull(),
    clock: int('clock').notNull(),
    length: int('len').notNull(),
  },
  // Words go once.
  (t) => [primaryKey({ columns: [t.study, t.epoch, t.client, t.clock] })],
)

/**
 * That an author was told: more than 30 % of a community paragraph went by the hand of another sector. Holds words: erasure reaches it.
 * Of the epoch that the element's id is of.
 */
export const softening = table(
  'softening',
  {
    id: text('id').primaryKey(),
    study: ofStudy(),
    section: text('section').$type<SectionKey>().notNull(),
    author: text('author')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    by: text('by')
      .$type<ParticipantId>()
      .notNull()
      .references(() => participant.id),
    bySector: text('by_sector').$type<Sector>(),
    seq: seq('seq').notNull(),
    at: time('at').notNull(),
    was: json<Softened['was']>('was').notNull(),
    gone: json<Softened['gone']>('gone').notNull(),
    lost: int('lost').notNull(),
    words: int('words').notNull(),
    place: int('place').notNull(),
    epoch: int('epoch').notNull(),
    client: int('client').notNull(),
    clock: int('clock').notNull(),
    state: text('state').$type<'open' | 'restored' | 'settled'>().notNull(),
    /** What its author and whoever changed it say to each other. */
    thread: text('thread').references(() => thread.id),
  },
  (t) => [index('softening_study').on(t.study, t.at), index('softening_at').on(t.at)],
)

/** A place in the text that something outside the text points at. */
export const anchor = table(
  'anchor',
  {
    id: text('id').primaryKey(),
    study: ofStudy(),
    epoch: int('epoch').notNull(),
    section: text('section').$type<SectionKey>().notNull(),
    startClient: int('start_client'),
    startClock: int('start_clock'),
    endClient: int('end_client'),
    endClock: int('end_clock'),
    quote: text('quote').notNull(),
    prefix: text('prefix').notNull(),
    suffix: text('suffix').notNull(),
    state: text('state').$type<'attached' | 'detached'>().notNull(),
  },
  (t) => [index('anchor_study').on(t.study, t.epoch)],
)
