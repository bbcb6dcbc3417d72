import { type Authorship, type IdRange, saidInAttribute } from '@samskriv/attribution'
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
  /** Copies that the same hand made a moment ago. */
  readonly lately: readonly LateCopy[]
}

/** Words of one voice that were copied: the copy stands for the very words it was made of, when they go as a whole, and for no others. */
export interface LateCopy {
  readonly voice: VoiceId
  readonly text: string
  readonly from: readonly IdRange[]
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
  /** Whether it is about words of the text. */
  readonly isOfText: boolean
  /** What it did to notes and to what pictures show; that they went together with words is told with those. */
  readonly notes: readonly HarmedNote[]
}

export interface HarmedNote {
  readonly block: string
  /** The element. */
  readonly id: string
  /** What it says; null for one that came into the middle of a sentence. */
  readonly original: string | null
  /** What it was to say; null for nothing any more. */
  readonly proposed: string | null
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
    const gone = lately.reduce<readonly Piece[]>(
      (left, copy) => (copy.voice === voice ? changes.withoutDragged(left, copy) : left),
      removed.filter(({ block }) => guardedBefore.has(block)),
    )
    const come = [...(changes.arrived.get(voice) ?? []).map(({ run }) => run), ...copies.filter((copy) => copy.voice === voice)]
    if (isMissing(gone, come)) lost.add(voice)
  }
  const changed = changes.notes.changed.filter(({ block, voice }) => guardedBefore.has(block) && voice !== null && isProtected(voice))
  const split = changes.splits(blocksOf(after), isProtected, (voice) => {
    const known = authorship.voices.get(voice)
    // What this hand writes down for somebody is not said by them yet.
    const isWrittenDown = known !== undefined && known.typedBy !== null && known.typedBy === hand.participant
    return known !== undefined && isCommunityVoice(known) && !isWrittenDown
  })
  if (lost.size === 0 && split.blocks.size === 0 && changed.length === 0) return null
  const seeds = { before: new Set<string>(), after: new Set(split.blocks) }
  for (const voice of lost) {
    for (const { block } of changes.removed.get(voice) ?? []) seeds.before.add(block)
    for (const { block } of changes.arrived.get(voice) ?? []) seeds.after.add(block)
  }
  const isOwn = (voice: VoiceId): boolean => {
    const known = authorship.voices.get(voice)
    return known !== undefined && (known.by === hand.participant || known.typedBy === hand.participant)
  }
  for (const { block } of changed) {
    seeds.before.add(block)
    seeds.after.add(block)
  }
  const affected = changes.together(seeds, isOwn)
  const authors = new Set([...lost, ...split.authors, ...changed.flatMap(({ voice }) => voice ?? [])])
  const notes = lost.size > 0 ? split.notes : [...split.notes, ...changed]
  return { ...affected, authors, isCut: !changes.hasArrivals, isOfText: lost.size > 0 || split.isOfText, notes }
}

/** How many characters of each voice an update brought, less those it took. */
export function gainOf(before: Sections, after: Sections): ReadonlyMap<VoiceId, number> {
  const { removed, arrived } = new Changes(before, after)
  const lengthIn = (pieces: readonly Piece[] = []): number => lengthOf(pieces.map(({ run }) => run))
  return new Map([...arrived].map(([voice, pieces]) => [voice, lengthIn(pieces) - lengthIn(removed.get(voice))]))
}

function lengthOf(runs: readonly TreeRun[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0)
}

interface Piece {
  readonly block: string
  readonly run: TreeRun
}

/** A note, or a picture with what it shows. */
interface Note {
  readonly block: string
  readonly element: TreeElement
}

interface Notes {
  /** Those that say something else now, or went and stand nowhere else. */
  readonly changed: readonly (HarmedNote & { readonly voice: VoiceId | null })[]
  /** Those that stood nowhere before. */
  readonly came: ReadonlySet<string>
}

class Changes {
  readonly notes: Notes
  readonly removed = new Map<VoiceId, Piece[]>()
  readonly arrived = new Map<VoiceId, Piece[]>()
  readonly #before: readonly TreeRun[]
  readonly #after: readonly TreeElement[]
  readonly #known: IdRanges

  constructor(before: Sections, after: Sections) {
    const old = [...before.values()].flat()
    this.#after = [...after.values()].flat()
    this.#before = old.flatMap(runsIn)
    this.#known = new IdRanges(this.#before)
    sort(old, new IdRanges(this.#after.flatMap(runsIn)), this.removed)
    sort(this.#after, this.#known, this.arrived)
    this.notes = changesOfNotes(old.flatMap(notesIn), this.#after.flatMap(notesIn))
  }

  get hasArrivals(): boolean {
    return this.arrived.size > 0
  }

  /** What went, without what a copy stands for: all that stood of the words it was made of. */
  withoutDragged(gone: readonly Piece[], { voice, text, from }: LateCopy): readonly Piece[] {
    const ids = new IdRanges(from)
    const cuts = gone.flatMap(({ block, run }) => ids.cut(run).map(({ run: piece, isIn }) => ({ piece: { block, run: piece }, isIn })))
    const dragged = cuts.flatMap(({ piece, isIn }) => (isIn ? [piece.run] : []))
    const stood = this.#before.flatMap((run) => (run.voice === voice ? ids.cut(run) : []))
    const isWhole = lengthOf(dragged) === lengthOf(stood.flatMap(({ run, isIn }) => (isIn ? [run] : [])))
    const words = lettersOf(dragged.map((run) => run.text).join(''))
    if (!isWhole || words === '' || !lettersOf(text).includes(words)) return gone
    return cuts.flatMap(({ piece, isIn }) => (isIn ? [] : [piece]))
  }

  /** New words of other sectors between two protected letters that stood together before, inside a sentence. */
  splits(
    guarded: ReadonlySet<string>,
    isProtected: (voice: VoiceId) => boolean,
    isCommunity: (voice: VoiceId) => boolean,
  ): { blocks: Set<string>; authors: Set<VoiceId>; notes: HarmedNote[]; isOfText: boolean } {
    const found = { blocks: new Set<string>(), authors: new Set<VoiceId>(), notes: [] as HarmedNote[], isOfText: false }
    for (const block of this.#after) {
      if (!guarded.has(block.id)) continue
      for (const line of linesIn(block)) {
        const cuts = line.flatMap((part): readonly Cut[] => {
          if (!isElement(part))
            return this.#known.cut(part).map(({ run, isIn }) => ({ run, note: null, isNew: !isIn && !isCommunity(run.voice) }))
          const isNew = this.notes.came.has(part.id) && part.voice !== null && !isCommunity(part.voice)
          return isNew ? [{ run: null, note: part, isNew }] : []
        })
        for (const [place, { isNew }] of cuts.entries()) {
          if (!isNew || cuts[place - 1]?.isNew === true) continue
          let end = place + 1
          while (cuts[end]?.isNew === true) end += 1
          const [left, right] = [cuts[place - 1]?.run, cuts[end]?.run]
          if (!left || !right || !isProtected(left.voice) || !isProtected(right.voice)) continue
          const text = (from: number, to?: number): string =>
            cuts
              .slice(from, to)
              .map(({ run }) => run?.text ?? '')
              .join('')
          if (!splitsSentence(text(0, place), text(end))) continue
          found.blocks.add(block.id)
          found.authors.add(left.voice).add(right.voice)
          for (const { note } of cuts.slice(place, end)) {
            if (note === null) found.isOfText = true
            else found.notes.push({ block: block.id, id: note.id, original: null, proposed: saidIn(note) })
          }
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

/** A stretch of a line that stood there before, or that came; or a note that came. */
interface Cut {
  readonly run: TreeRun | null
  readonly note: TreeElement | null
  readonly isNew: boolean
}

/** What a note says, or a picture shows. */
function saidIn({ name, attrs }: TreeElement): string {
  const said = attrs[saidInAttribute[name] ?? '']
  return typeof said === 'string' && attrs['decorative'] !== true ? said : ''
}

function notesIn(block: TreeElement): readonly Note[] {
  const visit = (element: TreeElement): readonly TreeElement[] =>
    element.name in saidInAttribute ? [element] : element.children.filter(isElement).flatMap(visit)
  return visit(block).map((element) => ({ block: block.id, element }))
}

/** One that went and stands somewhere else, saying the same, has moved. */
function changesOfNotes(before: readonly Note[], after: readonly Note[]): Notes {
  if (before.length === 0 && after.length === 0) return { changed: [], came: new Set() }
  const standing = new Map(after.map(({ element }) => [element.id, element]))
  const known = new Set(before.map(({ element }) => element.id))
  const came = after.flatMap(({ element }) => (known.has(element.id) ? [] : [element]))
  const changed = before.flatMap(({ block, element }) => {
    const { id, voice } = element
    const [original, now] = [saidIn(element), standing.get(id)]
    if (original === '' || (now !== undefined && saidIn(now) === original && now.voice === voice)) return []
    const moved = now === undefined ? came.findIndex((one) => one.name === element.name && saidIn(one) === original) : -1
    if (moved >= 0) came.splice(moved, 1)
    const proposed = now === undefined ? '' : saidIn(now)
    return moved >= 0 ? [] : [{ block, id, voice, original, proposed: proposed === '' ? null : proposed }]
  })
  return { changed, came: new Set(came.map(({ id }) => id)) }
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

/** The runs and notes of each line: a paragraph or heading is one, and a hard break begins another. */
function linesIn(node: TreeNode): readonly (readonly (TreeRun | TreeElement)[])[] {
  if (!isElement(node)) return []
  if (schema.nodes[node.name]?.inlineContent !== true) return node.children.flatMap(linesIn)
  const lines: (TreeRun | TreeElement)[][] = [[]]
  for (const child of node.children) {
    if (!isElement(child)) lines.at(-1)?.push(...child.runs)
    else if (child.name === 'hardBreak') lines.push([])
    else lines.at(-1)?.push(child)
  }
  return lines
}
