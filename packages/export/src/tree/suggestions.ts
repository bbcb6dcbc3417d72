import { type CommentChoice, mayLeaveGroup, type Sector, type UseChoice } from '@samskriv/domain'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { CharacterPlace, PlaceInBlock, PlaceOf } from './comments.ts'
import { onlyPlaceOf, textOfBlock } from './text-of-block.ts'
import { visibleText } from './visible-text.ts'
import { inlinesOfBlock, isLeftOut, isRun } from './voiced-runs.ts'

/** What somebody suggests to change in the text, while nobody has decided. */
export interface ExportSuggestion {
  readonly id: string
  /** By the name and in the sector they are shown with. */
  readonly author: { readonly name: string; readonly sector: Sector | null }
  /** ISO, UTC. */
  readonly at: string
  readonly use: UseChoice
  /** The first and the last character it is about; null where those are gone. */
  readonly about: { readonly start: CharacterPlace; readonly end: CharacterPlace } | null
  /** What would go and come within paragraphs that stay; null where it makes, removes or joins some, and where the words are not what they were. */
  readonly changes: readonly SuggestedChange[] | null
}

/** Other words for some that stand together, or new ones where both edges are the same. */
export interface SuggestedChange {
  readonly from: CharacterEdge
  readonly to: CharacterEdge
  readonly proposed: string
}

export interface CharacterEdge {
  readonly character: CharacterPlace
  readonly side: 'before' | 'after'
}

/** Other words for some that stand in one block. */
export interface ShownSuggestion {
  /** Of the suggestion: one about several paragraphs is shown as several. */
  readonly id: string
  readonly author: ExportSuggestion['author']
  /** ISO, UTC. */
  readonly at: string
  readonly from: PlaceInBlock
  /** In the same block. */
  readonly to: PlaceInBlock
  readonly proposed: string
  /** New words at the beginning of a line stand before what follows: the line before ends at the same place. */
  readonly beginsLine?: boolean
}

export interface SuggestionsOfTree {
  readonly shown: readonly ShownSuggestion[]
  /** How many stay with the writing group, or are nothing that a tracked change can show. */
  readonly leftOut: number
}

interface Sources {
  readonly made: readonly ExportSuggestion[]
  readonly placeOf: PlaceOf
  readonly file: CaseStudyFile
}

/**
 * Decides which suggestions a file holds, where comments are asked for: of those that wait for an answer the ones that came with a file, where
 * their words stand once in their block, and those made here whose author lets them leave the writing group, at their words. Of two about the
 * same words the first is shown; none is whose words touch some that are left out.
 */
export function suggestionsOfTree(choice: CommentChoice, { made, placeOf, file }: Sources): SuggestionsOfTree {
  if (choice === 'none') return { shown: [], leftOut: 0 }
  const blocks = new Map(file.sections.flatMap((section) => section.blocks.map((block) => [block.id, block])))
  const known = file.suggestions.filter(({ status }) => status === 'proposed')
  const candidates = [
    ...known.map((suggestion) => suggestedInFile(suggestion, file, blocks)),
    ...made.map((suggestion) => (mayLeaveGroup(suggestion.use) ? suggestedHere(suggestion, placeOf, blocks) : null)),
  ]
  const shown: ShownSuggestion[] = []
  let leftOut = 0
  for (const changes of candidates) {
    if (changes === null || changes.some((change) => shown.some((other) => overlap(change, other)))) leftOut += 1
    else shown.push(...changes)
  }
  return { shown, leftOut }
}

function suggestedInFile(
  { id, by, blockId, at, original, proposed }: CaseStudyFile['suggestions'][number],
  { participants }: CaseStudyFile,
  blocks: ReadonlyMap<string, FileBlock>,
): ShownSuggestion[] | null {
  const block = blocks.get(blockId)
  const begins = block === undefined ? null : onlyPlaceOf(original, textOfBlock(block))
  if (begins === null) return null
  const person = participants.find((one) => one.id === by)
  const author = { name: person?.publicName ?? '', sector: person?.sector ?? null }
  const [from, to] = [begins, begins + original.length].map((place) => ({ block: blockId, at: place }))
  return from === undefined || to === undefined ? null : [{ id, author, at, from, to, proposed }]
}

/** Null where it can't be shown: it has no changes, or touches what is not there or is left out. */
function suggestedHere(
  { id, author, at, about, changes }: ExportSuggestion,
  placeOf: PlaceOf,
  blocks: ReadonlyMap<string, FileBlock>,
): ShownSuggestion[] | null {
  if (about === null || changes === null || changes.length === 0) return null
  const edges = [about.start, about.end, ...changes.flatMap(({ from, to }) => [from.character, to.character])]
  const places = edges.map(placeOf)
  const touched = places.filter((place) => place !== null)
  if (touched.length < places.length || touched.some(({ isShown }) => !isShown) || touchesGap(touched, blocks)) return null
  const shown: ShownSuggestion[] = []
  for (const { from, to, proposed } of changes) {
    const [begins, ends] = [placeOfEdge(from, placeOf), placeOfEdge(to, placeOf)]
    if (begins === null || ends === null || begins.block !== ends.block) return null
    const isNewLine = begins.at === ends.at && from.side === 'before'
    shown.push({ id, author, at, from: begins, to: ends, proposed: visibleText(proposed), ...(isNewLine ? { beginsLine: true } : {}) })
  }
  return shown
}

function placeOfEdge({ character, side }: CharacterEdge, placeOf: PlaceOf): PlaceInBlock | null {
  const place = placeOf(character)
  return place === null ? null : { block: place.block, at: place.at + (side === 'before' ? 0 : 1) }
}

/** Whether words that are left out stand among these: what is suggested could repeat them. */
function touchesGap(places: readonly PlaceInBlock[], blocks: ReadonlyMap<string, FileBlock>): boolean {
  const [first, last] = places
  const isOver = first !== undefined && last !== undefined && first.block !== last.block
  return [...Map.groupBy(places, ({ block }) => block)].some(([id, inBlock]) => {
    const block = blocks.get(id)
    if (block === undefined) return true
    const at = inBlock.map((place) => place.at)
    return gapsOf(block).some((gap) => isOver || (gap >= Math.min(...at) && gap <= Math.max(...at)))
  })
}

function gapsOf(block: FileBlock): number[] {
  const gaps: number[] = []
  let at = 0
  for (const inline of inlinesOfBlock(block)) {
    if (isLeftOut(inline)) gaps.push(at)
    at += isRun(inline) ? inline.text.length : 1
  }
  return gaps
}

type Range = Pick<ShownSuggestion, 'from' | 'to'>

/** New words within others, or at the same place as other new ones, are about the same. */
function overlap(one: Range, other: Range): boolean {
  if (one.from.block !== other.from.block) return false
  const isSamePlace = one.from.at === other.from.at && one.to.at === other.to.at
  return isSamePlace || (one.from.at < other.to.at && other.from.at < one.to.at)
}
