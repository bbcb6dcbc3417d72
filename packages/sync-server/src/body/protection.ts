import type { Authorship, CharacterId, IdRange, Override } from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { SectionPolicy } from '../update-store.ts'
import { Attempts, type KeptSuggestion } from './attempts.ts'
import { eachText } from './each-text.ts'
import { gainOf, harmOf, type Harm, type LateCopy, type Sections } from './harm.ts'
import { areInPlace, arrivedIn, groupsOf, isInPlace, type Group } from './harmed-groups.ts'
import { wordsOfNote } from './harmed-notes.ts'
import { MeantWords } from './meant-words.ts'
import { idOf, runsIn, sectionTree, type TreeElement } from './section-tree.ts'
import type { Hand } from './softenings.ts'
import { textLinesIn, trimmedLines } from './text-lines.ts'
import { WordGuard } from './word-guard.ts'

export interface ProtectionPolicy {
  /** So long words that were cut may be pasted, before it counts that they were taken out. */
  readonly pasteWithinMs: number
}

export const protectionPolicy: ProtectionPolicy = { pasteWithinMs: 15_000 }

/** Words that were taken out and put back are known so long: an undo, or a paste, brings them again. */
const returnsWithinMs = 10 * 60_000
/** The shortest likeness with deleted words that counts as their return (rule AT7 of attribution). */
const shortestReturn = 12

interface Body {
  readonly epoch: number
  readonly doc: Y.Doc
  readonly authorship: Authorship
  readonly policies: ReadonlyMap<SectionKey, SectionPolicy>
}

export interface ProtectionPorts {
  readonly clock: () => number
  readonly policy: ProtectionPolicy
  readonly newId: () => string
  /** Points at words, by their first letter and their last one. @returns null when that can't be done */
  readonly pointAt: (section: SectionKey, start: CharacterId, end: CharacterId, quote: string) => string | null
}

/** Words that were put back where somebody had taken them out. */
interface PutBack {
  readonly participant: ParticipantId
  readonly at: number
  /** Without blanks. */
  readonly letters: string
  readonly ids: readonly IdRange[]
  readonly attempt: string | null
}

/** Words that somebody copied, and that were given to their author: what they were copied from may go now. */
interface Copied {
  readonly participant: ParticipantId
  readonly at: number
  /** The copy, by the voices it was given. */
  readonly copy: ReadonlyMap<VoiceId, readonly IdRange[]>
  readonly from: readonly IdRange[]
}

/** An update that may harm protected words, and the sections as they were before it. */
export interface Guarded {
  /** The clocks of its clients before it. */
  readonly clocks: ReadonlyMap<number, number>
  readonly hand: Hand & { readonly participant: ParticipantId }
  readonly before: Sections
}

/**
 * Keeps the community's words from being reworded, taken out or split by other sectors: the guard says which updates have to be looked at;
 * after such a one, and after moved words have got their authors back, what stood there is compared with what stands there; and what
 * people tried is remembered.
 *
 * @see rules SS52 to SS55 in packages/sync-server/README.md
 */
export class Protection {
  readonly guard: WordGuard
  readonly #body: Body
  readonly #ports: ProtectionPorts
  readonly #attempts: Attempts
  readonly #meant = new MeantWords()
  #putBack: PutBack[] = []
  #copied: Copied[] = []
  #returned: Override[] = []
  /** By the update that is looked at; null while none is. */
  #moved: Override[] | null = null

  constructor(body: Body, ports: ProtectionPorts) {
    this.#body = body
    this.guard = new WordGuard(body)
    this.#ports = ports
    this.#attempts = new Attempts(ports.policy.pasteWithinMs)
  }

  get isPending(): boolean {
    return !this.#attempts.isEmpty && this.#attempts.isDue(Infinity)
  }

  isDue(): boolean {
    return this.#attempts.isDue(this.#ports.clock())
  }

  /** What counts now. @param all - also what may still be pasted */
  due(all = false): readonly KeptSuggestion[] {
    return this.#attempts.due(all ? Infinity : this.#ports.clock())
  }

  /** Call it between two transactions, right before the update. */
  before(hand: Hand, sections: Iterable<SectionKey>, clients: readonly number[]): Guarded | null {
    if (hand.participant === null) return null
    this.#moved = []
    const clocks = new Map(clients.map((client) => [client, Y.getState(this.#body.doc.store, client)]))
    return { hand: { ...hand, participant: hand.participant }, before: this.#read(sections), clocks }
  }

  /** Whether words that stand in the text are not to become another's by what somebody else deletes. */
  keeps(voice: VoiceId, hands: ReadonlySet<Hand>): boolean {
    for (const hand of hands) if (this.guard.isProtected(voice, hand)) return true
    return false
  }

  /** Call it after the update. @param isWhole - nothing more belongs to it @returns null when nothing protected was harmed */
  harmOf({ hand, before, clocks }: Guarded, isWhole = false): Found | null {
    const after = this.#read(before.keys())
    // A copy that stood there before its original went: that moved as well.
    const copies = (this.#moved ?? []).filter(({ client, clock }) => clock < (clocks.get(client) ?? Infinity))
    this.#moved = null
    const found = copies.map((ids) => ({ voice: ids.voice, text: this.#textOf([ids]) }))
    const lately = this.#copiedLately(hand.participant)
    const guarded = new Set([...before.keys()].filter((section) => this.guard.isGuarded(section)))
    const harm = harmOf({ before, after, guarded, copies: found, lately }, hand, this.#body.authorship)
    if (harm === null) return null
    return { harm: isWhole ? { ...harm, isCut: false } : harm, after, meant: this.#meantIn(after, harm, hand.participant) }
  }

  /**
   * Keeps what was undone, as the suggestions that it comes to.
   *
   * @param written - what was written anew for it
   * @returns those that are to be stored now
   */
  keep({ hand, before }: Guarded, { harm, after, meant }: Found, written: readonly IdRange[]): readonly KeptSuggestion[] {
    const now = this.#ports.clock()
    const kept: KeptSuggestion[] = []
    const authors = this.#authorsOf(harm.authors)
    for (const [section, blocks] of before) {
      for (const group of groupsOf(blocks, after.get(section) ?? [], harm)) {
        const lines = trimmedLines(group.before.flatMap(textLinesIn))
        const proposed = trimmedLines(group.after.flatMap((block) => meant.get(block.id) ?? textLinesIn(block)))
        const who = { section, participant: hand.participant, sector: hand.sector, authors }
        for (const note of harm.notes) {
          if (![...group.before, ...group.after].some(({ id }) => id === note.block)) continue
          const whole = { isCut: false, isWhole: true, typed: [], note: note.id }
          const one = this.#attempts.add({ ...who, ...wordsOfNote(note, group), ...whole }, now, () => ({
            id: this.#ports.newId(),
            anchor: this.#pointAt(section, group),
          }))
          if (one !== null) kept.push(one)
        }
        if (lines.length === 0 || !harm.isOfText) continue
        const about = { ...who, original: lines, proposed, note: null }
        const typed = arrivedIn(blocks, group.after)
        const one = this.#attempts.add({ ...about, isCut: harm.isCut, isWhole: isInPlace(group), typed }, now, () => ({
          id: this.#ports.newId(),
          anchor: this.#pointAt(section, group),
        }))
        if (one !== null) kept.push(one)
      }
    }
    // Of a block that was written anew as a whole, nobody sees that some of it had gone.
    if (areInPlace(before, after, harm)) this.#meant.putBack(hand.participant, written, now)
    if (harm.isCut) this.#remember(hand.participant, written, now)
    return kept
  }

  /** Somebody has decided about what was kept. */
  decided(id: string, isDeclined: boolean): void {
    this.#attempts.decided(id, isDeclined)
  }

  /** It was said of words that they are a copy of somebody's: dragging them elsewhere is a copy, and then the words go. */
  copied(overrides: readonly Override[], from: readonly IdRange[]): void {
    const at = this.#ports.clock()
    for (const [participant, given] of Map.groupBy(overrides, ({ movedBy }) => this.#handOf(movedBy)))
      if (participant !== undefined) this.#copied.push({ participant, at, copy: Map.groupBy(given, ({ voice }) => voice), from })
  }

  #copiedLately(participant: ParticipantId): readonly LateCopy[] {
    const now = this.#ports.clock()
    this.#copied = this.#copied.filter(({ at }) => Math.abs(now - at) < this.#ports.policy.pasteWithinMs)
    const own = this.#copied.filter((one) => one.participant === participant)
    return own.flatMap(({ copy, from }) => Array.from(copy, ([voice, ids]) => ({ voice, text: this.#textOf(ids), from })))
  }

  /** Words came back to their authors, by somebody's hand. */
  returned(overrides: readonly Override[]): void {
    if (this.#putBack.length > 0) this.#returned.push(...overrides)
    this.#moved?.push(...overrides)
  }

  /**
   * Whether somebody brought again what was put back for them: they undid, or pasted what they had cut. Then it stands twice.
   *
   * @param guarded - the update, when it may have taken out protected words as well as brought some
   * @returns the ids of what is to go
   */
  takeDoubles(guarded: Guarded | null): { readonly ids: readonly IdRange[]; readonly withdrawn: readonly KeptSuggestion[] } | null {
    if (this.#returned.length === 0) return null
    const returned = this.#returned
    this.#returned = []
    const now = this.#ports.clock()
    this.#putBack = this.#putBack.filter(({ at }) => Math.abs(now - at) < returnsWithinMs)
    const byHand = Map.groupBy(returned, ({ movedBy }) => this.#handOf(movedBy))
    const gain = guarded === null ? null : new Map(gainOf(guarded.before, this.#read(guarded.before.keys())))
    const doubled = this.#putBack.filter(({ participant, letters, ids }) => {
      const came = this.#lettersOf(byHand.get(participant) ?? [])
      const isBack = came === letters || (letters.length >= shortestReturn && came.includes(letters))
      return isBack && this.#lettersOf(ids) === letters && (gain === null || this.#isGained(ids, gain))
    })
    if (doubled.length === 0) return null
    this.#putBack = this.#putBack.filter((one) => !doubled.includes(one))
    const withdrawn = doubled.flatMap(({ attempt }) => (attempt === null ? [] : (this.#attempts.takeBack(attempt) ?? [])))
    return { ids: doubled.flatMap(({ ids }) => ids), withdrawn }
  }

  /** Whether all of it came anew. What one double uses up is not there for the next. */
  #isGained(ids: readonly IdRange[], gain: Map<VoiceId, number>): boolean {
    const needed = new Map<VoiceId, number>()
    for (const range of ids)
      eachText(this.#body.doc, range, (item, from, to) => {
        for (const { voice, length } of this.#body.authorship.segments(item.id.client, item.id.clock + from, to - from))
          needed.set(voice, (needed.get(voice) ?? 0) + length)
      })
    if ([...needed].some(([voice, length]) => (gain.get(voice) ?? 0) < length)) return false
    for (const [voice, length] of needed) gain.set(voice, (gain.get(voice) ?? 0) - length)
    return true
  }

  /** As whoever wrote it means the harmed blocks. */
  #meantIn(after: Sections, harm: Harm, by: ParticipantId): Found['meant'] {
    const now = this.#ports.clock()
    const undone = this.#attempts.typedBy(by, now)
    const meant = new Map<string, readonly string[]>()
    for (const section of after.keys())
      for (const block of this.#body.doc.getXmlFragment(sectionRoot(section)).toArray())
        if (block instanceof Y.XmlElement && harm.after.has(idOf(block)))
          meant.set(idOf(block), this.#meant.linesOf(block, by, now, undone))
    return meant
  }

  #remember(participant: ParticipantId, ids: readonly IdRange[], at: number): void {
    const letters = this.#lettersOf(ids)
    if (letters !== '') this.#putBack.push({ participant, at, letters, ids, attempt: this.#attempts.latestOf(participant) })
  }

  #handOf(voice: VoiceId): ParticipantId | undefined {
    const known = this.#body.authorship.voices.get(voice)
    return known?.typedBy ?? known?.by
  }

  /** The letters of ids that stand in the text, without blanks. */
  #lettersOf(ids: readonly IdRange[]): string {
    return this.#textOf(ids).replaceAll(/\s/gu, '')
  }

  #textOf(ids: readonly IdRange[]): string {
    return ids
      .map(({ client, clock, length }) => {
        let text = ''
        eachText(this.#body.doc, { client, clock, length }, (item, from, to) => {
          if (item.content instanceof Y.ContentString) text += item.content.str.slice(from, to)
        })
        return text
      })
      .join('')
  }

  #read(sections: Iterable<SectionKey>): Sections {
    const { doc, authorship } = this.#body
    return new Map([...sections].map((section) => [section, sectionTree(doc, section, authorship)]))
  }

  #authorsOf(voices: ReadonlySet<VoiceId>): readonly ParticipantId[] {
    return [...new Set([...voices].flatMap((voice) => this.#body.authorship.voices.get(voice)?.by ?? []))]
  }

  /** At the blocks as they stand again, with the ids they have now. */
  #pointAt(section: SectionKey, { before, first }: Group): string | null {
    const { doc, authorship } = this.#body
    const blocks = sectionTree(doc, section, authorship)
    const texts = before.map((block) => textLinesIn(block).join('\n'))
    const places = blocks.flatMap((_, place) => (texts.every((text, index) => isText(blocks[place + index], text)) ? [place] : []))
    const [place] = places.toSorted((a, b) => Math.abs(a - first) - Math.abs(b - first))
    if (place === undefined) return null
    const runs = blocks
      .slice(place, place + before.length)
      .flatMap(runsIn)
      .filter(({ text }) => text.trim() !== '')
    const [start] = runs
    const end = runs.at(-1)
    if (start === undefined || end === undefined) return null
    const skipped = start.text.length - start.text.trimStart().length
    const left = end.text.trimEnd().length
    const from = { client: start.client, clock: start.clock + skipped }
    return this.#ports.pointAt(section, from, { client: end.client, clock: end.clock + left - 1 }, texts.join('\n').trim())
  }
}

/** What an update did to protected words. */
export interface Found {
  readonly harm: Harm
  readonly after: Sections
  /** The lines of each harmed block that stands, as whoever wrote in it means it. */
  readonly meant: ReadonlyMap<string, readonly string[]>
}

function isText(block: TreeElement | undefined, text: string): boolean {
  return block !== undefined && textLinesIn(block).join('\n') === text
}
