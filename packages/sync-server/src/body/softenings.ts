import type { Authorship, IdRange } from '@samskriv/attribution'
import { isProtectedFrom, type ParticipantId, type SectionKey, type Sector, type VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { ParagraphBefore, Softened, SpellChanges, StoredSpells, WordsTaken } from '../update-store.ts'
import type { RemovedText } from './handled-words.ts'
import { withoutIds } from './restore-points.ts'
import { Reading, textOf } from './softened-paragraphs.ts'
import { textBlocksIn, type TextBlock } from './text-blocks.ts'

/** Who changes something, whatever voice it is in. */
export interface Hand {
  readonly participant: ParticipantId | null
  /** In which they speak themselves; null while they have not said. */
  readonly sector: Sector | null
}

/** When authors are told that their words went. */
export interface SofteningPolicy {
  /** So long somebody took nothing out before it is looked at: what is cut is pasted by then, and what was a slip is undone. */
  readonly quietMs: number
  /** At the latest so long after the first of it. */
  readonly latestMs: number
  /** What somebody takes out with pauses no longer than this is one spell, and adds up. */
  readonly spellMs: number
}

export const softeningPolicy: SofteningPolicy = { quietMs: 30_000, latestMs: 5 * 60_000, spellMs: 15 * 60_000 }

/** So many paragraphs of a spell are kept at most, and so many characters in them. */
const maxParagraphs = 500
const maxCharacters = 1_000_000

interface Changing {
  readonly hand: Hand
  readonly removed: readonly RemovedText[]
}

type Growing = { -readonly [Key in keyof SpellChanges]: SpellChanges[Key][number][] }

export interface SofteningPorts {
  readonly clock: () => number
  readonly newId: () => string
  readonly policy: SofteningPolicy
  /** What is to be stored with the next commit. */
  readonly changes: () => Growing
}

interface Body {
  readonly epoch: number
  readonly doc: Y.Doc
  readonly authorship: Authorship
}

/** What one person of another sector takes out of the community's paragraphs of a section, without a long pause. */
interface Spell {
  readonly section: SectionKey
  readonly by: ParticipantId
  readonly before: ParagraphBefore[]
  /** All ids of `before`. */
  readonly known: Ranges
  readonly taken: Ranges
  /** In all of `before`, those that were dropped included. */
  characters: number
  touchedAt: number
  /** When the first was taken that nobody has looked at since. */
  pendingSince: number | null
}

/**
 * Notes which words of the community somebody of another sector takes out, with each paragraph as it was before, and looks at them at a
 * quiet moment. Typing costs nothing; a deletion costs a look at whose it is; a paragraph is read once, when its first words go.
 *
 * @see rule SS46 in packages/sync-server/README.md
 */
export class Softenings {
  readonly #body: Body
  readonly #ports: SofteningPorts
  readonly #spells = new Map<string, Spell>()

  constructor(body: Body, stored: StoredSpells, ports: SofteningPorts) {
    this.#body = body
    this.#ports = ports
    for (const paragraph of stored.before) this.#know(this.#spellOf(paragraph), paragraph)
    for (const taken of stored.taken) {
      const spell = this.#spellOf(taken)
      spell.taken.add(taken)
      spell.touchedAt = Math.max(spell.touchedAt, taken.at)
    }
    // What was looked at before may be looked at again: who was told is stored.
    for (const spell of this.#spells.values()) spell.pendingSince = spell.touchedAt
  }

  /** Whether something waits to be looked at. */
  get isPending(): boolean {
    for (const { pendingSince } of this.#spells.values()) if (pendingSince !== null) return true
    return false
  }

  /** Whether `settle` has something to do. */
  isDue(): boolean {
    for (const spell of this.#spells.values()) if (this.#isSettled(spell) || this.#isOver(spell)) return true
    return false
  }

  /** Whether `before` has to be called, between two transactions, before such a change is made. */
  isWanted({ hand, removed }: Changing): boolean {
    if (removed.length === 0 || hand.sector === 'community' || hand.participant === null) return false
    return removed.some((text) => this.#isNew(hand, hand.participant, text))
  }

  /** Keeps the paragraphs that a change takes words out of. Whose they are is only whole between two transactions. */
  before(change: Changing): void {
    if (!this.isWanted(change)) return
    const { hand, removed } = change
    for (const [section, texts] of Map.groupBy(removed, (text) => text.section)) {
      const fresh = new Ranges()
      for (const text of texts) if (this.#isNew(hand, hand.participant, text)) fresh.add(text)
      if (fresh.isEmpty) continue
      for (const block of textBlocksIn(this.#body.doc, section, this.#body.authorship))
        if (idsOf(block).some((ids) => fresh.touches(ids))) this.#keep(section, hand, block)
    }
  }

  /** An update that is about to be applied. */
  by({ hand, removed }: Changing): void {
    if (removed.length === 0 || hand.sector === 'community' || hand.participant === null) return
    for (const { section, client, clock, length } of removed) {
      if (length === 0) continue
      for (const segment of this.#body.authorship.segments(client, clock, length))
        if (this.#isTheirs(segment.voice, hand.participant)) this.#take(section, hand.participant, { client, ...segment })
    }
  }

  /**
   * The same around an edit of the server's own, which is known by what it does to the section.
   *
   * @returns what to call when it was made
   */
  beforeEdit(section: SectionKey, hand: Hand): () => void {
    const { participant } = hand
    const { doc, authorship } = this.#body
    const isOther = hand.sector !== 'community' && participant !== null
    const blocks = isOther ? textBlocksIn(doc, section, authorship).filter((block) => this.#holdsTheirs(block, participant)) : []
    return () => {
      // It brings something back: what was told of is settled, and what goes from now on is told anew.
      for (const spell of this.#spells.values()) if (spell.section === section) this.#dropTold(spell)
      if (participant === null || blocks.length === 0) return
      const living = new Ranges()
      for (const block of textBlocksIn(doc, section, authorship)) for (const ids of idsOf(block)) living.add(ids)
      for (const block of blocks) {
        const gone = idsOf(block).filter((ids) => !living.touches(ids))
        if (gone.length === 0) continue
        this.#keep(section, hand, block)
        for (const ids of gone)
          for (const segment of authorship.segments(ids.client, ids.clock, ids.length))
            if (this.#isTheirs(segment.voice, participant)) this.#take(section, participant, { client: ids.client, ...segment })
      }
    }
  }

  /**
   * Whoever has to be told now. Spells that are over end.
   *
   * @param now - also what has not been quiet for long enough
   */
  settle(seq: number, now: boolean): readonly Softened[] {
    const softened: Softened[] = []
    const changes = this.#ports.changes()
    const reading = new Reading(this.#body.doc, this.#body.authorship)
    for (const [key, spell] of this.#spells) {
      if (spell.pendingSince !== null && (now || this.#isSettled(spell))) {
        softened.push(...this.#lookAt(spell, reading, seq))
        spell.pendingSince = null
      }
      if (!this.#isOver(spell)) continue
      this.#spells.delete(key)
      changes.ended.push({ section: spell.section, by: spell.by })
    }
    return softened
  }

  #lookAt(spell: Spell, reading: Reading, seq: number): readonly Softened[] {
    const softened: Softened[] = []
    for (const [index, paragraph] of spell.before.entries()) {
      const isToldOf = spell.before.some((other) => other.isTold && isSameElement(other, paragraph))
      // A half that was split off, or what was made a list: it is looked at as it stood before.
      const isPart = spell.before.slice(0, index).some((older) => !isSameElement(older, paragraph) && holds(older, paragraph))
      if (isToldOf || isPart) continue
      const found = reading.softeningOf(paragraph, (ids) => spell.taken.has(ids))
      if (found === null) continue
      spell.before[index] = { ...paragraph, isTold: true }
      this.#ports.changes().told.push(paragraph.id)
      const { section, by, sector, block, place, client, clock } = paragraph
      const about = { section, by, bySector: sector, seq, at: this.#ports.clock(), was: block, gone: found.gone, words: found.words }
      for (const [author, lost] of found.lost) softened.push({ ...about, author, lost, place, epoch: this.#body.epoch, client, clock })
    }
    return softened
  }

  #isSettled({ pendingSince, touchedAt }: Spell): boolean {
    if (pendingSince === null) return false
    const { quietMs, latestMs } = this.#ports.policy
    return this.#isLongAgo(touchedAt, quietMs) || this.#isLongAgo(pendingSince, latestMs)
  }

  #isOver({ touchedAt }: Spell): boolean {
    return this.#isLongAgo(touchedAt, this.#ports.policy.spellMs)
  }

  #isLongAgo(at: number, ms: number): boolean {
    // A clock that was set back must not stop it.
    return Math.abs(this.#ports.clock() - at) >= ms
  }

  /** Whether a deletion takes words of theirs of which it is not known yet in what they stood. */
  #isNew(hand: Hand, participant: ParticipantId | null, { section, client, clock, length }: RemovedText): boolean {
    if (length === 0 || participant === null) return false
    const spell = this.#spells.get(keyOf(section, participant))
    if (spell !== undefined && (spell.before.length >= maxParagraphs || spell.characters >= maxCharacters)) return false
    if (spell?.known.has({ client, clock, length }) === true) return false
    return this.#body.authorship
      .segments(client, clock, length)
      .some((segment) => this.#isTheirs(segment.voice, participant) && spell?.known.has({ client, ...segment }) !== true)
  }

  /** Whether words are the community's and not of one's own; whoever wrote words down may put them right until they are confirmed. */
  #isTheirs(voice: VoiceId, participant: ParticipantId): boolean {
    const known = this.#body.authorship.voices.get(voice)
    return known !== undefined && isProtectedFrom(known, { participant, sector: null })
  }

  #holdsTheirs(block: TextBlock, participant: ParticipantId): boolean {
    return textOf(block.block).some(({ voice }) => voice !== null && this.#isTheirs(voice, participant))
  }

  #keep(section: SectionKey, { participant, sector }: Hand, block: TextBlock): void {
    if (participant === null) return
    const { client, clock, place } = block
    const paragraph: ParagraphBefore = {
      id: this.#ports.newId(),
      section,
      by: participant,
      sector,
      at: this.#ports.clock(),
      client,
      clock,
      place,
      block: withoutIds(block.block),
      ids: idsOf(block),
      isTold: false,
    }
    this.#know(this.#spellOf(paragraph), paragraph)
    this.#ports.changes().before.push(paragraph)
  }

  #take(section: SectionKey, by: ParticipantId, { client, clock, length }: IdRange): void {
    const at = this.#ports.clock()
    const spell = this.#spellOf({ section, by, at })
    spell.taken.add({ client, clock, length })
    spell.touchedAt = at
    spell.pendingSince ??= at
    const { taken } = this.#ports.changes()
    const last = taken.at(-1)
    // A held Backspace is one row of a commit.
    if (last !== undefined && last.section === section && last.by === by && last.client === client && clock + length === last.clock)
      taken[taken.length - 1] = { ...last, clock, length: last.length + length, at }
    else taken.push({ section, by, at, client, clock, length })
  }

  #know(spell: Spell, paragraph: ParagraphBefore): void {
    spell.before.push(paragraph)
    for (const ids of paragraph.ids) {
      spell.known.add(ids)
      spell.characters += ids.length
    }
    spell.touchedAt = Math.max(spell.touchedAt, paragraph.at)
  }

  #dropTold(spell: Spell): void {
    for (const { id, isTold } of spell.before) if (isTold) this.#ports.changes().dropped.push(id)
    spell.before.splice(0, spell.before.length, ...spell.before.filter(({ isTold }) => !isTold))
  }

  #spellOf({ section, by, at }: Pick<WordsTaken, 'section' | 'by' | 'at'>): Spell {
    const key = keyOf(section, by)
    const known = this.#spells.get(key)
    if (known !== undefined) return known
    const ranges = { known: new Ranges(), taken: new Ranges() }
    const spell: Spell = { section, by, before: [], ...ranges, characters: 0, touchedAt: at, pendingSince: null }
    this.#spells.set(key, spell)
    return spell
  }
}

/** Ids by client, of which there are few. */
class Ranges {
  readonly #byClient = new Map<number, { from: number; to: number }[]>()

  get isEmpty(): boolean {
    return this.#byClient.size === 0
  }

  add({ client, clock, length }: IdRange): void {
    if (length === 0) return
    const ranges = this.#byClient.get(client) ?? []
    this.#byClient.set(client, ranges)
    const last = ranges.at(-1)
    if (last !== undefined && clock <= last.to && clock + length >= last.from) {
      last.from = Math.min(last.from, clock)
      last.to = Math.max(last.to, clock + length)
    } else ranges.push({ from: clock, to: clock + length })
  }

  /** Whether one of them holds all of it. */
  has({ client, clock, length }: IdRange): boolean {
    return this.#byClient.get(client)?.some(({ from, to }) => from <= clock && clock + length <= to) === true
  }

  touches({ client, clock, length }: IdRange): boolean {
    return this.#byClient.get(client)?.some(({ from, to }) => from < clock + length && clock < to) === true
  }
}

function idsOf({ block }: TextBlock): readonly IdRange[] {
  return textOf(block).flatMap(({ ids }) => ids)
}

function isSameElement(one: ParagraphBefore, other: ParagraphBefore): boolean {
  return one.client === other.client && one.clock === other.clock
}

function holds(older: ParagraphBefore, part: ParagraphBefore): boolean {
  return plainOf(older).includes(plainOf(part).trim())
}

function plainOf({ block }: ParagraphBefore): string {
  return textOf(block)
    .map(({ text }) => text)
    .join('')
}

function keyOf(section: SectionKey, by: ParticipantId): string {
  return `${section} ${by}`
}
