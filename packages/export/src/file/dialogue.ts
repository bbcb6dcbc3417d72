import { z } from 'zod'

import { code, day, moment, optionalDay, optionalText, reference, sector, text } from './primitives.ts'

const response = z
  .strictObject({
    by: reference,
    at: moment,
    text,
    outcome: code('responseOutcome'),
    reason: optionalText,
    owner: optionalText,
    due: optionalDay,
    decisionId: reference.nullish(),
  })
  .meta({ id: 'response' })

/** What somebody said to a comment that is no answer to be kept. */
const reply = z
  .strictObject({ by: reference, sector: sector.nullish(), at: moment, language: z.string().min(1).max(35), text })
  .meta({ id: 'reply' })

export const comment = z
  .strictObject({
    id: reference,
    by: reference,
    typedBy: reference.nullish(),
    /** In which they spoke; left out, it is the participant's. */
    sector: sector.nullish(),
    /** Left out when it is about the whole study. */
    sectionId: reference.nullish(),
    blockId: reference.nullish(),
    /** The words of the block that it is about, and where they begin: counted in UTF-16 units, with one for each break, note or gap. */
    about: z.strictObject({ from: z.int().min(0), words: text }).optional(),
    at: moment,
    /** Left out, it is that of the study. */
    language: z.string().min(1).max(35).optional(),
    text,
    status: code('commentStatus'),
    /** Left out, one is resolved that was accepted. */
    resolved: z.boolean().optional(),
    respondBy: optionalDay,
    responses: z.array(response),
    /** Oldest first. */
    replies: z.array(reply).optional(),
    replyRight: optionalText,
  })
  .meta({ id: 'comment' })

const questionAnswer = z
  .strictObject({
    at: moment,
    outcome: code('responseOutcome'),
    /** Null where it stays with the writing group, like the words it answers. */
    text: text.nullable(),
    reason: optionalText,
    organisation: optionalText,
    sector: sector.nullish(),
    /** What was asked was changed after this answer. */
    editedAfter: z.boolean().optional(),
    /** The section that was changed. */
    changed: reference.nullish(),
    promisedFor: optionalDay,
    kept: z.enum(['open', 'done', 'not-done']).nullish(),
    keptReason: optionalText,
  })
  .meta({ id: 'questionAnswer' })

/** What somebody asked, and what came of it: a row of "You said, we did". It names sectors and organisations, and no person. */
export const question = z
  .strictObject({
    id: reference,
    kind: z.enum(['question', 'concern']),
    /** Left out when it is about the whole study. */
    sectionId: reference.nullish(),
    sector: sector.nullish(),
    at: moment,
    language: z.string().min(1).max(35),
    /** Null where the words stay with the writing group. */
    text: text.nullable(),
    status: code('commentStatus'),
    due: optionalDay,
    /** The day for the answer was moved once. */
    extended: z.boolean().optional(),
    /** The organisation that answers for it. */
    answersForIt: optionalText,
    answers: z.array(questionAnswer),
    disagreement: optionalText,
  })
  .meta({ id: 'question' })

export const suggestion = z
  .strictObject({
    id: reference,
    by: reference,
    sectionId: reference,
    blockId: reference,
    at: moment,
    original: text,
    proposed: text,
    status: code('suggestionStatus'),
    decidedBy: reference.nullish(),
    reason: optionalText,
  })
  .meta({ id: 'suggestion' })

export const decision = z
  .strictObject({
    id: reference,
    date: day,
    asked: text,
    askedBy: sector,
    decided: text,
    decidedBy: text,
    influence: code('influenceLevel'),
    status: code('decisionStatus'),
    owner: text,
    due: optionalDay,
    communityVote: z.strictObject({ for: z.int(), against: z.int(), abstain: z.int() }).nullish(),
    changedPlan: z.boolean(),
    evidenceId: reference.nullish(),
  })
  .meta({ id: 'decision' })

export const review = z
  .strictObject({
    sectionId: reference,
    participant: reference,
    at: moment,
    versionLabel: text,
    result: code('reviewResult'),
    note: optionalText,
  })
  .meta({ id: 'review' })

export const signOff = z
  .strictObject({
    participant: reference,
    sector,
    status: code('signOffStatus'),
    at: moment.nullish(),
    versionLabel: text,
    note: optionalText,
    publishNote: z.boolean().optional(),
  })
  .meta({ id: 'signOff' })

export const version = z.strictObject({ label: text, at: moment, by: reference, reason: text }).meta({ id: 'version' })

export type FileQuestion = z.infer<typeof question>
export type FileComment = z.infer<typeof comment>
