import { z } from 'zod'

import { reference } from './primitives.ts'

const count = z.int().min(0)
const words = z.strictObject({ community: count, third: count, public: count, other: count })

const sectionBalance = z
  .strictObject({
    sectionId: reference,
    words,
    unconfirmedWords: count,
    totalWords: count,
    /** Community words of all words, one decimal. */
    communitySharePercent: z.number().min(0).max(100),
    communityContributors: z.array(reference),
    communityReviewers: z.array(reference),
    publishableCommunityQuotes: count,
    hiddenQuotes: count,
  })
  .meta({ id: 'sectionBalance' })

/** Worked out from the rest of the file when it was written; not read back. */
export const balance = z.strictObject({
  sections: z.array(sectionBalance),
  document: z.strictObject({ words, unconfirmedWords: count, totalWords: count, communitySharePercent: z.number().min(0).max(100) }),
})

/**
 * `passages`: places in the text where words that were written down for somebody stay with the writing group; `questions`: those whose words
 * do.
 */
export const leftOut = z.strictObject({ quotes: count, evidence: count, passages: count.optional(), questions: count.optional() })

export type SectionBalance = z.infer<typeof sectionBalance>
export type StudyBalance = z.infer<typeof balance>
