import type { SectionKey } from '@samskriv/domain'
import { type AnchorEntry, parseAnchorNews } from '@samskriv/protocol/frames'
import type { StudyAnchors } from '@samskriv/protocol/http-anchors'
import type { Node } from '@tiptap/pm/model'
import type { Doc } from 'yjs'

import { type Stretch, stretchesOf } from './section-places.ts'

/** Where something points in the text of an open copy: the Yjs ids of the first and the last character. */
export interface LiveAnchor {
  readonly id: string
  readonly section: SectionKey
  readonly start: { readonly client: number; readonly clock: number }
  readonly end: { readonly client: number; readonly clock: number }
}

/** Where everything points that points into one open copy: the state as it was fetched, and every piece of news since. */
export class LiveAnchors {
  readonly #doc: Doc
  readonly #anchors = new Map<string, LiveAnchor>()
  readonly #listeners = new Set<(sections: ReadonlySet<SectionKey>) => void>()
  /** Where the text was when an editor and the copy last were the same. */
  readonly #known = new Map<SectionKey, ReadonlyMap<string, Stretch>>()

  constructor(doc: Doc) {
    this.#doc = doc
  }

  /** @param since - what was pushed while the state was on its way */
  begin({ seq, attached }: Pick<StudyAnchors, 'seq' | 'attached'>, since: readonly unknown[]): void {
    const entries: AnchorEntry[] = [...attached]
    for (const pushed of since) {
      const news = parseAnchorNews(pushed)
      if (news !== undefined && news.seq >= seq) entries.push(...news.anchors)
    }
    this.#setAll(entries)
  }

  /** @param pushed - of any kind */
  take(pushed: unknown): void {
    const news = parseAnchorNews(pushed)
    if (news !== undefined) this.#setAll(news.anchors)
  }

  in(section: SectionKey): readonly LiveAnchor[] {
    return [...this.#anchors.values()].filter((anchor) => anchor.section === section)
  }

  /** Undefined for one that points nowhere now, or that nothing is known of. */
  get(id: string): LiveAnchor | undefined {
    return this.#anchors.get(id)
  }

  /** Where the anchors of a section are in its text as an editor holds it, by anchor. */
  readonly positions = (section: SectionKey, page: Node): ReadonlyMap<string, Stretch> => {
    const now = stretchesOf(this.#doc, section, page, this.in(section))
    if (now === null) return this.#known.get(section) ?? new Map()
    this.#known.set(section, now)
    return now
  }

  /** Hears when something points elsewhere than the text alone tells, and in which sections. */
  readonly subscribe = (listener: (sections: ReadonlySet<SectionKey>) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #setAll(entries: readonly AnchorEntry[]): void {
    const sections = new Set<SectionKey>()
    for (const entry of entries) {
      for (const point of [this.#anchors.get(entry[0]), this.#set(entry)]) if (point !== undefined) sections.add(point.section)
    }
    for (const listener of this.#listeners) listener(sections)
  }

  #set(entry: AnchorEntry): LiveAnchor | undefined {
    if (entry.length === 2) {
      this.#anchors.delete(entry[0])
      return undefined
    }
    const [id, section, startClient, startClock, endClient, endClock] = entry
    const [start, end] = [
      { client: startClient, clock: startClock },
      { client: endClient, clock: endClock },
    ]
    const anchor = { id, section: section as SectionKey, start, end }
    this.#anchors.set(id, anchor)
    return anchor
  }
}
