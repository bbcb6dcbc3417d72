import {
  spansOfSection,
  wordChanges,
  wordsByVoice,
  type Authorship,
  type Handled,
  type Override,
  type WordChange,
} from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { Containers } from '../gate/container.ts'
import type { StoredStudy, WordCount } from '../update-store.ts'

/** Consecutive ids of a client that go; their length is 0 where they are not text. */
export interface RemovedText {
  readonly section: SectionKey
  readonly client: number
  readonly clock: number
  readonly length: number
}

interface Noted {
  readonly wrote: Set<VoiceId>
  readonly moved: Map<VoiceId, Map<VoiceId, number>>
}

type Counts = ReadonlyMap<VoiceId, number>

interface Words {
  readonly doc: Y.Doc
  readonly authorship: Authorship
  readonly containers: Containers
}

/**
 * Who puts in and takes out whose words. While people write it only notes which voices did something where, and which characters one
 * took out or brought back; the words are counted when a section's digest is taken, around an edit of the server, and when somebody asks.
 *
 * @see rule SS45 in packages/sync-server/README.md
 */
export class HandledWords {
  readonly #words: Words
  readonly #clock: () => number
  readonly #counted: Map<SectionKey, Counts>
  readonly #changed = new Map<SectionKey, Noted>()

  /** @param stored - with updates that its counts may not cover, as after a crash: then all of it is counted anew */
  constructor(words: Words, stored: Pick<StoredStudy, 'countedWords' | 'digestedSeq' | 'headSeq'>, clock: () => number) {
    this.#words = words
    this.#clock = clock
    this.#counted = new Map(stored.countedWords.map((counted) => [counted.section, new Map(counted.words)]))
    for (const name of words.doc.share.keys()) {
      const key = words.containers.ofRoot(name)?.section
      if (key === undefined) continue
      if (stored.headSeq > stored.digestedSeq) this.changed(key)
      if (!this.#counted.has(key) && words.doc.getXmlFragment(sectionRoot(key)).length === 0) this.#counted.set(key, new Map())
    }
  }

  changed(section: SectionKey): void {
    this.#notes(section)
  }

  /** An update that is about to be applied. */
  by({
    voice: hand,
    clients,
    changes,
    removed,
  }: {
    readonly voice: VoiceId
    readonly clients: readonly number[]
    readonly changes: ReadonlyMap<SectionKey, number>
    readonly removed: readonly RemovedText[]
  }): void {
    for (const client of clients) {
      const voice = this.#words.authorship.voiceOf(client)
      if (voice !== undefined) for (const section of changes.keys()) this.#notes(section).wrote.add(voice)
    }
    for (const { section, client, clock, length } of removed) {
      if (length === 0) continue
      const { moved } = this.#notes(section)
      for (const segment of this.#words.authorship.segments(client, clock, length)) this.#note(moved, hand, segment.voice, -segment.length)
    }
  }

  broughtBack(overrides: readonly Override[]): void {
    for (const { client, clock, length, voice, movedBy } of overrides) {
      const item = this.#itemAt(client, clock)
      if (item !== null) this.#note(this.#notes(this.#words.containers.around(item).section).moved, movedBy, voice, length)
    }
  }

  /** Words that stand there have got another voice. */
  given(overrides: readonly Override[]): void {
    for (const { client, clock } of overrides) {
      const item = this.#itemAt(client, clock)
      if (item !== null) this.changed(this.#words.containers.around(item).section)
    }
  }

  /** @param hand - whose doing all of it was; without it, that of those who were noted */
  count(hand?: VoiceId): readonly WordCount[] {
    if (this.#changed.size === 0) return []
    const { doc, authorship } = this.#words
    const at = this.#clock()
    const counts = Array.from(this.#changed, ([section, noted]): WordCount => {
      const before = this.#counted.get(section)
      const after = wordsByVoice(spansOfSection(doc, section, authorship))
      this.#counted.set(section, after)
      // Of a section that nobody has ever counted it is not known what is new in it.
      const changes = before === undefined ? [] : this.#changesIn(before, after, noted, hand)
      return { section, at, words: [...after], changes }
    })
    this.#changed.clear()
    return counts
  }

  #changesIn(before: Counts, after: Counts, noted: Handled, hand: VoiceId | undefined): readonly WordChange[] {
    if (hand === undefined) return wordChanges(before, after, noted)
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((of) => {
      const words = (after.get(of) ?? 0) - (before.get(of) ?? 0)
      return words === 0 ? [] : [{ hand: this.#isSameHand(hand, of) ? of : hand, of, words }]
    })
  }

  #note(moved: Noted['moved'], by: VoiceId, of: VoiceId, characters: number): void {
    const hand = this.#isSameHand(by, of) ? of : by
    const byVoice = moved.get(hand) ?? new Map<VoiceId, number>()
    byVoice.set(of, (byVoice.get(of) ?? 0) + characters)
    moved.set(hand, byVoice)
  }

  /** Somebody may have spoken in two sectors, and who wrote words down may put them right. */
  #isSameHand(one: VoiceId, other: VoiceId): boolean {
    if (one === other) return true
    const { voices } = this.#words.authorship
    const [a, b] = [voices.get(one), voices.get(other)]
    if (a === undefined || b === undefined) return false
    const hand = a.typedBy ?? a.by
    return hand === b.by || hand === b.typedBy
  }

  #notes(section: SectionKey): Noted {
    const known = this.#changed.get(section)
    if (known !== undefined) return known
    const noted: Noted = { wrote: new Set(), moved: new Map() }
    this.#changed.set(section, noted)
    return noted
  }

  #itemAt(client: number, clock: number): Y.Item | null {
    const structs = this.#words.doc.store.clients.get(client)
    if (structs === undefined) return null
    const item = structs[Y.findIndexSS(structs, clock)]
    return item instanceof Y.Item && !item.deleted ? item : null
  }
}
