import { exportKinds } from '@samskriv/domain'
import { z } from 'zod'

const kind = z.enum(exportKinds)

/** A file that is being made for whoever asks, or waits to be fetched. */
export const ExportState = z.object({
  id: z.string(),
  format: kind,
  /** When it was asked for, UTC milliseconds. */
  at: z.int(),
  state: z.discriminatedUnion('kind', [
    /** Others come first. */
    z.object({ kind: z.literal('waiting'), ahead: z.int() }),
    /** An archive holds several, and writes them one after the other. */
    z.object({ kind: z.literal('writing'), written: z.int(), of: z.int() }),
    /** `notice`: what whoever reads the file should know of it, such as why its letters are no accessible ones. */
    z.object({ kind: z.literal('ready'), length: z.int(), expiresAt: z.int(), notice: z.string().optional() }),
    /** `code` as in a problem. */
    z.object({ kind: z.literal('failed'), code: z.string(), title: z.string() }),
  ]),
})
export type ExportState = z.infer<typeof ExportState>

export const ExportStates = z.object({
  /** The latest first. */
  exports: z.array(ExportState),
  /** Where it can't, whoever asks for a PDF is told what to do instead. */
  canWritePdf: z.boolean(),
})
