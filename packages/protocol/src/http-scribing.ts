import { identityModes, wordUses } from '@samskriv/domain'
import { z } from 'zod'

import { count, id, sector, subtype } from './http-parts.ts'
import { ChooseIdentity } from './http-people.ts'
import { limits } from './limits.ts'

/* Writing down what somebody says who has no device, and confirming it with them. */

/** How the words came back to the one who said them. */
export const readBackMethods = ['read-aloud', 'shown', 'sent'] as const
export type ReadBackMethod = (typeof readBackMethods)[number]

const passageText = z.string().min(1).max(100_000)

/** Somebody for whom the reader may write. */
export const SpeakerView = z.object({
  participantId: id,
  /** What those who write for them call them. */
  name: z.string(),
  sector: sector.nullable(),
  subtype: subtype.nullable(),
  /** Of a group. */
  groupSize: count.nullable(),
  /** What was written down and nobody has confirmed yet, in the order of the text; each within one paragraph. */
  passages: z.array(z.object({ id, section: id, text: passageText })),
  /** How many parts of the text they have confirmed. */
  confirmed: count,
  /** How everybody else sees them. */
  identity: z.object({ mode: z.enum(identityModes), label: z.string() }),
  /** What may be done with their words; null while nobody has asked them. */
  use: z.enum(wordUses).nullable(),
})
export type SpeakerView = z.infer<typeof SpeakerView>

/** That a speaker stands behind words as they were read back. */
export const ConfirmWords = z.strictObject({
  /** With the text that was read back: one that has changed since is not confirmed. */
  passages: z
    .array(z.strictObject({ id, text: passageText }))
    .min(1)
    .max(1_000),
  method: z.enum(readBackMethods),
  /** The day on which it was. */
  on: z.iso.date(),
  /** In which it was read back, in the words of whoever did. */
  language: z.string().trim().min(1).max(60),
  witness: z.string().trim().max(160).optional(),
})
export type ConfirmWords = z.infer<typeof ConfirmWords>

/** How somebody wants to be shown whose words others write down, and what may be done with those words. */
export const SpeakerWishes = z.strictObject({
  identity: ChooseIdentity,
  use: z.enum(wordUses),
})
export type SpeakerWishes = z.infer<typeof SpeakerWishes>

/** That words which the sender put into the text are what somebody told them. */
export const ToldWords = z.strictObject({
  /** In which the ids mean what they mean. */
  epoch: z.int().min(1),
  ranges: z
    .array(z.strictObject({ client: z.int().min(0).max(0xffff_ffff), clock: count, length: z.int().min(1).max(limits.maxCopiedLength) }))
    .min(1)
    .max(limits.maxSourceRanges),
})
export type ToldWords = z.infer<typeof ToldWords>
