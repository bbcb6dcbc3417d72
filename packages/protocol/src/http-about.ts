import { z } from 'zod'

import { community, contact, criterion, funding, partner, period, place } from './about.ts'
import { count, isoTime } from './http-parts.ts'

/* What is told about a study beside its text, part by part. */

const most = 100

const values = {
  period: inline(period).nullable(),
  /** Its name is the study's own place. */
  place: place.omit({ name: true }),
  communities: z.array(inline(community)).max(most),
  partners: z.array(inline(partner)).max(most),
  funding: z.array(inline(funding)).max(most),
  criteria: z.array(inline(criterion)).max(most),
  contact: inline(contact).nullable(),
} as const

/** Without the name it has in the published schema, which an OpenAPI document would refer to and not have. */
function inline<Shape extends z.ZodRawShape>({ shape }: z.ZodObject<Shape>) {
  return z.strictObject(shape)
}

function shown<Value extends z.ZodType>(value: Value) {
  return z.object({
    value,
    /** To be sent along with a change. */
    version: count,
    /** Null while nobody has changed it here. */
    changedBy: z.string().nullable(),
    changedAt: isoTime.nullable(),
  })
}

export const AboutView = z.object({
  canChange: z.boolean(),
  parts: z.object({
    period: shown(values.period),
    place: shown(values.place),
    communities: shown(values.communities),
    partners: shown(values.partners),
    funding: shown(values.funding),
    criteria: shown(values.criteria),
    contact: shown(values.contact),
  }),
})
export type AboutView = z.infer<typeof AboutView>
export type AboutValues = { readonly [Part in keyof AboutView['parts']]: AboutView['parts'][Part]['value'] }

function change<Part extends keyof typeof values>(part: Part) {
  return z.strictObject({ part: z.literal(part), version: count, value: values[part] })
}

/** One part, whole. `version` is the one it was looked at in: somebody else may have been faster. */
export const ChangeAbout = z.discriminatedUnion('part', [
  change('period'),
  change('place'),
  change('communities'),
  change('partners'),
  change('funding'),
  change('criteria'),
  change('contact'),
])
export type ChangeAbout = z.infer<typeof ChangeAbout>

/** These bodies by name. Apart from the others, because the code lists are in them, which no page needs to open. */
export const aboutSchemas = { AboutView, ChangeAbout } as const
