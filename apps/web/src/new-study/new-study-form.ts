import { cleanTitle, languages } from '@samskriv/domain'
import { z } from 'zod'

/** A line as the server will store it; the same rules, so that nothing is refused after sending. */
const line = z.string().superRefine((raw, context) => {
  const cleaned = cleanTitle(raw)
  if (!cleaned.ok) context.addIssue({ code: 'custom', message: cleaned.reason })
})

export const newStudyForm = z.object({
  title: line,
  place: line,
  language: z.enum(languages, { error: 'empty' }),
  templateId: z.string({ error: 'empty' }).min(1, 'empty'),
})
export type NewStudyForm = z.infer<typeof newStudyForm>

/** In the order they stand on the page. */
export const newStudyFields = ['title', 'place', 'language', 'templateId'] as const
export type NewStudyField = (typeof newStudyFields)[number]
