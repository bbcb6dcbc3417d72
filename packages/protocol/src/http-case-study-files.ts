import { languages, sectors } from '@samskriv/domain'
import { z } from 'zod'

import { count } from './http-parts.ts'

/** Of a case study that comes back as a file, as it is sent. */
export const maxCaseStudyFileBytes = 24 * 1024 * 1024

/** Why no case study is made of a file. */
export const caseStudyFileRefusals = [
  'not-ours',
  'newer',
  'damaged',
  'too-large',
  'too-long',
  'too-slow',
  'too-heavy',
  'changed',
  'here',
] as const
export type CaseStudyFileRefusal = (typeof caseStudyFileRefusals)[number]

const sector = z.enum(sectors)

/** What was understood of a case study that somebody has as a file. Nothing of it is kept. */
export const CaseStudyFileView = z.object({
  /** Of its bytes, in hexadecimal: whoever says that it is to be brought in names what they have seen. */
  sha256: z.string(),
  title: z.string(),
  place: z.string(),
  language: z.enum(languages),
  fictional: z.boolean(),
  /** Its version of the format. */
  format: count,
  /** The latest version that it says it has: what that was called, and its moment (ISO, UTC). */
  version: z.object({ label: z.string(), at: z.string() }).nullable(),
  /** In their order, titles in the language of the study. */
  sections: z.array(z.object({ title: z.string(), words: count })),
  /** By the sector that was spoken in. */
  words: z.object({ community: count, third: count, public: count, other: count }),
  /** Words that nobody has said are theirs. */
  unconfirmedWords: count,
  people: z.array(z.object({ name: z.string(), sector: sector.nullable() })),
  comments: count,
  /** With what became of them. */
  questions: count,
  pictures: count,
  /** Places whose words may not be shown: they are not in the file. */
  leftOut: count,
  /** When this text was last given out by this installation (UTC milliseconds); null when it never was. */
  givenOutAt: z.int().nullable(),
  /** Set when the case study is here already; `id` only for who may open it. */
  here: z.object({ id: z.string().nullable(), inBin: z.boolean() }).nullable(),
})
export type CaseStudyFileView = z.infer<typeof CaseStudyFileView>

/** Every body by name, for OpenAPI and for the schema-hash test. */
export const caseStudyFileSchemas = { CaseStudyFileView } as const
