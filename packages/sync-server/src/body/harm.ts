import type { Authorship } from '@samskriv/attribution'
import { schema } from '@samskriv/document'
import { isCommunityVoice, isProtectedFrom, splitsSentence, type ChangingHand, type SectionKey, type VoiceId } from '@samskriv/domain'

import { IdRanges } from './id-ranges.ts'
import { isElement, runsIn, type TreeElement, type TreeNode, type TreeRun } from './section-tree.ts'

/** The sections that an update changes, before it or after it. */
export type Sections = ReadonlyMap<SectionKey, readonly TreeElement[]>

/** What an update made of some sections. */
export interface Change {
  readonly before: Sections
  readonly after: Sections
  /** In which of them words are protected. */
  readonly guarded: ReadonlySet<SectionKey>
  /** Words that stood somewhere before, and are another's from now on, because what they were a copy of went. */
  readonly copies: readonly { readonly voice: VoiceId; readonly text: string }[]
  /** Copies that the same hand made a moment ago: they stand for the very words they are a copy of, and for no others. */
  readonly lately: readonly { readonly voice: VoiceId; readonly text: string }[]
}

/** What an update did to protected words, as blocks of sections: those that have to be made what they were. */
export interface Harm {
  /** Ids of blocks that stood there before, and of blocks that stand there now; most of them are both. */
  readonly before: ReadonlySet<string>
  readonly after: ReadonlySet<string>
  /** Whose words it took out, or stood in the middle of. */
  readonly authors: ReadonlySet<VoiceId>
  /** Nothing came in their place: they may have been cut, to be pasted. */
  readonly isCut: boolean
}

/** The shortest stretch of one's own that is known to have moved. */
const shortestMove = 4

/**
 * Compares the sections that an update changed, once moved words have got their authors back. Protected words are harmed when some of
 * their letters stand nowhere any more, or when new words stand inside one of their sentences. With the blocks in which that happened go
 * those that words were moved from or to together with it, so that undoing it neither loses nor doubles anything.
 *
 * @returns null when nothing protected was harmed
 *
 * @see rules SS52 and SS53 in packages/sync-server/README.md
 */
export function harmOf({ before, after, guarded, copies, lately }: Change, hand: ChangingHand, authorship: Authorship): Harm | null {
  const changes = new Changes(before, after)
  const isProtected = (voice: VoiceId): boolean => {
    const known = authorship.voices.get(voice)
    return known !== undefined && isProtectedFrom(known, hand)
  }
  const blocksOf = (sections: Sections): ReadonlySet<string> =>
    new Set([...guarded].flatMap((section) => (sections.get(section) ?? []).map(({ id }) => id)))
  const guardedBefore = blocksOf(before)
  const lost = new Set<VoiceId>()
  for (const [voice, removed] of changes.removed) {
    if (!isProtected(voice)) continue
    const gone = removed.filter(({ block }) => guardedBefore.has(block))
    const words = lettersOf(gone.map(({ run }) => run.text).join(''))
    const isOfThese = (copy: { readonly voice: VoiceId; readonly text: string }): boolean =>
      copy.voice === voice && words !== '' && lettersOf(copy.text).includes(words)
    const come = [
      ...(changes.arrived.get(voice) ?? []).map(({ run }) => run),
      ...copies.filter((copy) => copy.voice === voice),
      ...lately.filter(isOfThese).slice(0, 1),
    ]
    if (isMissing(gone, come)) lost.add(voice)
  }
  const split = changes.splits(blocksOf(after), isProtected, (voice) => {
    const known = authorship.voices.get(voice)
    return known !== undefined && isCommunityVoice(known)
  })
  if (lost.size === 0 && split.blocks.size === 0) return null
  const seeds = { before: new Set<string>(), after: new Set(split.blocks) }
  for (const voice of lost) {
    for (const { block } of changes.removed.get(voice) ?? []) seeds.before.add(block)
    for (const { block } of changes.arrived.get(voice) ?? []) seeds.after.add(block)
  }
  const isOwn = (voice: VoiceId): boolean => {
    const known = authorship.voices.get(voice)
    return known !== undefined && (known.by === hand.participant || known.typedBy === hand.participant)
  }
  const affected = changes.together(seeds, isOwn)
  return { ...affected, authors: new Set([...lost, ...split.authors]), isCut: !changes.hasArrivals }
}

/** How many characters of each voice an update brought, less those it took. */
export function gainOf(before: Sections, after: Sections): ReadonlyMap<VoiceId, number> {
  const { removed, arrived } = new Changes(before, after)
  const lengthOf = (pieces: readonly Piece[] = []): number => pieces.reduce((sum, { run }) => sum + run.length, 0)
  return new Map([...arrived].map(([voice, pieces]) => [voice, lengthOf(pieces) - lengthOf(removed.get(voice))]))
}

interface Piece {
  readonly block: string
  readonly run: TreeRun
}

class Changes {
  readonly removed = new Map<VoiceId, Piece[]>()
  readonly arrived = new Map<VoiceId, Piece[]>()
  readonly #after: readonly TreeElement[]
  readonly #known: IdRanges

  constructor(before: Sections, after: Sections) {
    const old = [...before.values()].flat()
    this.#after = [...after.values()].flat()
    this.#known = new IdRanges(old.flatMap(runsIn))
    sort(old, new IdRanges(this.#after.flatMap(runsIn)), this.removed)
    sort(this.#after, this.#known, this.arrived)
  }

  get hasArrivals(): boolean {
    return this.arrived.size > 0
  }

  /** New words of other sectors between two protected letters that stood together before, inside a sentence. */
  splits(
    guarded: ReadonlySet<string>,
    isProtected: (voice: VoiceId) => boolean,
    isCommunity: (voice: VoiceId) => boolean,
  ): { blocks: Set<string>; authors: Set<VoiceId> } {
    const found = { blocks: new Set<string>(), authors: new Set<VoiceId>() }
    for (const block of this.#after) {
      if (!guarded.has(block.id)) continue
      for (const line of linesIn(block)) {
        const cuts = line.flatMap((run) => this.#known.cut(run).map((one) => ({ ...one, isNew: !one.isIn && !isCommunity(one.run.voice) })))
        for (const [place, { isNew }] of cuts.entries()) {
          if (!isNew || cuts[place - 1]?.isNew === true) continue
          let end = place + 1
          while (cuts[end]?.isNew === true) end += 1
          const [left, right] = [cuts[place - 1]?.run, cuts[end]?.run]
          if (left === undefined || right === undefined || !isProtected(left.voice) || !isProtected(right.voice)) continue
          const text = (from: number, to?: number): string =>
            cuts
              .slice(from, to)
              .map(({ run }) => run.text)
              .join('')
          if (!splitsSentence(text(0, place), text(end))) continue
          found.blocks.add(block.id)
          found.authors.add(left.voice).add(right.voice)
        }
      }
    }
    return found
  }

  /** The seeds, and whatever words were moved to or from, until nothing is half of something. */
  together(
    seeds: { before: Set<string>; after: Set<string> },
    isOwn: (voice: VoiceId) => boolean,
  ): { before: Set<string>; after: Set<string> } {
    const blocks = new Set([...seeds.before, ...seeds.after])
    for (let size = -1; size !== blocks.size;) {
      size = blocks.size
      for (const [voice, arrived] of this.arrived) {
        const removed = this.removed.get(voice) ?? []
        if (removed.length === 0) continue
        if (isOwn(voice)) this.#joinOwn(blocks, removed, arrived)
        else if ([...removed, ...arrived].some(({ block }) => blocks.has(block)))
          for (const { block } of [...removed, ...arrived]) blocks.add(block)
      }
    }
    return { before: blocks, after: blocks }
  }

  /** One's own words are typed and deleted for many reasons: only those that stand again somewhere else were moved. */
  #joinOwn(blocks: Set<string>, removed: readonly Piece[], arrived: readonly Piece[]): void {
    for (const gone of removed) {
      const text = gone.run.text.trim()
      if (text.length < shortestMove) continue
      for (const come of arrived) {
        if (blocks.has(gone.block) === blocks.has(come.block) || !come.run.text.includes(text)) continue
        blocks.add(gone.block)
        blocks.add(come.block)
      }
    }
  }
}

/** What of some blocks is not among ids, by voice. */
function sort(blocks: readonly TreeElement[], ids: IdRanges, into: Map<VoiceId, Piece[]>): void {
  for (const block of blocks) {
    for (const run of runsIn(block)) {
      for (const { run: piece, isIn } of ids.cut(run)) {
        if (isIn) continue
        const known = into.get(piece.voice)
        if (known === undefined) into.set(piece.voice, [{ block: block.id, run: piece }])
        else known.push({ block: block.id, run: piece })
      }
    }
  }
}

/** Whether letters of what went are not among what came; which of the blanks there are makes no difference. */
function isMissing(gone: readonly Piece[], come: readonly { readonly text: string }[]): boolean {
  const left = new Map<string, number>()
  for (const { text } of come) for (const letter of text) left.set(plain(letter), (left.get(plain(letter)) ?? 0) + 1)
  for (const { run } of gone) {
    for (const letter of run.text) {
      const there = left.get(plain(letter)) ?? 0
      if (there === 0) return true
      left.set(plain(letter), there - 1)
    }
  }
  return false
}

/** Without blanks, which a copy may have lost at its ends. */
function lettersOf(text: string): string {
  return text.replaceAll(/\s/gu, '')
}

function plain(letter: string): string {
  return letter === '\u00A0' ? ' ' : letter
}

/** The runs of each line: a paragraph or heading is one, and a hard break begins another. */
function linesIn(node: TreeNode): readonly (readonly TreeRun[])[] {
  if (!isElement(node)) return []
  if (schema.nodes[node.name]?.inlineContent !== true) return node.children.flatMap(linesIn)
  const lines: TreeRun[][] = [[]]
  for (const child of node.children) {
    if (!isElement(child)) lines.at(-1)?.push(...child.runs)
    else if (child.name === 'hardBreak') lines.push([])
  }
  return lines
}
