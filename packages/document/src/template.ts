import type { SectionKey } from '@samskriv/domain'
import { z } from 'zod'

import { isSectionKey } from './section-root.ts'

const line = z.string().trim().min(1)
const localized = z.strictObject({ en: line, nb: line, sv: line })
const sectionKey = z
  .string()
  .refine(isSectionKey)
  .transform((key): SectionKey => key)
const count = z.int().min(0)

const templateSection = z.strictObject({
  id: sectionKey,
  order: count,
  /** What the section is for, the same across templates, so that sections of different templates can be compared. */
  role: line,
  required: z.boolean(),
  /** Who is encouraged to write it; never a permission. */
  lead: z.enum(['community', 'third', 'public', 'any']),
  voice: z.strictObject({
    level: z.enum(['none', 'review', 'contribute', 'lead']),
    minCommunityShare: count.max(100),
    minCommunityContributors: count,
    minQuotes: count,
    enforcement: z.enum(['advice', 'signoff']),
  }),
  wordGuide: z.strictObject({ min: count, max: count }).refine(({ min, max }) => min < max),
  evidenceKinds: z.array(line),
  structuredBlocks: z.array(line),
  title: localized,
  questions: z.array(z.strictObject({ id: line, text: localized })).min(1),
  help: localized,
  communityPrompt: localized,
})

const inOrder = (sections: readonly { order: number }[]): boolean =>
  sections.every((section, index) => index === 0 || section.order > (sections[index - 1]?.order ?? 0))

/** Section ids never change once published; wording may, with a new `version`. Sections stand in order. */
export const templateSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    id: line,
    version: z.int().min(1),
    languages: z.tuple([z.literal('en'), z.literal('nb'), z.literal('sv')]),
    originLanguage: z.enum(['en', 'nb', 'sv']),
    originCountry: line,
    name: localized,
    description: localized,
    basedOn: z.strictObject({ title: line, organisation: line, relationship: line }),
    criteria: z.array(z.strictObject({ id: line, required: z.boolean(), sections: z.array(sectionKey).min(1), text: localized })),
    signOff: z.strictObject({
      minimum: z.strictObject({ community: count, third: count, public: count }),
      quoteOwnersMustConfirm: z.boolean(),
      allowSignWithReservation: z.boolean(),
      openCommentsBlock: z.boolean(),
    }),
    suggestedFrameworks: z.array(line),
    sections: z.array(templateSection).min(1).refine(inOrder),
  })
  .refine(({ sections }) => new Set(sections.map(({ id }) => id)).size === sections.length)
  .refine(({ criteria, sections }) =>
    criteria.every((criterion) => criterion.sections.every((key) => sections.some(({ id }) => id === key))),
  )

export type Template = z.infer<typeof templateSchema>
export type TemplateSection = Template['sections'][number]
