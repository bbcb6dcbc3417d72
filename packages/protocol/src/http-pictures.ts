import { z } from 'zod'

import { count } from './http-parts.ts'

/* Pictures of a study. They are sent as the whole body of a request, as they are. */

/** What a page should know before it sends one, and the server holds everybody to. */
export const pictureLimits = {
  /** Of what is sent. */
  maxUploadBytes: 25 * 1_048_576,
  /** Of what is kept for a study, in bytes and in number. */
  maxStudyBytes: 300 * 1_048_576,
  maxStudyPictures: 1_000,
  /** Width times height of what is sent: a camera's largest, and no bomb. */
  maxPixels: 100_000_000,
  /** Of what is kept. */
  maxWidth: 2_400,
  maxHeight: 4_800,
} as const

export const PictureAdded = z.object({
  /** SHA-256 of what is kept, in hexadecimal: the `hash` of an image in the text, and the end of its address. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  width: count,
  height: count,
  /** It moved, and its first picture was kept. */
  stilled: z.boolean(),
})
export type PictureAdded = z.infer<typeof PictureAdded>
