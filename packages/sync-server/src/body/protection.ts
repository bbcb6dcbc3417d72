import type { Authorship, CharacterId, IdRange, Override } from '@samskriv/attribution'
import { schema, sectionRoot } from '@samskriv/document'
import { isProtectedFrom, type ParticipantId, type SectionKey, type VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { WireStruct, WireUpdate } from '../wire/wire-update.ts'
import type { SectionPolicy } from '../update-store.ts'
import { Attempts, type KeptSuggestion } from './attempts.ts'
import type { RemovedText } from './handled-words.ts'
import { IdRanges } from './id-ranges.ts'
import { MeantWords } from './meant-words.ts'
import { gainOf, harmOf, type Harm, type HarmedNote, type LateCopy, type Sections } from './harm.ts'
import { saidInAttribute } from './said-in-attribute.ts'
import { idOf, isElement, runsIn, sectionTree, voiceOfAttribute, type TreeElement, type TreeNode, type TreeRun } from './section-tree.ts'
import type { Hand } from './softenings.ts'

export interface ProtectionPolicy {
  /** So long words that were cut may be pasted, before it counts that they were taken out. */
  readonly pasteWithinMs: number
}

export const protectionPolicy: ProtectionPolicy = { pasteWithinMs: 15_000 }

/** Words that were taken out and put back are known so long: an undo, or a paste, brings them again. */
const returnsWithinMs = 10 * 60_000
/** The shortest likeness with deleted words that counts as their return (rule AT7 of attribution). */
const shortestReturn = 12
/** A place is looked for over so many deleted neighbours. */
const mostSteps = 10_000

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
 * Keeps the community's words from being reworded, taken out or split by other sectors. It decides before an update whether it has to be
 * looked at, which for nearly all of them costs a look at whose words stand beside; compares, after it and after moved words have got
 * their authors back, what stood there with what stands there; and remembers what people tried.
 *
 * @see rules SS52 to SS55 in packages/sync-server/README.md
 */
export class Protection {
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

  /** Whether an update has to be applied by itself, and looked at afterwards. */
  concerns(
    hand: Hand,
    { changes, removed }: { readonly changes: ReadonlyMap<SectionKey, number>; readonly removed: readonly RemovedText[] },
    { sections }: WireUpdate,
  ): boolean {
    if (hand.sector === 'community' || hand.participant === null) return false
    if (![...changes.keys()].some((section) => this.#isGuarded(section))) return false
    for (const one of removed) if (this.#takesOut(one, hand)) return true
    for (const { structs } of sections)
      for (const struct of structs) if (struct.kind === 'attribute' && this.#changesNote(struct, hand)) return true
    for (const { structs } of sections)
      for (const struct of structs) if (isOfLine(struct) && this.#isBeforeProtected(struct, hand)) return true
    return false
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
    for (const hand of hands) if (this.#isProtected(voice, hand)) return true
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
    const guarded = new Set([...before.keys()].filter((section) => this.#isGuarded(section)))
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
        const lines = trimmed(group.before.flatMap(linesIn))
        const proposed = trimmed(group.after.flatMap((block) => meant.get(block.id) ?? linesIn(block)))
        const who = { section, participant: hand.participant, sector: hand.sector, authors }
        for (const note of harm.notes) {
          if (![...group.before, ...group.after].some(({ id }) => id === note.block)) continue
          const whole = { isCut: false, isWhole: true, typed: [], note: note.id }
          const one = this.#attempts.add({ ...who, ...wordsOf(note, group), ...whole }, now, () => ({
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
    if (groupsAreInPlace(before, after, harm)) this.#meant.putBack(hand.participant, written, now)
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

  #takesOut({ client, clock, length }: RemovedText, hand: Hand): boolean {
    const { doc, authorship } = this.#body
    if (length > 0) return authorship.segments(client, clock, length).some(({ voice }) => this.#isProtected(voice, hand))
    const structs = doc.store.clients.get(client)
    const item = structs?.[Y.findIndexSS(structs, clock)]
    // With a block goes what others have written in it meanwhile.
    if (!(item instanceof Y.Item)) return false
    if (item.content instanceof Y.ContentType) return true
    // What a note said goes when another says it anew, or nobody any more.
    const voice = item.parentSub === null ? undefined : authorship.voiceOf(client)
    return (
      voice !== undefined &&
      item.parent instanceof Y.XmlElement &&
      item.parent.nodeName in saidInAttribute &&
      this.#isProtected(voice, hand)
    )
  }

  /** Whether it sets what a note says, or a picture shows, that somebody protected has said. */
  #changesNote({ originClient, originClock, parentClient, parentClock }: WireStruct, hand: Hand): boolean {
    const before = this.#itemAt(originClient, originClock)
    const content = originClock < 0 ? this.#itemAt(parentClient, parentClock)?.content : null
    const element = before?.parent ?? (content instanceof Y.ContentType ? content.type : null)
    const voice = element instanceof Y.XmlElement ? voiceOfAttribute(element, this.#body.authorship) : null
    return voice !== null && this.#isProtected(voice, hand)
  }

  /** Whether the next letter of the line that something new comes into is protected, also one behind a note. */
  #isBeforeProtected({ originClient, originClock, rightClient, rightClock, parentClient, parentClock }: WireStruct, hand: Hand): boolean {
    const [right, left] = [this.#itemAt(rightClient, rightClock), this.#itemAt(originClient, originClock)]
    if (right !== null) return this.#isLetterProtected(right, rightClock - right.id.clock, hand)
    // What it stands beside arrives with it, and is looked at by itself.
    if (rightClock >= 0) return false
    if (left !== null) {
      const at = originClock + 1 - left.id.clock
      return at < left.length ? this.#isLetterProtected(left, at, hand) : this.#isLetterProtected(nextInLine(left), 0, hand)
    }
    const parent = originClock >= 0 ? null : this.#itemAt(parentClient, parentClock)
    if (!(parent?.content instanceof Y.ContentType)) return false
    return this.#isLetterProtected(parent.content.type._start ?? nextInLine(parent), 0, hand)
  }

  #itemAt(client: number, clock: number): Y.Item | null {
    const { store } = this.#body.doc
    const structs = store.clients.get(client)
    if (structs === undefined || clock < 0 || clock >= Y.getState(store, client)) return null
    const found = structs[Y.findIndexSS(structs, clock)]
    return found instanceof Y.Item ? found : null
  }

  /** @param at - from which of its letters on the first item counts */
  #isLetterProtected(first: Y.Item | null, at: number, hand: Hand): boolean {
    let item = first
    for (let steps = 0; item !== null && steps < mostSteps; steps += 1) {
      const { content, deleted, id } = item
      if (!deleted && content instanceof Y.ContentString) {
        const voice = this.#body.authorship.soleVoice(id.client, id.clock + (item === first ? at : 0), 1)
        return voice !== undefined && this.#isProtected(voice, hand)
      }
      if (!deleted && content instanceof Y.ContentType) {
        if (content.type instanceof Y.XmlText) {
          item = content.type._start ?? nextInLine(item)
          continue
        }
        if (!(content.type instanceof Y.XmlElement) || !isBesideWords(content.type.nodeName)) return false
      }
      item = nextInLine(item)
    }
    return false
  }

  #isGuarded(section: SectionKey): boolean {
    return this.#body.policies.get(section)?.wordsProtected !== false
  }

  #isProtected(voice: VoiceId, hand: Hand): boolean {
    const known = this.#body.authorship.voices.get(voice)
    return known !== undefined && isProtectedFrom(known, hand)
  }

  #authorsOf(voices: ReadonlySet<VoiceId>): readonly ParticipantId[] {
    return [...new Set([...voices].flatMap((voice) => this.#body.authorship.voices.get(voice)?.by ?? []))]
  }

  /** At the blocks as they stand again, with the ids they have now. */
  #pointAt(section: SectionKey, { before, first }: Group): string | null {
    const { doc, authorship } = this.#body
    const blocks = sectionTree(doc, section, authorship)
    const texts = before.map((block) => linesIn(block).join('\n'))
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

/** Whether it stands in a line: words, or what holds them beside a note, or a note. */
function isOfLine({ kind, name }: WireStruct): boolean {
  return kind === 'text' || kind === 'text-node' || (kind === 'element' && isBesideWords(name))
}

/** Whether an element stands among the words of a line. A hard break begins another one. */
function isBesideWords(name: string): boolean {
  return schema.nodes[name]?.isInline === true && name !== 'hardBreak'
}

/** What stands after an item in its text, or after the text. */
function nextInLine(item: Y.Item): Y.Item | null {
  if (item.right !== null) return item.right
  const { parent } = item
  return parent instanceof Y.XmlText ? (parent._item?.right ?? null) : null
}

/** Calls for each living stretch of text that has some of the ids. */
export function eachText(doc: Y.Doc, { client, clock, length }: IdRange, visit: (item: Y.Item, from: number, to: number) => void): void {
  const structs = doc.store.clients.get(client)
  if (structs === undefined || length === 0 || clock >= Y.getState(doc.store, client)) return
  const end = clock + length
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const item = structs[index]
    if (item === undefined || item.id.clock >= end) return
    if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) continue
    visit(item, Math.max(0, clock - item.id.clock), Math.min(item.length, end - item.id.clock))
  }
}

/** What an update did to protected words. */
export interface Found {
  readonly harm: Harm
  readonly after: Sections
  /** The lines of each harmed block that stands, as whoever wrote in it means it. */
  readonly meant: ReadonlyMap<string, readonly string[]>
}

/** Whether the blocks are the same ones, with other words. */
function isInPlace({ before, after }: Group): boolean {
  return before.length === after.length && before.every(({ id }, place) => after[place]?.id === id)
}

function groupsAreInPlace(before: Sections, after: Sections, harm: Harm): boolean {
  return [...before].every(([section, blocks]) => groupsOf(blocks, after.get(section) ?? [], harm).every(isInPlace))
}

/** What came into harmed blocks. */
function arrivedIn(before: readonly TreeElement[], harmed: readonly TreeElement[]): readonly TreeRun[] {
  const known = new IdRanges(before.flatMap(runsIn))
  return harmed.flatMap(runsIn).flatMap((run) => known.cut(run).flatMap(({ run: piece, isIn }) => (isIn ? [] : [piece])))
}

interface Group {
  readonly before: TreeElement[]
  readonly after: TreeElement[]
  /** Which block of the section the first of them is. */
  readonly first: number
}

/** Harmed blocks that stand together, each with what became of them. */
function groupsOf(before: readonly TreeElement[], after: readonly TreeElement[], harm: Harm): readonly Group[] {
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

function isText(block: TreeElement | undefined, text: string): boolean {
  return block !== undefined && linesIn(block).join('\n') === text
}

/** The text of each paragraph and heading; a hard break is a line break in it. */
function linesIn(node: TreeNode): readonly string[] {
  if (!isElement(node)) return []
  if (schema.nodes[node.name]?.inlineContent !== true) return node.children.flatMap(linesIn)
  return [
    node.children
      .map((child) =>
        isElement(child)
          ? child.name === 'hardBreak'
            ? '\n'
            : ''
          : runsIn(child)
              .map(({ text }) => text)
              .join(''),
      )
      .join(''),
  ]
}

/** A note that came is told in its place, as a remark in brackets; one that changes, by what it says. */
function wordsOf({ id, original, proposed }: HarmedNote, { before, after }: Group): Pick<KeptSuggestion, 'original' | 'proposed'> {
  if (original !== null) return { original: [original], proposed: [proposed ?? ''] }
  const told = (node: TreeNode): TreeNode => {
    if (!isElement(node)) return node
    const children = node.children.map((child, place, all) => {
      return isElement(child) && child.id === id
        ? remark(child, proposed ?? '', textOf(all[place - 1]), textOf(all[place + 1]))
        : told(child)
    })
    return { ...node, children }
  }
  return { original: trimmed(before.flatMap(linesIn)), proposed: trimmed(after.map(told).flatMap(linesIn)) }
}

/** With blanks around it where there are none, except before a sign that closes. */
function remark({ id, voice }: TreeElement, text: string, before: string, after: string): TreeNode {
  const [left, right] = [/\s$/u.test(before) ? '' : ' ', /^(?:[\s.,;:!?)\]”»…]|$)/u.test(after) ? '' : ' ']
  const words = `${left}(${text})${right}`
  const said = voice ?? ('' as VoiceId)
  return { id, runs: [{ client: 0, clock: 0, length: words.length, text: words, voice: said, marks: {} }] }
}

function textOf(node: TreeNode | undefined): string {
  return node === undefined
    ? ''
    : runsIn(node)
        .map(({ text }) => text)
        .join('')
}

/** Without blanks at both ends, as words are pointed at. */
function trimmed(lines: readonly string[]): readonly string[] {
  const [from, to] = [lines.findIndex((line) => line.trim() !== ''), lines.findLastIndex((line) => line.trim() !== '')]
  if (from < 0) return []
  return lines.slice(from, to + 1).map((line, place, all) => {
    const start = place === 0 ? line.trimStart() : line
    return place === all.length - 1 ? start.trimEnd() : start
  })
}
