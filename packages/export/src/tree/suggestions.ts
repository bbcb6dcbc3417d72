import type { CommentChoice, Sector } from '@samskriv/domain'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { PlaceInBlock } from './comments.ts'
import { inlinesOfBlock, isRun } from './voiced-runs.ts'

/** Other words for some that stand in one block. */
export interface ShownSuggestion {
  readonly id: string
  readonly author: { readonly name: string; readonly sector: Sector | null }
  /** ISO, UTC. */
  readonly at: string
  readonly from: PlaceInBlock
  /** In the same block. */
  readonly to: PlaceInBlock
  readonly proposed: string
}

/** Stands for what is no text. */
const atom = '\uFFFC'

/**
 * The suggestions that came with a file and wait for an answer, where comments are asked for: those whose words stand once in their block. Of two
 * about the same words, the first.
 */
export function suggestionsOfTree(choice: CommentChoice, { suggestions, sections, participants }: CaseStudyFile): ShownSuggestion[] {
  if (choice === 'none') return []
  const blocks = new Map(sections.flatMap((section) => section.blocks.map((block) => [block.id, block])))
  const people = new Map(participants.map(({ id, publicName, sector }) => [id, { name: publicName, sector }]))
  const shown: ShownSuggestion[] = []
  for (const { id, by, blockId, at, original, proposed, status } of suggestions) {
    const block = blocks.get(blockId)
    if (status !== 'proposed' || block === undefined) continue
    const begins = onlyPlaceOf(original, textOf(block))
    if (begins === null) continue
    const [from, to] = [begins, begins + original.length].map((place) => ({ block: blockId, at: place }))
    if (from === undefined || to === undefined || shown.some((other) => overlap(other, { from, to }))) continue
    shown.push({ id, author: people.get(by) ?? { name: '', sector: null }, at, from, to, proposed })
  }
  return shown
}

function textOf(block: FileBlock): string {
  return inlinesOfBlock(block)
    .map((inline) => (isRun(inline) ? inline.text : atom))
    .join('')
}

function onlyPlaceOf(words: string, text: string): number | null {
  const first = text.indexOf(words)
  return first === -1 || text.includes(words, first + 1) ? null : first
}

type Range = Pick<ShownSuggestion, 'from' | 'to'>

function overlap(one: Range, other: Range): boolean {
  return one.from.block === other.from.block && one.from.at < other.to.at && other.from.at < one.to.at
}
