import { attentionModes, commentStatuses, languages, noticeKinds, responseOutcomes } from '@samskriv/domain'
import { z } from 'zod'

import { count, email, id, isoTime, sector } from './http-parts.ts'
import { Said } from './http-threads.ts'

/* How questions and concerns are answered, and who is told. */

export const AnswerGiven = z.object({ id })
export type AnswerGiven = z.infer<typeof AnswerGiven>

/** How many questions somebody else answers for now, and how many the stewards do, because somebody else can't. */
export const HandedOver = z.object({ handedOver: count, leftToStewards: count })
export type HandedOver = z.infer<typeof HandedOver>

const answerRow = z.object({
  at: isoTime,
  outcome: z.enum(responseOutcomes),
  /** Null where it stays with the writing group, like the words it answers. */
  text: z.string().nullable(),
  reason: z.string().nullable(),
  organisation: z.string().nullable(),
  sector: sector.nullable(),
  /** What was asked was changed after this answer: it answers other words. */
  editedAfter: z.boolean(),
  /** The section that was changed. */
  changed: id.nullable(),
  promise: z
    .object({ until: z.iso.date(), kept: z.enum(['open', 'done', 'not-done']), reason: z.string().nullable(), late: z.boolean() })
    .nullable(),
})

const questionRow = z.object({
  thread: id,
  kind: z.enum(['question', 'concern']),
  section: id.nullable(),
  /** In which whoever asked spoke then. */
  sector: sector.nullable(),
  at: isoTime,
  /** Null where the words stay with the writing group, or are hidden. */
  said: z.string().nullable(),
  language: z.string(),
  state: z.enum(commentStatuses),
  /** The last day for an answer; null where none is owed. */
  due: z.iso.date().nullable(),
  extended: z.boolean(),
  /** The organisation that answers for it, never the person; null where it is not shown, or the stewards together do. */
  organisation: z.string().nullable(),
  /** Days that the answer is late by; 0 while it is not. */
  daysLate: count,
  answers: z.array(answerRow),
  disagreement: z.string().nullable(),
})

/** "You said, we did": what was asked and what came of it, newest first. It names sectors and organisations, and no person. */
export const AnswersTable = z.object({
  /** A hundred at most. */
  rows: z.array(questionRow),
  /** What to ask for the rest with; null at the end. */
  next: z.int().min(2).nullable(),
  /** Of all rows. */
  counts: z.object({
    waiting: count,
    late: count,
    /** Rows whose words are left out. */
    withheld: count,
    promises: z.object({ open: count, late: count, done: count, notDone: count }),
  }),
})
export type AnswersTable = z.infer<typeof AnswersTable>

/** What stands under the title of a study: how much is late for everybody to see, and how much is new for the reader. */
export const StudyFront = z.object({
  late: z.object({
    questions: count,
    promises: count,
    /** That owe it; null for the stewards together, and for whoever's organisation is not shown. Never a person. */
    organisations: z.array(z.string().nullable()),
  }),
  unseen: count,
})
export type StudyFront = z.infer<typeof StudyFront>

/** What concerns the reader in a study, newest first, and what they are told by mail. */
export const NoticeList = z.object({
  notices: z.array(
    z.object({
      id,
      kind: z.enum(noticeKinds),
      /** What it is about. */
      thread: id.nullable(),
      suggestion: id.nullable(),
      /** Who did it; null where nobody did. */
      by: Said.nullable(),
      at: isoTime,
      seen: z.boolean(),
    }),
  ),
  unseen: count,
  mode: z.enum(attentionModes),
  /** Where they are written to; null for somebody without an account who has left no address. */
  address: z.object({ email: z.string(), confirmed: z.boolean() }).nullable(),
})
export type NoticeList = z.infer<typeof NoticeList>

/** What somebody is told by mail of each study they take part in: of the hundred that changed last. */
export const AttentionList = z.object({
  studies: z.array(z.object({ id, title: z.string(), language: z.enum(languages), mode: z.enum(attentionModes) })),
})
export type AttentionList = z.infer<typeof AttentionList>

/** Left out, all of them. */
export const NoticesSeen = z.strictObject({ ids: z.array(id).max(200).optional() })
export type NoticesSeen = z.infer<typeof NoticesSeen>

export const ChooseAttention = z.strictObject({ mode: z.enum(attentionModes) })
export type ChooseAttention = z.infer<typeof ChooseAttention>

export const LeaveAddress = z.strictObject({ email })
export type LeaveAddress = z.infer<typeof LeaveAddress>

/** Every body by name, for OpenAPI and for the schema-hash test. */
export const answerSchemas = {
  AnswerGiven,
  HandedOver,
  AnswersTable,
  StudyFront,
  NoticeList,
  AttentionList,
  NoticesSeen,
  ChooseAttention,
  LeaveAddress,
} as const
