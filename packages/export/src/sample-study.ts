import { readFileSync } from 'node:fs'

import { z } from 'zod'

import { importStudy } from './import/import-study.ts'
import type { ImportPlan } from './import/plan.ts'
import { importedStudy } from './imported-study.ts'
import { buildExportTree, type ExportTree } from './tree/build-export-tree.ts'

/** The invented case study that every installation shows as an example, and what must be counted in it. For tests. */
export const sampleStudyJson: string = readFileSync(new URL('../data/sample-study.json', import.meta.url), 'utf8')

const words = z.object({ community: z.number(), third: z.number(), public: z.number(), other: z.number() })
const expectedSchema = z.object({
  sections: z.array(
    z.object({
      sectionId: z.string(),
      words,
      unconfirmedWords: z.number(),
      totalWords: z.number(),
      communitySharePercent: z.number(),
      communityContributors: z.array(z.string()),
      communityReviewers: z.array(z.string()),
      publishableCommunityQuotes: z.number(),
      hiddenQuotes: z.number(),
    }),
  ),
  document: z.object({ words: words.extend({ unconfirmed: z.number() }), totalWords: z.number(), communitySharePercent: z.number() }),
})

export const sampleStudyExpected = expectedSchema.parse(
  JSON.parse(readFileSync(new URL('../data/sample-study.expected.json', import.meta.url), 'utf8')),
)

export function planOf(json: unknown): ImportPlan {
  const result = importStudy(json)
  if (!result.ok) throw new Error(`not importable: ${JSON.stringify(result.errors)}`)
  return result.plan
}

/** The sample, imported into a Y.Doc and taken out again. */
export function sampleTree({ generatedAt = '2026-11-20T10:00:00Z' }: { generatedAt?: string } = {}): ExportTree {
  return buildExportTree(importedStudy(planOf(sampleStudyJson), { generatedAt }))
}
