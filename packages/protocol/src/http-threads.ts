import { commentStatuses, longestMessage, responseOutcomes, threadAudiences, threadKinds, wordUses } from '@samskriv/domain'
import { z } from 'zod'

import { count, id, isoTime, sector } from './http-parts.ts'

/* What people say to each other about a study: threads, their messages, and the answers. Plain text throughout. */

/** Somebody as they are shown in this study; the sector is the one they spoke in then. */
export const Said = z.object({ participantId: id, name: z.string(), sector: sector.nullable() })
export type Said = z.infer<typeof Said>

/** BCP 47, such as `nb`, `ar` or `zh-Hant`: of what was said, which can be in any language. */
const textLanguage = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/)
/** A code point is up to two UTF-16 units; the server cleans and counts code points. */
const words = z
  .string()
  .trim()
  .min(1)
  .max(2 * longestMessage)
/**
 * Made with the form, at random: sent again, it adds nothing and is answered as the first time. What may be done with the words, and their
 * language, are then as the form says now; for another audience the first is taken back, and what is said now stands in its place.
 */
const sendToken = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)

export const MessageView = z.object({
  id,
  by: Said,
  /** Whose hand, when it was another's. */
  typedBy: Said.nullable(),
  at: isoTime,
  editedAt: isoTime.nullable(),
  /** `deleted`: by its author; `taken-back`: with all they said. Neither leaves words. */
  state: z.enum(['said', 'deleted', 'taken-back']),
  language: z.string(),
  /** Plain text with line breaks; empty unless `said`. */
  text: z.string(),
  /** `own`: the reader put it there, and may delete it. */
  translations: z.array(z.object({ language: z.string(), text: z.string(), by: Said, own: z.boolean() })),
  /** Whom it speaks to by name. */
  mentions: z.array(Said),
  /** Whether the reader may edit and delete it. */
  own: z.boolean(),
  /**
   * What the reader can do to have it in the text of the study: put it there (`yes`), ask whoever said it first (`ask`), wait for their
   * answer (`asked`), or nothing, because they said no (`refused`) or because it is not the reader's to do (`no`).
   */
  putIn: z.enum(['yes', 'ask', 'asked', 'refused', 'no']),
  /** What may be done with it, for whoever decides that: who said it, or writes for them. Null for all others. */
  use: z.enum(wordUses).nullable(),
  /** Who asks the reader, who said it or writes for them, whether it may stand in the text. */
  question: z.object({ by: Said, at: isoTime }).nullable(),
})
export type MessageView = z.infer<typeof MessageView>

/** A place in the text, and the words that somebody pointed at. */
const anchored = z.object({ id, quote: z.string(), state: z.enum(['attached', 'detached']) })

export const AnswerView = z.object({
  id,
  by: Said,
  /** Which organisation answers; null where it is not shown. */
  organisation: z.string().nullable(),
  at: isoTime,
  state: z.enum(['draft', 'given']),
  outcome: z.enum(responseOutcomes),
  text: z.string(),
  reason: z.string().nullable(),
  /** What was asked was changed after this answer: it answers other words. */
  editedAfter: z.boolean(),
  /** What was changed: a section, and the passage in it, with its words then, when one was named. */
  changed: z.object({ section: id, anchor: anchored.nullable() }).nullable(),
  /** What was promised: the day, and what became of it. */
  promise: z
    .object({ until: z.iso.date(), kept: z.enum(['open', 'done', 'not-done']), reason: z.string().nullable(), overdue: z.boolean() })
    .nullable(),
})
export type AnswerView = z.infer<typeof AnswerView>

/** That words of a thread stand in the text. */
export const PlacementView = z.object({
  id,
  /** The message whose words they are. */
  message: id,
  section: id,
  /** Where they stand in it; detached when none of them does any more. */
  anchor: z.object({ id, state: z.enum(['attached', 'detached']) }).nullable(),
  by: Said,
  at: isoTime,
  /** Whether the reader may take them out again. */
  mayTakeOut: z.boolean(),
})
export type PlacementView = z.infer<typeof PlacementView>

const summary = {
  id,
  kind: z.enum(threadKinds),
  audience: z.enum(threadAudiences),
  /** Null: about the whole study. */
  section: id.nullable(),
  /** Where it stands in the text, and the words it was said about; null for one about a whole section or study. */
  anchor: anchored.nullable(),
  at: isoTime,
  changedAt: isoTime,
  state: z.enum(commentStatuses),
  /** Whether it still waits for an answer. */
  waiting: z.boolean(),
  /** Who answers for it, and until when; null for what is no debt. */
  owed: z
    .object({
      owner: Said.nullable(),
      /** Of the owner; null where it is not shown, or the stewards together answer. */
      organisation: z.string().nullable(),
      due: isoTime.nullable(),
      overdue: z.boolean(),
      /** "Seen, answer by … because …". */
      extended: z.object({ by: Said, at: isoTime, reason: z.string() }).nullable(),
    })
    .nullable(),
  asker: Said,
  resolved: z.object({ by: Said, at: isoTime }).nullable(),
  /** Why it is out of sight; its words are there for stewards and for whoever wrote them alone. */
  hidden: z.object({ at: isoTime, reason: z.string() }).nullable(),
  /** Whether its asker took back what they had said. */
  takenBack: z.boolean(),
  /** Its first words, at most 280 letters, in their language. */
  begins: z.string(),
  language: z.string(),
  /** Messages after the first. */
  replies: count,
  mine: z.boolean(),
  /** The places in the text where words of it stand. */
  inText: z.array(z.object({ section: id, anchor: id })),
  /** Whether it speaks to the reader by name. */
  mentionsMe: z.boolean(),
}

/** A thread in a list. */
export const ThreadSummary = z.object(summary)
export type ThreadSummary = z.infer<typeof ThreadSummary>

/** Newest change first. */
export const ThreadList = z.object({
  threads: z.array(ThreadSummary),
  /** What to ask for the rest with; null at the end. */
  next: z.string().nullable(),
  /** Of all that the reader may see, whatever was asked for. */
  counts: z.object({ open: count, waiting: count, overdue: count, mine: count, all: count }),
})
export type ThreadList = z.infer<typeof ThreadList>

/** A whole thread. */
/** What somebody told the stewards about a thread. */
export const ReportView = z.object({
  id,
  by: Said,
  at: isoTime,
  reason: z.string(),
  /** Who has looked at it; null while nobody has. */
  settled: z.object({ by: Said, at: isoTime }).nullable(),
})
export type ReportView = z.infer<typeof ReportView>

export const ThreadView = z.object({
  ...summary,
  /** The one it began with first, then in the order they came. */
  messages: z.array(MessageView),
  /** Newest last; drafts only for those who may see them. */
  answers: z.array(AnswerView),
  /** Where its words stand in the text, in the order in which they were put there. */
  placements: z.array(PlacementView),
  /** What the asker has against the answer. */
  disagreement: z.string().nullable(),
  settled: z.object({ by: Said, at: isoTime }).nullable(),
  /** For stewards, oldest first; for everybody else none. */
  reports: z.array(ReportView),
  /** What may be done with the words it began with. */
  use: z.enum(wordUses),
  /** What the reader may do now. */
  may: z.object({
    reply: z.boolean(),
    answer: z.boolean(),
    resolve: z.boolean(),
    moderate: z.boolean(),
    takeBack: z.boolean(),
    settle: z.boolean(),
    chooseUse: z.boolean(),
  }),
})
export type ThreadView = z.infer<typeof ThreadView>

const clock = z.int().min(0)
const client = z.int().min(0).max(0xffff_ffff)
const place = z.strictObject({ client, clock })

/** Words in the text that something is about: the ids of the first and the last letter, and the words as they were seen. */
export const AnchorRequest = z.strictObject({
  section: id,
  /** In which the ids mean what they mean. */
  epoch: z.int().min(1),
  start: place,
  end: place,
  quote: z.string().min(1).max(100_000),
})
export type AnchorRequest = z.infer<typeof AnchorRequest>

export const BeginThread = z.strictObject({
  kind: z.enum(threadKinds),
  audience: z.enum(threadAudiences).default('everyone'),
  /** The section it is about; left out with an anchor, which says it, and for the whole study. */
  section: id.optional(),
  anchor: AnchorRequest.optional(),
  text: words,
  /** Guessed from the words when left out. */
  language: textLanguage.optional(),
  use: z.enum(wordUses).default('writing-group'),
  mentions: z.array(id).max(20).default([]),
  /** Somebody without a device, whose words the sender writes down. */
  speaker: id.optional(),
  token: sendToken,
})
export type BeginThread = z.input<typeof BeginThread>

export const ThreadBegun = z.object({ id })
export type ThreadBegun = z.infer<typeof ThreadBegun>

export const ReplyTo = z.strictObject({
  text: words,
  language: textLanguage.optional(),
  /** Left out: what holds for all that somebody says in a thread they began, and of what others say there that it stays with the group. */
  use: z.enum(wordUses).optional(),
  mentions: z.array(id).max(20).default([]),
  token: sendToken,
})
export type ReplyTo = z.input<typeof ReplyTo>

export const EditMessage = z.strictObject({ text: words.optional(), language: textLanguage.optional() })
export type EditMessage = z.infer<typeof EditMessage>

export const TranslateMessage = z.strictObject({ language: textLanguage, text: words })
export type TranslateMessage = z.infer<typeof TranslateMessage>

/**
 * Puts words somebody said into the text: a line where the caret is, several lines as paragraphs after the one it is in. Without a place
 * they go to the end of the section.
 */
export const PutIn = z.strictObject({
  section: id,
  /** In which the ids mean what they mean. */
  epoch: z.int().min(1),
  /** The letter before the caret. */
  after: place.optional(),
  /** The letter after the caret, which counts when that before it is gone. */
  before: place.optional(),
  /** The paragraph that the caret is in, when no letter stands in it. */
  block: place.optional(),
  /** The words as they stand in the message; all of them when left out. */
  words: words.optional(),
  token: sendToken,
})
export type PutIn = z.infer<typeof PutIn>

export const WordsPlaced = z.object({ id, section: id, anchor: id })
export type WordsPlaced = z.infer<typeof WordsPlaced>

/** By whoever said it: whether it may stand in the text. */
export const AnswerUse = z.strictObject({ use: z.enum(wordUses) })
export type AnswerUse = z.infer<typeof AnswerUse>

/** By whoever began it. */
export const ChangeThread = z.strictObject({ kind: z.enum(threadKinds).optional(), use: z.enum(wordUses).optional() })
export type ChangeThread = z.infer<typeof ChangeThread>

/** Why it is out of sight, for everybody to read; or why somebody should look at it, for the stewards. */
export const ThreadReason = z.strictObject({ reason: z.string().trim().min(1).max(1_000) })
export type ThreadReason = z.infer<typeof ThreadReason>

export const CommentsSetting = z.strictObject({ open: z.boolean() })
export type CommentsSetting = z.infer<typeof CommentsSetting>

export const GiveAnswer = z.strictObject({
  state: z.enum(['draft', 'given']),
  outcome: z.enum(responseOutcomes),
  text: words,
  /** Required for a no, and for what is not ours to decide. */
  reason: words.optional(),
  changed: z.strictObject({ section: id, anchor: AnchorRequest.optional() }).optional(),
  /** Required for a promise. */
  promisedFor: z.iso.date().optional(),
})
export type GiveAnswer = z.infer<typeof GiveAnswer>

/** "Seen, answer by … because …", once. */
export const ExtendAnswer = z.strictObject({ until: z.iso.date(), reason: words })
export type ExtendAnswer = z.infer<typeof ExtendAnswer>

export const HandOver = z.strictObject({ to: id })
export type HandOver = z.infer<typeof HandOver>

/** What became of a promise. */
export const KeepPromise = z.strictObject({ kept: z.enum(['done', 'not-done']), reason: words.optional() })
export type KeepPromise = z.infer<typeof KeepPromise>

/** By whoever asked: that the answer settles it, or what they have against it. */
export const SettleThread = z.strictObject({
  settled: z.boolean(),
  disagreement: words.optional(),
  /** Which answer they have read: the last one that was given. May be left out while there is one alone. */
  answer: id.optional(),
})
export type SettleThread = z.infer<typeof SettleThread>

/** Every body by name, for OpenAPI and for the schema-hash test. */
export const threadSchemas = {
  ThreadSummary,
  ThreadList,
  ReportView,
  ThreadView,
  MessageView,
  AnswerView,
  PlacementView,
  PutIn,
  WordsPlaced,
  AnswerUse,
  AnchorRequest,
  BeginThread,
  ThreadBegun,
  ReplyTo,
  EditMessage,
  TranslateMessage,
  ChangeThread,
  ThreadReason,
  CommentsSetting,
  GiveAnswer,
  ExtendAnswer,
  HandOver,
  KeepPromise,
  SettleThread,
} as const
