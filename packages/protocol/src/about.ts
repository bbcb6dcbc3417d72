import { sectors } from '@samskriv/domain'
import { aboutLists, type CodeList } from '@samskriv/domain/about-lists'
import { z } from 'zod'

/*
 * What is told about a study beside its text, by the published field names. The one source of what the form sends, what is stored,
 * what is in the file and what the published JSON Schema says. An entry of its own, because the code lists are in it.
 */

// Characters that show nothing and break files, terminals or pages; tabs and line breaks are text.
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/

/** So long may one text be, and one run of a file. */
export const maxTextLength = 200_000

/** Text of a person or a record, never empty. */
export const text = z
  .string()
  .min(1)
  .max(maxTextLength)
  .refine((value) => value.isWellFormed() && !forbidden.test(value), { error: 'control-characters' })

/** A reference inside a file. */
export const reference = text.max(200)
export const optionalText = text.nullish()
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const optionalDay = day.nullish()
export const sector = z.enum(sectors)

/** One of the ids of a code list, sub-codes included. */
export function codeOf(list: CodeList) {
  return z.enum(list.items.flatMap(({ id, children }) => [id, ...(children ?? []).map((child) => child.id)]))
}

export const subtype = codeOf(aboutLists.sectorSubtype)
export const currencies = ['GBP', 'NOK', 'SEK', 'EUR'] as const

export const place = z
  .strictObject({
    name: text,
    geographyType: codeOf(aboutLists.geographyType).optional(),
    country: codeOf(aboutLists.country).optional(),
    containedIn: z.array(text).optional(),
    codes: z.array(z.strictObject({ system: codeOf(aboutLists.placeCodeSystem), code: text })).optional(),
    population: z.int().nullish(),
    description: optionalText,
  })
  .meta({ id: 'place' })

export const community = z
  .strictObject({ dimension: codeOf(aboutLists.communityDimension), describedAs: text, describedBy: codeOf(aboutLists.describedBy) })
  .meta({ id: 'community' })

export const partner = z
  .strictObject({
    id: reference,
    name: text,
    sector,
    subtype,
    legalForm: codeOf(aboutLists.legalForm).nullish(),
    brings: text,
    gets: optionalText,
    since: optionalDay,
    agreement: optionalText,
  })
  .meta({ id: 'partner' })

export const period = z.strictObject({ start: day, end: optionalDay, ongoing: z.boolean() }).meta({ id: 'period' })

export const funding = z
  .strictObject({
    id: reference,
    source: text,
    model: codeOf(aboutLists.fundingModel),
    amount: z.number().nullish(),
    currency: z.enum(currencies).nullish(),
    from: optionalDay,
    to: optionalDay,
    heldBy: optionalText,
    note: optionalText,
  })
  .meta({ id: 'funding' })

/** Whom readers can turn to, as the study wants it to be published. */
export const contact = z.strictObject({ name: text, reach: text }).meta({ id: 'contact' })

/** Whether a criterion of the template is met, as those who write it see it, and in which sections that shows. */
export const criterion = z
  .strictObject({ criterionId: reference, met: codeOf(aboutLists.criterionMet), sections: z.array(reference), note: optionalText })
  .meta({ id: 'criterion' })
