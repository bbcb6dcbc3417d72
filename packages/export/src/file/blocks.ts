import { z } from 'zod'

import { mode, moment, optionalDay, optionalText, reference, sectionStatus, sector, text } from './primitives.ts'
import { confirmationFields, type FileInline, inline } from './voiced-text.ts'

const id = reference
const runs = z.array(inline)

export type FileNestedBlock =
  | { type: 'paragraph'; runs: FileInline[] }
  | { type: 'list'; ordered?: boolean | undefined; start?: number | undefined; items: FileListItem[] }
/** The short form, runs alone, stands for one paragraph. */
export type FileListItem = FileInline[] | { blocks: FileNestedBlock[] }

const numbering = { ordered: z.boolean().optional(), start: z.int().min(0).max(9999).optional() }

const nestedBlock: z.ZodType<FileNestedBlock> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('paragraph'), runs }),
      z.strictObject({ type: z.literal('list'), ...numbering, items: z.array(listItem) }),
    ]),
  )
  .meta({ id: 'nestedBlock' })

const listItem: z.ZodType<FileListItem> = z.union([runs, z.strictObject({ blocks: z.array(nestedBlock).min(1) })]).meta({ id: 'listItem' })

/** Its cells in order; what stands in one as in an item of a list. Rows may differ in length. */
const tableRow = z.array(listItem).min(1)

const quote = z
  .strictObject({
    id,
    type: z.literal('quote'),
    /** The id of the quote when it is not the block's own. */
    quoteId: reference.optional(),
    /** Null where the words may not be shown. */
    text: text.nullable(),
    by: reference.optional(),
    sector: sector.nullable().optional(),
    mode: mode.optional(),
    typedBy: confirmationFields.typedBy,
    consentId: reference.optional(),
    publicLabel: text.optional(),
    originalLanguage: confirmationFields.originalLanguage,
    removedNote: optionalText,
  })
  .refine(
    (block) => block.text === null || [block.by, block.mode, block.consentId, block.publicLabel].every((field) => field !== undefined),
    { error: 'quote-without-voice-or-consent' },
  )

export const block = z
  .discriminatedUnion('type', [
    z.strictObject({ id, type: z.literal('paragraph'), runs }),
    z.strictObject({ id, type: z.literal('heading'), level: z.union([z.literal(3), z.literal(4)]), runs }),
    /** What is told of the image that stands right before it. */
    z.strictObject({ id, type: z.literal('caption'), runs }),
    z.strictObject({ id, type: z.literal('list'), ...numbering, items: z.array(listItem) }),
    z.strictObject({ id, type: z.literal('blockquote'), blocks: z.array(nestedBlock) }),
    z.strictObject({ id, type: z.literal('table'), headerRow: z.boolean(), rows: z.array(tableRow).min(1) }),
    quote,
    z.strictObject({
      id,
      type: z.literal('image'),
      hash: z.string().regex(/^(?:[0-9a-f]{64})?$/),
      alt: z.string().max(2000),
      decorative: z.boolean(),
    }),
    z.strictObject({ id, type: z.literal('indicatorRef'), indicatorId: reference }),
    z.strictObject({ id, type: z.literal('evidenceRef'), evidenceId: reference }),
    z.strictObject({ id, type: z.literal('decisionsTable') }),
    z.strictObject({ id, type: z.literal('partnersTable') }),
    z.strictObject({ id, type: z.literal('creditsTable') }),
  ])
  .meta({ id: 'block' })

/** What people say about how far it has come, and who sees to it. */
const sectionState = z
  .strictObject({
    status: sectionStatus,
    /** Why it is not for us. */
    reason: optionalText,
    owner: reference.nullish(),
    due: optionalDay,
    setBy: reference.nullish(),
    setAt: moment.nullish(),
  })
  .meta({ id: 'sectionState' })

/** One that stands in a section, drawn anew when it came in: it holds nothing but what it shows. */
export const picture = z
  .strictObject({
    /** SHA-256 of the bytes: what an image names. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    mediaType: z.enum(['image/jpeg', 'image/png']),
    width: z.int().min(1).max(100_000),
    height: z.int().min(1).max(100_000),
    /** The bytes in base64. */
    data: z
      .string()
      .regex(/^[A-Za-z0-9+/]+={0,2}$/)
      .max(40_000_000),
  })
  .meta({ id: 'picture' })

export type FilePicture = z.infer<typeof picture>

export const section = z
  .strictObject({
    sectionId: reference,
    /** Of a section that the study has beside those of its template, in the language of the study. */
    own: z.strictObject({ title: text, question: text }).optional(),
    state: sectionState.optional(),
    blocks: z.array(block),
  })
  .meta({ id: 'section' })

export type FileBlock = z.infer<typeof block>
export type FileSection = z.infer<typeof section>
export type FileQuote = z.infer<typeof quote>
