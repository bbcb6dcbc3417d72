import { suggestionKinds, suggestionStatuses, wordUses } from '@samskriv/domain'
import { z } from 'zod'

import { count, id, isoTime } from './http-parts.ts'
import { AnchorRequest, Said } from './http-threads.ts'

/* What people suggest to change in the text, and what comes of it. Plain text throughout. */

/** What a paragraph is made; left out, it stays what it is. */
const form = z.enum(['paragraph', 'heading-3', 'heading-4', 'bullet', 'numbered', 'quote'])
/** In the place of the words, beside them in their paragraph, in paragraphs of its own above or below theirs, or at the end of the section. */
const place = z.enum(['instead', 'before', 'after', 'above', 'below', 'end'])
/** A hard break is a line break. */
const block = z.strictObject({ text: z.string().max(20_000), form: form.optional() })
const reason = z.string().trim().min(1).max(1_000)

export const MakeSuggestion = z.strictObject({
  /** Left out only for the end of a section. */
  anchor: AnchorRequest.optional(),
  section: id,
  place,
  /** One for each paragraph; none deletes the words. */
  blocks: z.array(block).max(100),
  /** Required to reword or delete protected words, and not to put their spelling right. */
  reason: reason.optional(),
  /** The same of those that are made together. */
  batch: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,64}$/)
    .optional(),
  /** What may be done with the words; only the writing group's unless said. */
  use: z.enum(wordUses).optional(),
})
export type MakeSuggestion = z.infer<typeof MakeSuggestion>

/** `accepted` at once: its author lets their spelling be tidied. */
export const SuggestionMade = z.object({ id, state: z.enum(suggestionStatuses) })
export type SuggestionMade = z.infer<typeof SuggestionMade>

export const SuggestionView = z.object({
  id,
  section: id,
  /** Where it stands in the text while it is open; null at the end of a section, and once it was decided about. */
  anchor: id.nullable(),
  kind: z.enum(suggestionKinds),
  place,
  /** The words as they stood, one for each paragraph. */
  original: z.array(z.string()),
  blocks: z.array(block),
  /** What would go and come, in order; a line break between two paragraphs. */
  pieces: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
  by: Said,
  /** Whose protected words it changes; empty where the role alone decides. */
  authors: z.array(Said),
  /** Those of them who have said yes for their words, while it waits for the others, and since when. */
  agreed: z.array(z.object({ by: Said, at: isoTime })),
  at: isoTime,
  reason: z.string().nullable(),
  /** It puts right nothing but spelling and punctuation. */
  spelling: z.boolean(),
  /** The server kept it from what was written over protected words. */
  kept: z.boolean(),
  state: z.enum(suggestionStatuses),
  decided: z.object({ by: Said, at: isoTime, reason: z.string().nullable() }).nullable(),
  /** From when on a steward may decide; null where the role alone decides. */
  stewardsFrom: isoTime.nullable(),
  batch: z.string().nullable(),
  /** What may be done with its words, while nobody has decided. */
  use: z.enum(wordUses),
  mine: z.boolean(),
  /**
   * `decide`: decline it, and accept it. Accepting it puts it into the text (`settle`), or says yes for the words of which whoever asks is
   * the author (`agree`); that yes, once said, can be taken back (`takeBack`).
   */
  may: z.object({ decide: z.boolean(), settle: z.boolean(), agree: z.boolean(), takeBack: z.boolean(), withdraw: z.boolean() }),
  /** It rewords or deletes protected words, and whoever made it has not said why yet: until then nobody accepts it. */
  lacksReason: z.boolean(),
  /** Of whoever asks, to accept and to decline it. */
  needsReason: z.object({ accept: z.boolean(), decline: z.boolean() }),
})
export type SuggestionView = z.infer<typeof SuggestionView>

/** Newest first; of those that were decided about the newest decision. */
export const SuggestionList = z.object({
  suggestions: z.array(SuggestionView),
  /** Whether there are more than are listed. */
  more: z.boolean(),
  /** How many of the study were accepted or declined. */
  decided: count,
  /** Whether whoever asks has said that their spelling may be tidied. */
  tidySpelling: z.boolean(),
})
export type SuggestionList = z.infer<typeof SuggestionList>

/** Why, and what may be done with its words: said or put otherwise afterwards by whoever made it. */
export const ChangeSuggestion = z.strictObject({ reason: reason.optional(), use: z.enum(wordUses).optional() })
export type ChangeSuggestion = z.infer<typeof ChangeSuggestion>

export const DecideSuggestion = z.strictObject({ reason: reason.optional() })
export type DecideSuggestion = z.infer<typeof DecideSuggestion>

/** Several with one reason. */
export const DecideSuggestions = z.strictObject({
  ids: z.array(id).min(1).max(50),
  decision: z.enum(['accept', 'decline']),
  reason: reason.optional(),
})
export type DecideSuggestions = z.infer<typeof DecideSuggestions>

/** What became of each: null when it was decided or agreed to, else the code of the problem. */
export const SuggestionsDecided = z.object({
  outcomes: z.array(z.object({ id, problem: z.string().nullable() })),
  decided: count,
  /** Those that wait for other authors, now that whoever asks has said yes for their own words. */
  agreed: count,
})
export type SuggestionsDecided = z.infer<typeof SuggestionsDecided>

/** "Tidy my spelling, keep my words." */
export const TidySpelling = z.strictObject({ permitted: z.boolean() })
export type TidySpelling = z.infer<typeof TidySpelling>

/** Whether other sectors only suggest to change the community's words of a section. */
export const ProtectWords = z.strictObject({ protected: z.boolean() })
export type ProtectWords = z.infer<typeof ProtectWords>

/** Every body by name, for OpenAPI and for the schema-hash test. */
export const suggestionSchemas = {
  MakeSuggestion,
  SuggestionMade,
  SuggestionView,
  SuggestionList,
  ChangeSuggestion,
  DecideSuggestion,
  DecideSuggestions,
  SuggestionsDecided,
  TidySpelling,
  ProtectWords,
} as const
