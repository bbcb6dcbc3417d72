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

export const comment = z
  .strictObject({
    id: reference,
    by: reference,
    typedBy: reference.nullish(),
    sectionId: reference,
    blockId: reference.nullish(),
    at: moment,
    text,
    status: code('commentStatus'),
    respondBy: optionalDay,
    responses: z.array(response),
    replyRight: optionalText,
  })
  .meta({ id: 'comment' })

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
