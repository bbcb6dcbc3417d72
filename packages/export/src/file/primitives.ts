import { type CodeListName, codeLists } from '@samskriv/domain/code-lists'
import { attributionModes, consentScopes, consentStatuses, sectors, studyStatuses } from '@samskriv/domain'
import { z } from 'zod'

// Characters that show nothing and break files, terminals or pages; tabs and line breaks are text.
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/

/** Text of a person or a record, never empty. */
export const text = z
  .string()
  .min(1)
  .max(200_000)
  .refine((value) => value.isWellFormed() && !forbidden.test(value), { error: 'control-characters' })

/** A reference inside the file. */
export const reference = text.max(200)
export const optionalText = text.nullish()
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const optionalDay = day.nullish()
export const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/)
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)

export const sector = z.enum(sectors)
export const mode = z.enum(attributionModes)
export const studyStatus = z.enum(studyStatuses)
export const consentStatus = z.enum(consentStatuses)
export const consentScope = z.enum(consentScopes)

/** One of the ids of a code list, sub-codes included. */
export function code(list: CodeListName) {
  return z.enum(codeLists[list].items.flatMap(({ id, children }) => [id, ...(children ?? []).map((child) => child.id)]))
}
