import {
  type Anchor,
  type AnchorChanges,
  type Authorship,
  KeptAnchors,
  placeOfWords,
  SectionText,
  type WantedWords,
} from '@samskriv/attribution'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import { WordsGone } from '../errors.ts'
import type { StoredAnchor } from '../update-store.ts'

/** Words that somebody points at, and who is to hear of it. */
export interface WantedAnchor extends WantedWords {
  /** In which the ids mean what they mean. */
  readonly epoch: number
  /** Left out or null: everybody who reads the study; else this participant and the stewards. */
  readonly onlyFor?: ParticipantId | null
}

/** A place in the text of a section. */
export interface PlaceInText {
  /** Paragraphs, headings and what follows a hard break, counted from 0 as in `spansOfSection`. */
  readonly line: number
  /** Of the line, in UTF-16 units. */
  readonly at: number
}

/** An anchor as it stands on disk, and where its words are. */
export type PlacedAnchor = StoredAnchor & {
  /** `to` is after the last character; null while the anchor is detached. */
  readonly where: { readonly from: PlaceInText; readonly to: PlaceInText; readonly words: string } | null
}

interface Ports {
  readonly newId: () => string
  readonly changes: () => AnchorChanges
}

/** The anchors of an open study, and who hears of which. */
export class StudyAnchors {
  readonly kept: KeptAnchors
  readonly #doc: Y.Doc
  readonly #newId: () => string
  /** Those that not everybody hears of. */
  readonly #onlyFor = new Map<string, ParticipantId>()

  constructor(doc: Y.Doc, stored: readonly StoredAnchor[], { newId, changes }: Ports) {
    this.#doc = doc
    this.#newId = newId
    this.kept = new KeptAnchors(doc, stored.map(withoutReaders), changes)
    for (const { id, onlyFor } of stored) if (onlyFor !== null) this.#onlyFor.set(id, onlyFor)
  }

  onlyFor(id: string): ParticipantId | null {
    return this.#onlyFor.get(id) ?? null
  }

  /** An anchor on these words, not added yet. @throws WordsGone when they stand nowhere */
  place({ section, start, end, quote, epoch }: WantedAnchor, currentEpoch: number, id = this.#newId()): Anchor {
    const words = placeOfWords(this.#doc, { section, start, end, quote }, epoch === currentEpoch)
    if (words === null) throw new WordsGone()
    return { id, state: 'attached', ...words }
  }

  /** One that is stored. */
  know(anchor: Anchor, onlyFor: ParticipantId | null): void {
    if (onlyFor !== null) this.#onlyFor.set(anchor.id, onlyFor)
    this.kept.know(anchor)
  }

  /** Who heard of it is remembered, so that only they hear that it is gone. */
  forget(id: string): void {
    this.kept.forget(id)
  }

  /** Those on words of some voices, whoever's words are beside those. */
  on(authorship: Authorship, isTheirs: (voice: VoiceId) => boolean): ReadonlySet<string> {
    const texts = new Map<SectionKey, SectionText>()
    const found = new Set<string>()
    for (const anchor of this.kept) {
      if (anchor.state === 'detached') continue
      const text = texts.get(anchor.section) ?? SectionText.of(this.#doc, anchor.section)
      texts.set(anchor.section, text)
      const from = text.offsetOf(anchor.start)
      const last = text.offsetOf(anchor.end)
      if (from === undefined || last === undefined) continue
      const isOnTheirs = text
        .idsIn(from, last + 1)
        .some(({ client, clock, length }) => authorship.segments(client, clock, length).some(({ voice }) => isTheirs(voice)))
      if (isOnTheirs) found.add(anchor.id)
    }
    return found
  }

  /** All of them, with where they stand in the text. */
  placed(): readonly PlacedAnchor[] {
    const texts = new Map<SectionKey, SectionText>()
    return [...this.kept].map((anchor) => {
      const stored = { ...anchor, onlyFor: this.onlyFor(anchor.id) }
      if (anchor.state === 'detached') return { ...stored, where: null }
      const text = texts.get(anchor.section) ?? SectionText.of(this.#doc, anchor.section)
      texts.set(anchor.section, text)
      const from = text.offsetOf(anchor.start)
      const last = text.offsetOf(anchor.end)
      if (from === undefined || last === undefined) return { ...stored, where: null }
      const words = text.text.slice(from, last + 1)
      return { ...stored, where: { from: text.lineAt(from), to: text.lineAt(last + 1), words } }
    })
  }
}

/** As it is stored: who hears of it is stored with what points at it. */
export function withoutReaders(stored: StoredAnchor): Anchor {
  const { id, section, quote, prefix, suffix } = stored
  const words = { id, section, quote, prefix, suffix }
  return stored.state === 'detached'
    ? { ...words, state: 'detached', start: null, end: null }
    : { ...words, state: 'attached', start: stored.start, end: stored.end }
}
