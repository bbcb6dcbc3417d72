import { z } from 'zod'

import { accessibility, contact, ethics, licence, place, period } from '../file/about.ts'
import { mode, moment, optionalText, reference, sector, text } from '../file/primitives.ts'
import { placedBody, type StudyRecord } from './study-record.ts'

/** What a study's own row has no column for. */
const aboutRecord = z.strictObject({
  /** The id the study had in the file it came from: references to it outside the file stay valid. */
  id: reference,
  fictional: z.boolean(),
  fictionNotice: optionalText,
  subtitle: optionalText,
  place,
  period: period.optional(),
  contact: contact.optional(),
  ethics: ethics.optional(),
  accessibility: accessibility.optional(),
  licence: licence.optional(),
})

/** The words of a quote; the section holds only where it stands. Null words were removed for good. */
const quoteRecord = z.strictObject({
  text: text.nullable(),
  by: reference.optional(),
  sector: sector.nullable().optional(),
  mode: mode.optional(),
  typedBy: reference.nullish(),
  consentId: reference.optional(),
  publicLabel: text.optional(),
  originalLanguage: optionalText,
  removedNote: optionalText,
})

const confirmationRecord = z.strictObject({ confirmedAt: moment.nullish(), confirmedHow: optionalText, originalLanguage: optionalText })

/** Ties the id a participant has in files to the row in this installation. */
const participantLink = z.strictObject({ participantId: reference })

export type AboutRecord = z.infer<typeof aboutRecord>
export type QuoteRecord = z.infer<typeof quoteRecord>
export type ConfirmationRecord = z.infer<typeof confirmationRecord>

interface SingleRecords {
  readonly about: AboutRecord
  readonly quote: QuoteRecord
  readonly confirmation: ConfirmationRecord
  readonly participantLink: z.infer<typeof participantLink>
}
type SingleKind = keyof SingleRecords

const schemas: { readonly [Kind in SingleKind]: z.ZodType<SingleRecords[Kind]> } = {
  about: aboutRecord,
  quote: quoteRecord,
  confirmation: confirmationRecord,
  participantLink,
}

/** The records of one kind by their id. */
export function recordsById<Kind extends SingleKind>(
  records: readonly StudyRecord[],
  kind: Kind,
): ReadonlyMap<string, SingleRecords[Kind]> {
  return new Map(records.filter((record) => record.kind === kind).map(({ id, body }) => [id, schemas[kind].parse(placedBody(body).value)]))
}
