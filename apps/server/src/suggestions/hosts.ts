import type { TextBlock } from '@samskriv/sync-server'
import type { ChangedPart } from './changed-text.ts'

/** What a new paragraph is made of, and of how many letters of which old ones it may stand in the place. */
export interface Course {
  readonly parts: readonly ChangedPart[]
  readonly kept: ReadonlyMap<number, number>
}

/** Counts for more than any number of letters. */
const asFirst = 1e6

/**
 * Which of the old paragraphs each new one stays: in order, so that as many letters as can stay where they are. A heading stays with how
 * it begins, and so does what is told of a picture.
 *
 * @returns for each new paragraph the old one, or null for one of its own
 */
export function hostsOf(courses: readonly Course[], blocks: readonly TextBlock[]): readonly (number | null)[] {
  const began = new Set<number>()
  const worths = courses.map(({ kept }) => {
    const worth = new Map<number, number>()
    for (const [block, letters] of kept) {
      const isFirst = letters > 0 && !began.has(block)
      if (isFirst) began.add(block)
      worth.set(block, 1 + letters + (isFirst && blocks[block]?.block.type !== 'paragraph' ? asFirst : 0))
    }
    return worth
  })
  const width = blocks.length + 1
  const best = new Float64Array((courses.length + 1) * width)
  const at = (course: number, block: number): number => best[course * width + block] ?? 0
  const both = (course: number, block: number): number => {
    const worth = worths[course]?.get(block)
    return worth === undefined ? -1 : worth + at(course + 1, block + 1)
  }
  for (let course = courses.length - 1; course >= 0; course -= 1)
    for (let block = blocks.length - 1; block >= 0; block -= 1)
      best[course * width + block] = Math.max(both(course, block), at(course + 1, block), at(course, block + 1))
  const hosts: (number | null)[] = courses.map(() => null)
  for (let course = 0, block = 0; course < courses.length && block < blocks.length;) {
    if (both(course, block) === at(course, block)) {
      hosts[course] = block
      course += 1
      block += 1
    } else if (at(course + 1, block) === at(course, block)) course += 1
    else block += 1
  }
  return hosts
}
