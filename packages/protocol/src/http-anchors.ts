import { z } from 'zod'

import { count, id } from './http-parts.ts'

/* The places in the text that something outside the text points at. */

/** Where each one that the reader may know of is; the socket pushes what changes in it. */
export const StudyAnchors = z.object({
  epoch: count,
  /** The newest update it covers. */
  seq: count,
  /** The anchor, its section, and client and clock of the first and of the last character. */
  attached: z.array(z.tuple([id, id, count, count, count, count])),
  /** Those whose words are gone, with the words as they were. */
  detached: z.array(z.object({ id, section: id, quote: z.string() })),
})
export type StudyAnchors = z.infer<typeof StudyAnchors>

/** Every body by name, for the schema-hash test. */
export const anchorSchemas = { StudyAnchors } as const
