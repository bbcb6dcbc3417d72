import type { Harm, Sections } from './harm.ts'
import { IdRanges } from './id-ranges.ts'
import { runsIn, type TreeElement, type TreeRun } from './section-tree.ts'

export interface Group {
  readonly before: TreeElement[]
  readonly after: TreeElement[]
  /** Which block of the section the first of them is. */
  readonly first: number
}

/** Harmed blocks that stand together, each with what became of them. */
export function groupsOf(before: readonly TreeElement[], after: readonly TreeElement[], harm: Harm): readonly Group[] {
  const groups: Group[] = []
  const groupOf = new Map<string, Group>()
  for (const [place, block] of before.entries()) {
    if (!harm.before.has(block.id)) continue
    const last = groups.at(-1)
    const group = last !== undefined && last.first + last.before.length === place ? last : { before: [], after: [], first: place }
    if (group !== last) groups.push(group)
    group.before.push(block)
    groupOf.set(block.id, group)
  }
  let current = groups[0]
  for (const block of after) {
    current = groupOf.get(block.id) ?? current
    if (harm.after.has(block.id)) current?.after.push(block)
  }
  return groups
}

/** Whether the blocks are the same ones, with other words. */
export function isInPlace({ before, after }: Group): boolean {
  return before.length === after.length && before.every(({ id }, place) => after[place]?.id === id)
}

/** The same of all that was harmed. */
export function areInPlace(before: Sections, after: Sections, harm: Harm): boolean {
  return [...before].every(([section, blocks]) => groupsOf(blocks, after.get(section) ?? [], harm).every(isInPlace))
}

/** What came into harmed blocks. */
export function arrivedIn(before: readonly TreeElement[], harmed: readonly TreeElement[]): readonly TreeRun[] {
  const known = new IdRanges(before.flatMap(runsIn))
  return harmed.flatMap(runsIn).flatMap((run) => known.cut(run).flatMap(({ run: piece, isIn }) => (isIn ? [] : [piece])))
}
