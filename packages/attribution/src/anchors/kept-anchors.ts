import { sectionKeyOfRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

import type { DeletedIds } from '../lately-deleted.ts'
import type { Move } from '../moved-text.ts'
import type { TextWindow } from '../text-window.ts'
import type { YType } from '../y-type.ts'
import { type Anchor, isSameId, type QuotedWords, type WordsPlace } from './anchor.ts'
import { AnchorEnds, deletedIn } from './anchor-ends.ts'
import { AnchorParts } from './anchor-parts.ts'
import { cameText } from './came-text.ts'
import { copyOf, CopiedWordsIndex, mayHoldCopy } from './copied-words.ts'
import { isWorthPointingAt, lettersOf } from './blank.ts'
import { findWords, Letters } from './find-words.ts'
import { FormerPlaces } from './former-places.ts'
import { LostWords } from './lost-words.ts'
import { fromWordToWord, ownWords } from './own-words.ts'
import { placeIn } from './place-of-words.ts'
import { standsNow } from './reading-order.ts'
import { findIn, findInSections, type Reading, Texts } from './returned-words.ts'
import { SectionText } from './section-text.ts'
import { TouchedTexts } from './touched-texts.ts'
import type { TextTransaction } from './transaction-view.ts'
import { beside, type PieceBefore, quotedBefore, wordsBefore } from './words-before.ts'
import { wordsNow, type WordsTogether } from './words-now.ts'

/** What became of anchors, by id: as they are now. */
export type AnchorChanges = Map<string, Anchor>

type Attached = Anchor & { readonly state: 'attached' }
type IsNew = (client: number, clock: number) => boolean
type Find = (wordings: readonly QuotedWords[]) => WordsPlace | null

/** Fewer letters that come or go at once are only looked at now and then: keys that were pressed together. */
const fewLetters = 3
/** Parts of words that went are remembered from this length on. */
const shortestPart = 8

/**
 * The places in one study's text that something points at, kept on their words through every edit: by the ids of the words, moved with
 * them; else by the words, where they come back; else nowhere, until they come back.
 *
 * @see rules AT18 to AT28 in packages/attribution/README.md
 */
export class KeptAnchors implements Iterable<Anchor> {
  readonly #doc: Y.Doc
  /** Anchors, and parts of their words that went elsewhere. */
  readonly #anchors = new Map<string, Anchor>()
  readonly #parts = new AnchorParts()
  readonly #ends = new AnchorEnds()
  readonly #former = new FormerPlaces()
  readonly #touched: TouchedTexts
  readonly #copied = new CopiedWordsIndex()
  /** The words of the detached ones. */
  readonly #lost = new LostWords()
  /** What the words of those were that lost some of them. */
  readonly #whole = new Map<string, QuotedWords>()
  readonly #changes: () => AnchorChanges
  /** The clocks up to which everything had been looked at when it last was, or when the first words were lost. */
  #lookedAt: ReadonlyMap<number, number> | null = null
  /** As they are within the transaction that goes on, for all who read them in it. */
  #texts: Texts | null = null

  /** @param changes - takes up what is to be stored with the next commit */
  constructor(doc: Y.Doc, stored: Iterable<Anchor>, changes: () => AnchorChanges) {
    this.#doc = doc
    this.#touched = new TouchedTexts(doc)
    this.#changes = changes
    for (const anchor of stored) this.know(anchor)
    if (this.#lost.size > 0) this.#lookedAt = clocksOf(doc)
  }

  *[Symbol.iterator](): Iterator<Anchor> {
    for (const anchor of this.#anchors.values()) if (this.#parts.anchorOf(anchor.id) === undefined) yield anchor
  }

  get(id: string): Anchor | undefined {
    return this.#anchors.get(id)
  }

  /** One that is stored. */
  know(anchor: Anchor): void {
    this.#put(anchor)
    if (this.#parts.anchorOf(anchor.id) === undefined) this.#copied.add(anchor.id, anchor)
    if (anchor.state === 'detached') this.#lost.set(anchor.id, [anchor])
  }

  forget(id: string): void {
    this.#dropPartsOf(id)
    this.#drop(id)
  }

  /**
   * Whether a transaction may have done something to one of them; nearly none has. To be asked of each.
   *
   * @param inserted - how many ids it inserted
   * @param deletes - what its updates say they delete, also what was gone before
   */
  concerns(transaction: Y.Transaction, inserted: number, deletes: readonly DeletedIds[]): boolean {
    const { deleteSet } = transaction
    this.#texts = null
    this.#touched.note(transaction, this.#lost.size > 0)
    if (this.#lost.size > 0 && inserted >= fewLetters) return true
    if (deleteSet.clients.size > 0 && this.#ends.areTouchedBy(deletedIn(deleteSet))) return true
    return deletes.length > 0 && inserted >= fewLetters && this.#former.areTouchedBy(deletes)
  }

  /** Follows the words through a transaction, before Yjs throws away what it deleted. */
  follow(happened: TextTransaction): void {
    const { transaction, changed } = happened
    const texts = this.#textsNow()
    this.#texts = null
    const isNew: IsNew = (client, clock) => clock >= (transaction.beforeState.get(client) ?? 0)
    const cameIn = [...new Set(changed.inserted.flatMap(({ section }) => sectionOf(this.#doc, section) ?? []))]
    this.#keepTwins(happened)
    const touched = [...this.#ends.touchedBy(deletedIn(transaction.deleteSet))]
    // Parts first: an anchor may go where one of them is.
    const isPart = (id: string): boolean => this.#parts.anchorOf(id) !== undefined
    for (const id of [...touched.filter(isPart), ...touched.filter((one) => !isPart(one))]) {
      const anchor = this.#anchors.get(id)
      if (anchor?.state !== 'attached') continue
      const sections = [anchor.section, ...cameIn]
      this.#followOne(anchor, happened, (wordings) => findInSections(texts, sections, wordings, isNew))
    }
    if (this.#lost.size > 0) this.#lookedAt ??= transaction.afterState
    if (this.#lost.size === 0 || cameIn.length === 0) return
    const came = lettersOf(changed.inserted.map(({ text }) => text).join(''))
    this.#bringBack(came, (wordings, section) => findInSections(texts, [section, ...cameIn], wordings, isNew))
  }

  /** Remembers copies of their words, should the original go one day. */
  came(inserted: readonly TextWindow[], deleted: readonly TextWindow[], moves: readonly Move[]): void {
    const came = cameText(inserted, deleted, moves)
    if (came === null) return
    const texts = this.#textsNow()
    for (const window of came.windows) {
      const section = sectionOf(this.#doc, window.section)
      if (section === null) continue
      const stretch = new Letters(window.text)
      for (const id of this.#copied.in(stretch.letters)) {
        const anchor = this.#anchors.get(id)
        if (anchor?.state !== 'attached') continue
        // As they are now, else as they were pointed at.
        for (const words of [...quotedNow(this.#doc, anchor), anchor]) {
          if (!mayHoldCopy(stretch, words)) continue
          const copy = copyOf(texts.of(section), texts.lettersOf(section), words, came.ids)
          const place = copy === null ? null : placeIn(texts.of(section), section, copy.from, copy.to)
          if (place === null) continue
          this.#addPlace(anchor, place, anchor.quote)
          break
        }
      }
    }
  }

  /**
   * Looks at what has been touched since it last did: brings back words that came key by key, lets what is left of words grow again where
   * they stand whole again, and leaves what was typed right beside them. Call it now and then, between two transactions.
   */
  look(): void {
    const { anchors, texts: touched } = this.#touched.take()
    for (const id of anchors) {
      const anchor = this.#anchors.get(id)
      if (anchor?.state === 'attached') this.#settle(anchor)
    }
    const before = this.#lookedAt
    if (this.#lost.size > 0 && touched.size > 0 && before !== null) {
      const isNew: IsNew = (client, clock) => clock >= (before.get(client) ?? 0)
      for (const block of touched) {
        const section = sectionOf(this.#doc, topOf(block))
        if (section === null) continue
        let reading: Reading | null = null
        this.#bringBack(lettersOf(textIn(block)), (wordings) => {
          if (reading === null) {
            const text = SectionText.in(block)
            reading = { section, text, letters: new Letters(text.text) }
          }
          return findIn([reading], wordings, isNew)
        })
      }
    }
    this.#lookedAt = this.#lost.size > 0 ? clocksOf(this.#doc) : null
  }

  #followOne(anchor: Attached, happened: TextTransaction, find: Find): void {
    const isPart = this.#parts.anchorOf(anchor.id) !== undefined
    const before = wordsBefore(happened, anchor.start, anchor.end)
    const own = ownWords(before, anchor.quote)
    if (own.length > 0 && !isPart) this.#former.add(anchor.id, own)
    const [now, ...others] = wordsNow(happened, own, before).filter(({ text }) => isWorthPointingAt(text, anchor.quote))
    const lettersBefore = own.reduce((sum, { text }) => sum + lettersOf(text).length, 0)
    const place = now === undefined ? null : this.#placeOf(now)
    if (now === undefined || place === null) {
      const words = before.length === 0 ? anchor : quotedBefore(happened, before)
      const found = find(this.#wordings(anchor, words))
      if (found === null) this.#detach(anchor, words)
      else this.#attach(anchor, found)
      return
    }
    // Where it goes, others may have written beside its words or between them.
    this.#touched.touch(anchor.id)
    if (now.letters >= lettersBefore) {
      this.#keepParts(anchor, others)
      this.#attach(anchor, place)
      return
    }
    const words = quotedBefore(happened, before)
    // Most of them went elsewhere, where nobody followed them.
    const isElsewhere = now.letters * 2 < lettersBefore && happened.changed.inserted.length > 0
    const elsewhere = isElsewhere ? find(this.#wordings(anchor, words)) : null
    if (!this.#whole.has(anchor.id)) this.#whole.set(anchor.id, words)
    if (elsewhere === null) {
      this.#keepParts(anchor, others)
      this.#keepLostParts(anchor, happened, own)
    }
    this.#attach(anchor, elsewhere ?? place)
  }

  /** Two who changed the same block at once each brought its words back: the anchor went with those of the first, or lost them. */
  #keepTwins(happened: TextTransaction): void {
    for (const { id, pieces } of this.#former.touchedBy(happened.deletes)) {
      const letters = pieces.reduce((sum, { text }) => sum + lettersOf(text).length, 0)
      for (const twin of wordsNow(happened, pieces, pieces)) {
        const anchor = this.#anchors.get(id)
        const place = this.#placeOf(twin)
        if (anchor === undefined || place === null || !isWorthPointingAt(twin.text, anchor.quote)) continue
        if (anchor.state === 'detached') this.#attach(anchor, place)
        else this.#addPlace(anchor, place, twin.letters >= letters ? anchor.quote : twin.text)
      }
    }
  }

  #placeOf({ root, start, end }: WordsTogether): WordsPlace | null {
    const section = sectionOf(this.#doc, root)
    return section === null ? null : { section, start, end }
  }

  /** Remembers where other parts of its words are. */
  #keepParts(anchor: Anchor, parts: readonly WordsTogether[]): void {
    if (this.#parts.anchorOf(anchor.id) !== undefined) return
    for (const part of parts) {
      const place = this.#placeOf(part)
      if (place !== null) this.#addPlace(anchor, place, part.text)
    }
  }

  /** Remembers the parts of its words that went, should they be put elsewhere. */
  #keepLostParts(anchor: Anchor, happened: TextTransaction, own: readonly PieceBefore[]): void {
    if (this.#parts.anchorOf(anchor.id) !== undefined) return
    const moved = happened.moved()
    let part: PieceBefore[] = []
    const end = (): void => {
      this.#addLost(anchor, quotedBefore(happened, part))
      part = []
    }
    for (const piece of own) {
      const lost = piece.isAlive ? [] : moved.lostOf(piece)
      let at = piece.clock
      for (const { clock, length } of lost) {
        if (clock > at) end()
        at = clock + length
        part.push({ ...piece, clock, length, text: piece.text.slice(clock - piece.clock, at - piece.clock) })
      }
      if (at < piece.clock + piece.length) end()
    }
    end()
  }

  /** A place where some of its words stand besides. */
  #addPlace(anchor: Anchor, { section, start, end }: WordsPlace, quote: string): void {
    const isKnown = [anchor.id, ...this.#parts.of(anchor.id)].some((id) => {
      const known = this.#anchors.get(id)
      return known?.state === 'attached' && isSameId(known.start, start) && isSameId(known.end, end)
    })
    if (!isKnown)
      this.#addPart(anchor, { quote, prefix: '', suffix: '' }, (words) => ({ ...words, section, start, end, state: 'attached' }))
  }

  #addLost(anchor: Anchor, words: QuotedWords): void {
    if (lettersOf(words.quote).length >= shortestPart)
      this.#addPart(anchor, words, (lost) => ({ ...lost, section: anchor.section, state: 'detached', start: null, end: null }))
  }

  #addPart(anchor: Anchor, words: QuotedWords, make: (words: QuotedWords & { readonly id: string }) => Anchor): void {
    const { id, dropped } = this.#parts.add(anchor)
    for (const part of dropped) this.#drop(part)
    this.know(make({ id, ...words }))
  }

  #dropPartsOf(id: string): void {
    for (const part of this.#parts.of(id)) this.#dropPart(part)
  }

  #dropPart(part: string): void {
    this.#parts.drop(part)
    this.#drop(part)
  }

  #drop(id: string): void {
    const anchor = this.#anchors.get(id)
    if (anchor === undefined) return
    this.#ends.remove(anchor)
    this.#touched.remove(id)
    this.#anchors.delete(id)
    this.#former.forget(id)
    this.#copied.remove(id)
    this.#lost.delete(id)
    this.#whole.delete(id)
  }

  #wordings(anchor: Anchor, last: QuotedWords): readonly QuotedWords[] {
    const whole = this.#whole.get(anchor.id)
    return [...(whole === undefined ? [] : [whole]), { ...last, quote: anchor.quote }, last]
  }

  #textsNow(): Texts {
    return (this.#texts ??= new Texts(this.#doc))
  }

  /** @param came - the letters among which something is new */
  #bringBack(came: string, find: (wordings: readonly QuotedWords[], section: SectionKey) => WordsPlace | null): void {
    for (const id of this.#lost.in(came)) {
      const anchor = this.#anchors.get(id)
      const found = anchor === undefined ? null : find(this.#lost.wordingsOf(id), anchor.section)
      if (anchor !== undefined && found !== null) this.#attach(anchor, found)
    }
  }

  /** Its ends are those of its words, and where they stand whole again around what was left of them, it is on all of them again. */
  #settle(anchor: Attached): void {
    const text = SectionText.around(this.#doc, anchor.start, anchor.end)
    const from = text.offsetOf(anchor.start)
    const last = text.offsetOf(anchor.end)
    if (from === undefined || last === undefined) return
    const stands = text.text.slice(from, last + 1)
    const whole = this.#whole.get(anchor.id)
    if (!isWorthPointingAt(stands, anchor.quote)) {
      this.#detach(anchor, whole ?? anchor)
      return
    }
    const around =
      whole === undefined ? [] : findWords(new Letters(text.text), whole).filter((found) => found.from <= from && found.to > last)
    const [again] = around
    if (again === undefined) {
      const own = fromWordToWord(text.text, { from, to: last + 1 }, anchor.quote)
      this.#moveTo(anchor, placeIn(text, anchor.section, own.from, own.to))
    } else {
      this.#whole.delete(anchor.id)
      this.#dropPartsOf(anchor.id)
      this.#moveTo(anchor, placeIn(text, anchor.section, again.from, again.to))
    }
  }

  #moveTo(anchor: Attached, place: WordsPlace | null): void {
    if (place !== null && !(isSameId(place.start, anchor.start) && isSameId(place.end, anchor.end))) this.#attach(anchor, place)
  }

  #attach({ id, quote, prefix, suffix }: Anchor, { section, start, end }: WordsPlace): void {
    const of = this.#anchors.get(this.#parts.anchorOf(id) ?? '')
    if (of?.state === 'detached') {
      // What is left of its words is there.
      this.#dropPart(id)
      this.#attach(of, { section, start, end })
      return
    }
    if (of === undefined && this.#anchors.get(id)?.state === 'detached') this.#touched.touch(id)
    this.#lost.delete(id)
    this.#change({ id, section, quote, prefix, suffix, state: 'attached', start, end })
  }

  #detach(anchor: Anchor, words: QuotedWords): void {
    const { id, section, quote } = anchor
    const [part] = this.#parts
      .of(id)
      .flatMap((known) => this.#anchors.get(known) ?? [])
      .filter((known): known is Attached => known.state === 'attached')
      .toSorted((one, other) => other.quote.length - one.quote.length)
    if (part !== undefined) {
      this.#dropPart(part.id)
      this.#attach(anchor, part)
      this.#touched.touch(id)
      // They may yet be put elsewhere.
      this.#addLost(anchor, words)
      return
    }
    const { prefix, suffix } = words
    this.#lost.set(id, this.#wordings(anchor, words))
    this.#change({ id, section, quote, prefix, suffix, state: 'detached', start: null, end: null })
  }

  #change(anchor: Anchor): void {
    this.#put(anchor)
    if (this.#parts.anchorOf(anchor.id) === undefined) this.#changes().set(anchor.id, anchor)
  }

  #put(anchor: Anchor): void {
    const before = this.#anchors.get(anchor.id)
    if (before !== undefined) this.#ends.remove(before)
    this.#ends.add(anchor)
    this.#touched.place(anchor)
    this.#anchors.set(anchor.id, anchor)
  }
}

/** The words that an anchor is on, with those beside them; empty when they go in this transaction. */
function quotedNow(doc: Y.Doc, { section, start, end, quote }: Attached): readonly QuotedWords[] {
  const text = SectionText.around(doc, start, end)
  const [from, last] = [text.offsetOf(start), text.offsetOf(end)]
  if (from === undefined || last === undefined) return []
  const own = fromWordToWord(text.text, { from, to: last + 1 }, quote)
  const words = placeIn(text, section, own.from, own.to)
  if (words === null) return []
  return [{ quote: words.quote, prefix: beside(doc, words.start, 'left', standsNow), suffix: beside(doc, words.end, 'right', standsNow) }]
}

function clocksOf({ store }: Y.Doc): ReadonlyMap<number, number> {
  return new Map([...store.clients.keys()].map((client) => [client, Y.getState(store, client)]))
}

function sectionOf(doc: Y.Doc, root: unknown): SectionKey | null {
  for (const [name, type] of doc.share) if (type === root) return sectionKeyOfRoot(name)
  return null
}

function topOf(type: YType): YType {
  let top = type
  for (let item = top._item; item !== null && item.parent instanceof Y.AbstractType; item = top._item) top = item.parent
  return top
}

/** The text that stands directly in it. */
function textIn(type: YType): string {
  let text = ''
  for (let item = type._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) text += item.content.str
  return text
}
