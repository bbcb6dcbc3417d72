import { z } from 'zod'

import { count, id, sector } from './http-parts.ts'

/* Writing down what somebody says who has no device, and confirming it with them. */

/** How the words came back to the one who said them. */
export const readBackMethods = ['read-aloud', 'shown', 'sent'] as const
export type ReadBackMethod = (typeof readBackMethods)[number]

const passageText = z.string().min(1).max(100_000)

/** Somebody for whom the reader may write. */
export const SpeakerView = z.object({
  participantId: id,
  name: z.string(),
  sector: sector.nullable(),
  /** Of a group. */
  groupSize: count.nullable(),
  /** What was written down and nobody has confirmed yet, in the order of the text; each within one paragraph. */
  passages: z.array(z.object({ id, section: id, text: passageText })),
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
