import type { CharacterId } from '@samskriv/attribution'
import { splitsSentence, type VoiceId } from '@samskriv/domain'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'

/** A UTF-16 unit of a text as it stands. */
export interface Letter {
  /** Its position in the editor's document. */
  readonly at: number
  readonly id: CharacterId
  readonly voice: VoiceId
}

export interface Whose {
  /** The letters of the blocks `[first, end)` of the text as it is before the change; null when that can't be told now. */
  readonly lettersOf: (first: number, end: number) => readonly Letter[] | null
  readonly isProtected: (voice: VoiceId) => boolean
  /** What is written now is the community's own, by the hand of another. */
  readonly isForCommunity: boolean
}

/** What somebody was about to do to words that are not theirs to change: whole paragraphs, as they stand and as they would. */
export interface Attempt {
  /** A line for each paragraph and after each hard break. */
  readonly before: string
  readonly after: string
  /** Of each unit of `before`; null for a line break. */
  readonly ids: readonly (CharacterId | null)[]
  /** Which line breaks of `before` stand in a paragraph. */
  readonly hardBreaks: readonly number[]
  /** Where the caret would be in `after`. */
  readonly caret: number
  /** Nothing new comes in the place of what goes. */
  readonly isDeletion: boolean
  /** Of the words that it takes out, or stands in the middle of. */
  readonly voices: ReadonlySet<VoiceId>
}

/**
 * What a change would do to protected words. Never stricter than the server, which looks at the whole commit and has the last word: what
 * takes letters out and brings the same ones again, such as moving them, is left to it.
 *
 * @returns null when it takes none out and puts nothing between two of theirs inside a sentence
 *
 * @see rules SS52 and SS53 in packages/sync-server/README.md
 */
export function attemptIn(transaction: Transaction, whose: Whose): Attempt | null {
  const { before: page, doc: next, mapping } = transaction
  const blocks = changedBlocks(page, next)
  const letters = whose.lettersOf(blocks.first, blocks.end)
  if (letters === null || !letters.some(({ voice }) => whose.isProtected(voice))) return null
  const kept = new Map<number, Letter>()
  const gone: Letter[] = []
  for (const letter of letters) {
    const { pos, deletedAfter } = mapping.mapResult(letter.at, 1)
    if (deletedAfter) gone.push(letter)
    else kept.set(pos, letter)
  }
  const lines = linesOf(next, blocks.first, blocks.endAfter, kept)
  const lost = gone.filter(({ voice }) => whose.isProtected(voice))
  const harmed = [...(comesAgain(lost, page, lines) ? [] : lost), ...(whose.isForCommunity ? [] : splitBetween(lines, whose.isProtected))]
  if (harmed.length === 0) return null
  return { ...around(transaction, harmed, letters), isDeletion: lines.flat().every(({ letter }) => letter !== null) }
}

interface Blocks {
  readonly first: number
  /** After the last of those that stand there before, and after. */
  readonly end: number
  readonly endAfter: number
}

function changedBlocks(page: Node, next: Node): Blocks {
  const shorter = Math.min(page.childCount, next.childCount)
  let first = 0
  while (first < shorter && page.child(first) === next.child(first)) first += 1
  let same = 0
  while (same < shorter - first && page.child(page.childCount - 1 - same) === next.child(next.childCount - 1 - same)) same += 1
  return { first, end: page.childCount - same, endAfter: next.childCount - same }
}

interface Unit {
  readonly text: string
  /** The one of before that it is; null for a new one. */
  readonly letter: Letter | null
}

/** A paragraph or heading is a line, and a hard break begins another. */
function linesOf(next: Node, first: number, end: number, kept: ReadonlyMap<number, Letter>): readonly (readonly Unit[])[] {
  const lines: Unit[][] = []
  let at = 0
  for (let index = 0; index < end; index += 1) {
    const block = next.child(index)
    if (index >= first) {
      if (block.isTextblock) lines.push([])
      block.descendants((node, position) => {
        if (node.isTextblock || node.type.name === 'hardBreak') lines.push([])
        const from = at + 1 + position
        for (const [place, text] of units(node).entries()) lines.at(-1)?.push({ text, letter: kept.get(from + place) ?? null })
      })
    }
    at += block.nodeSize
  }
  return lines
}

function units({ text = '' }: Node): readonly string[] {
  return text.split('')
}

/** Whether letters that go are among those that come: they are moved, or put into another form. */
function comesAgain(gone: readonly Letter[], page: Node, lines: readonly (readonly Unit[])[]): boolean {
  const left = new Map<string, number>()
  for (const { text, letter } of lines.flat()) if (letter === null) left.set(text, (left.get(text) ?? 0) + 1)
  return gone.every(({ at }) => {
    const text = page.textBetween(at, at + 1)
    const there = left.get(text) ?? 0
    left.set(text, there - 1)
    return there > 0
  })
}

/** Letters between which something new would stand inside a sentence. */
function splitBetween(lines: readonly (readonly Unit[])[], isProtected: Whose['isProtected']): readonly Letter[] {
  return lines.flatMap((line) =>
    line.flatMap((unit, place): readonly Letter[] => {
      const left = line[place - 1]?.letter ?? null
      if (unit.letter !== null || left === null || !isProtected(left.voice)) return []
      const rest = line.slice(place)
      const length = rest.findIndex(({ letter }) => letter !== null)
      const right = rest[length]?.letter ?? null
      if (right === null || !isProtected(right.voice)) return []
      return splitsSentence(textOf(line.slice(0, place)), textOf(rest.slice(length))) ? [left, right] : []
    }),
  )
}

function textOf(line: readonly Unit[]): string {
  return line.map(({ text }) => text).join('')
}

/** The whole paragraphs in which the change happens. */
function around(
  { before: page, doc: next, mapping, selection }: Transaction,
  harmed: readonly Letter[],
  letters: readonly Letter[],
): Omit<Attempt, 'isDeletion'> {
  const places = harmed.map(({ at }) => at)
  const changeFrom = page.content.findDiffStart(next.content) ?? 0
  const changeTo = Math.max(changeFrom, page.content.findDiffEnd(next.content)?.a ?? 0)
  const from = startOfText(page, Math.min(changeFrom, ...places))
  const to = endOfText(page, Math.max(changeTo, ...places.map((at) => at + 1)))
  const idAt = new Map(letters.map(({ at, id }) => [at, id]))
  const { text: before, places: at, hardBreaks } = words(page, from, to)
  const [nextFrom, nextTo] = [mapping.map(from, -1), mapping.map(to, 1)]
  return {
    before,
    after: words(next, nextFrom, nextTo).text,
    ids: at.map((place) => (place === null ? null : (idAt.get(place) ?? null))),
    hardBreaks,
    caret: words(next, nextFrom, Math.min(Math.max(selection.head, nextFrom), nextTo)).text.length,
    voices: new Set(harmed.map(({ voice }) => voice)),
  }
}

function startOfText(page: Node, at: number): number {
  const $at = page.resolve(at)
  if ($at.parent.isTextblock) return $at.start()
  let found = at
  page.nodesBetween(at, page.content.size, (node, position) => {
    if (found === at && node.isTextblock) found = position + 1
    return found === at
  })
  return found
}

function endOfText(page: Node, at: number): number {
  const $at = page.resolve(at)
  if ($at.parent.isTextblock) return $at.end()
  let found = at
  page.nodesBetween(0, at, (node, position) => {
    if (node.isTextblock) found = position + 1 + node.content.size
  })
  return found
}

interface Words {
  readonly text: string
  /** Where each unit stands; null for a line break. */
  readonly places: readonly (number | null)[]
  readonly hardBreaks: readonly number[]
}

/** The text between two positions; a line for each paragraph and after each hard break. */
function words(page: Node, from: number, to: number): Words {
  let text = ''
  const places: (number | null)[] = []
  const hardBreaks: number[] = []
  let hasLine = false
  const breakLine = (): void => {
    text += '\n'
    places.push(null)
  }
  page.nodesBetween(from, to, (node, position) => {
    if (node.isTextblock) {
      if (hasLine) breakLine()
      hasLine = true
    }
    if (node.type.name === 'hardBreak') {
      hardBreaks.push(text.length)
      breakLine()
    }
    if (!node.isText) return
    for (const [place, unit] of units(node).entries()) {
      const at = position + place
      if (at < from || at >= to) continue
      text += unit
      places.push(at)
    }
  })
  return { text, places, hardBreaks }
}
