import { isAllowedLink } from '@samskriv/document'
import { z } from 'zod'

import { mode, moment, optionalText, reference, sector, text } from './primitives.ts'

const mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({ type: z.literal('link'), href: z.string().refine(isAllowedLink, { error: 'link-not-allowed' }) }),
])

/** How a voice reached the page; `by` is whose words, `typedBy` the hand when it is another's. */
const confirmation = {
  typedBy: reference.nullish(),
  confirmedAt: moment.nullish(),
  confirmedHow: optionalText,
  originalLanguage: optionalText,
}

export const run = z
  .strictObject({
    text,
    by: reference,
    /** The sector `by` spoke in then. Left out in older files: the participant's sector. */
    sector: sector.nullable().optional(),
    mode,
    ...confirmation,
    marks: z.array(mark).optional(),
  })
  .meta({
    id: 'run',
    description:
      "A stretch of text with one voice. 'by' is whose words; 'typedBy' is who put them in the document when that is someone else; 'sector' is the one they spoke in.",
  })

export const inline = z
  .union([
    run,
    z.strictObject({ type: z.literal('hardBreak') }),
    /** Words whose speaker keeps them with the writing group; says neither whose nor how many. */
    z.strictObject({ type: z.literal('leftOut') }),
    z.strictObject({
      type: z.literal('footnote'),
      text: z.string().max(2000),
      by: reference.optional(),
      sector: sector.nullable().optional(),
      mode: mode.optional(),
      ...confirmation,
    }),
  ])
  .meta({ id: 'inline' })

export type FileMark = z.infer<typeof mark>
export type FileRun = z.infer<typeof run>
export type FileInline = z.infer<typeof inline>
export { confirmation as confirmationFields }
