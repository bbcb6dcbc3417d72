import { z } from 'zod'

/** Of a file that is brought in, as it is sent. */
export const maxImportBytes = 20 * 1024 * 1024

/** Where a part of it goes: into a section, with the part above it, or nowhere. */
export const PartPlace = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('section'), section: z.string().max(100) }),
  z.strictObject({ to: z.literal('above') }),
  z.strictObject({ to: z.literal('nowhere') }),
])
export type PartPlace = z.infer<typeof PartPlace>

/** What was understood of a file, which waits to be brought in. */
export const ImportView = z.object({
  id: z.string(),
  /** UTC milliseconds; then it is forgotten. */
  expiresAt: z.int(),
  /** What it was called, without its path. */
  name: z.string(),
  format: z.enum(['docx', 'odt', 'markdown', 'html', 'text', 'pdf']),
  title: z.string(),
  /** A BCP 47 tag; null when the file says none. */
  language: z.string().nullable(),
  parts: z.array(
    z.object({
      /** Empty for what stands before the first heading. */
      heading: z.string(),
      /** 0 for what stands before the first heading. */
      level: z.int().min(0).max(6),
      words: z.int(),
      /** The first words under the heading. */
      begins: z.string(),
      /** Their places in `pictures`. */
      pictures: z.array(z.int()),
      suggested: PartPlace,
    }),
  ),
  /** `hash` is where the picture is shown from; null for one that can't be read. */
  pictures: z.array(z.object({ hash: z.string().nullable(), alt: z.string() })),
  comments: z.int(),
  /** Codes, each with how often. */
  noticed: z.array(z.object({ code: z.string(), count: z.int() })),
})
export type ImportView = z.infer<typeof ImportView>

export const CarryOutImport = z.strictObject({
  /** One for each part. */
  places: z.array(PartPlace).max(1_000),
  /** `mine`: I stand behind every word. `others`: nobody does until somebody says so. */
  whose: z.enum(['mine', 'others']),
  /** What they come from, as it is shown; for `others`. */
  source: z.string().max(200).default(''),
  /** One for each picture; an empty description says that it is only for show. */
  pictures: z.array(z.strictObject({ alt: z.string().max(2_000), decorative: z.boolean() })).max(1_000),
  /** Whether its remarks come along as comments. */
  comments: z.boolean(),
})
export type CarryOutImport = z.infer<typeof CarryOutImport>

export const ImportDone = z.object({
  id: z.string(),
  sections: z.array(z.object({ section: z.string(), words: z.int() })),
  pictures: z.int(),
  comments: z.int(),
})
export type ImportDone = z.infer<typeof ImportDone>

/** Words of files that nobody stands behind yet, and what was brought in. */
export const ImportsView = z.object({
  imports: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      by: z.string(),
      at: z.int(),
      words: z.int(),
      undone: z.boolean(),
      /** Whether whoever asks may undo it. */
      mayUndo: z.boolean(),
    }),
  ),
  passages: z.array(z.object({ id: z.string(), section: z.string(), text: z.string(), source: z.string() })),
})
export type ImportsView = z.infer<typeof ImportsView>

/** Passages as they were shown: whoever says that they are theirs has read these words. */
export const ClaimWords = z.strictObject({
  passages: z
    .array(z.strictObject({ id: z.string().max(50), text: z.string().max(100_000) }))
    .min(1)
    .max(200),
})

/** Every body by name, for OpenAPI and for the schema-hash test. */
export const importSchemas = { ImportView, CarryOutImport, ImportDone, ImportsView, ClaimWords } as const
