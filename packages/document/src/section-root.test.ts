import type { SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { isSectionKey, sectionKeyOfRoot, sectionRoot } from './section-root.ts'
import { templates } from './templates.ts'

describe('the root of a section', () => {
  test('leads back to its key', () => {
    const keys: SectionKey[] = templates.flatMap(({ sections }) => sections.map(({ id }) => id))
    expect(keys.map((key) => sectionKeyOfRoot(sectionRoot(key)))).toEqual(keys)
    expect(keys).toHaveLength(44)
  })

  test.each(['summary', 's:', 's:Summary', 's:a b', 's:../x', 's:__proto__', `s:${'a'.repeat(81)}`, 's:a:b'])('is not %s', (root) => {
    expect(sectionKeyOfRoot(root)).toBeNull()
  })

  test('allows deployments their own prefix', () => {
    expect(isSectionKey('glasgow.easy-read')).toBe(true)
  })
})
