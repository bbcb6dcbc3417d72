import { sectors } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { importedStudy } from '../imported-study.ts'
import { planOf, sampleStudyExpected, sampleStudyJson } from '../sample-study.ts'
import { countStudy } from './count-study.ts'

describe('who said how much of the sample study', () => {
  const { sections, document } = countStudy(importedStudy(planOf(sampleStudyJson), { generatedAt: '2026-11-20T10:00:00Z' }))

  test.each(sampleStudyExpected.sections)(
    '[X6] adds up to the words of each sector in $sectionId',
    ({ sectionId, words, communityContributors }) => {
      const said = sections.find(({ balance }) => balance.sectionId === sectionId)?.said ?? []
      for (const sector of sectors) {
        const parts = said.filter((part) => part.sector === sector)
        expect(parts.reduce((sum, part) => sum + part.words, 0)).toBe(words[sector])
      }
      const community = said.filter(({ sector }) => sector === 'community').map(({ by }) => by)
      expect(community.toSorted()).toEqual(communityContributors.toSorted())
    },
  )

  test('is summed up as its export does it', () => {
    expect(document.totalWords).toBe(sampleStudyExpected.document.totalWords)
  })
})
