import { isVoicedText, spansOfBlocks, type Authorship, type VoicedElement } from '@samskriv/attribution'
import { plainText } from '@samskriv/document'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { KeptBlock, KeptNode, RestorePoint } from '../update-store.ts'

/** When a section as it was is kept, so that one can go back to it. */
export interface RestorePolicy {
  /** A section that is edited is kept so often. */
  readonly everyMs: number
  /** It is kept when it loses more words than this at once. */
  readonly lostWords: number
  /** And when all its words go at once, if they are more than this. */
  readonly clearedWords: number
  /** Not more often than this for that reason: what was there is in the one before. */
  readonly lossEveryMs: number
}

export const restorePolicy: RestorePolicy = { everyMs: 10 * 60_000, lostWords: 50, clearedWords: 5, lossEveryMs: 5_000 }

/** How many characters an update takes out of each section that it changes, more than it puts in. */
export type SectionChanges = ReadonlyMap<SectionKey, number>

interface Taken {
  readonly point: RestorePoint
  readonly isDue: boolean
}

export interface RestorePointPorts {
  readonly clock: () => number
  readonly newId: () => string
  readonly policy: RestorePolicy
}

/**
 * Takes sections as they are before they are changed. Blocks are only read when a point is due or a change takes out much: typing
 * costs a look at a map.
 *
 * @see rule SS35 in packages/sync-server/README.md
 */
export class RestorePoints {
  readonly #doc: Y.Doc
  readonly #authorship: Authorship
  readonly #ports: RestorePointPorts
  readonly #newest: Map<SectionKey, number>
  readonly #lossKept = new Map<SectionKey, number>()
  #taken: Taken[] = []

  /** @param newest - when the newest stored point of each section was made */
  constructor(doc: Y.Doc, authorship: Authorship, newest: Iterable<readonly [SectionKey, number]>, ports: RestorePointPorts) {
    this.#doc = doc
    this.#authorship = authorship
    this.#newest = new Map(newest)
    this.#ports = ports
  }

  /** Whether `before` has to be called, between two transactions, before such a change is made. */
  isWanted(changes: SectionChanges): boolean {
    for (const [section, removed] of changes) if (this.#isDue(section) || this.#takesMuch(section, removed)) return true
    return false
  }

  /** @param by - whose hand changes it */
  before(changes: SectionChanges, seq: number, by: ParticipantId | null): void {
    for (const [section, removed] of changes) {
      const isDue = this.#isDue(section)
      if (!isDue && !this.#takesMuch(section, removed)) continue
      const point = this.take(section, seq, by, 'edited')
      // Nothing to go back to: the time runs from here.
      if (point === null) this.#newest.set(section, this.#ports.clock())
      else this.#taken.push({ point, isDue })
    }
  }

  /** After the change: what is to be stored with it. */
  after(): readonly RestorePoint[] {
    if (this.#taken.length === 0) return []
    const taken = this.#taken
    this.#taken = []
    return taken.flatMap(({ point, isDue }) => {
      const left = wordsIn(this.#doc, point.section)
      const { lostWords, clearedWords } = this.#ports.policy
      const isLoss = point.words - left > lostWords || (left === 0 && point.words > clearedWords)
      if (isLoss) this.#lossKept.set(point.section, point.at)
      if (isLoss || isDue) this.#newest.set(point.section, point.at)
      if (isLoss) return [{ ...point, reason: 'before-deletion' as const }]
      return isDue ? [point] : []
    })
  }

  /** The section as it is now; null when it holds nothing. */
  take(section: SectionKey, seq: number, by: ParticipantId | null, reason: RestorePoint['reason']): RestorePoint | null {
    const blocks = keptBlocks(this.#doc, section, this.#authorship)
    const words = wordsIn(this.#doc, section)
    if (words === 0 && blocks.every(({ content, attrs }) => content === undefined && attrs === undefined)) return null
    return { id: this.#ports.newId(), section, seq, at: this.#ports.clock(), reason, by, words, blocks }
  }

  #isDue(section: SectionKey): boolean {
    return this.#isLongAgo(this.#newest.get(section), this.#ports.policy.everyMs)
  }

  /** No word is shorter than a character, so that most deletions need not be looked at. */
  #takesMuch(section: SectionKey, removed: number): boolean {
    const { clearedWords, lossEveryMs } = this.#ports.policy
    return removed > clearedWords && this.#isLongAgo(this.#lossKept.get(section), lossEveryMs)
  }

  #isLongAgo(at: number | undefined, ms: number): boolean {
    // A clock that was set back must not stop them.
    return at === undefined || Math.abs(this.#ports.clock() - at) >= ms
  }
}

/** The blocks of a section with whose words they are, as a restore point keeps them. */
export function keptBlocks(doc: Y.Doc, section: SectionKey, authorship: Authorship): readonly KeptBlock[] {
  return spansOfBlocks(doc, section, authorship).map(withoutIds)
}

function wordsIn(doc: Y.Doc, section: SectionKey): number {
  return plainText(doc, section).match(/\S+/g)?.length ?? 0
}

/** A block as it is kept: without the ids of its words, which outlive no epoch. */
export function withoutIds({ type, attrs, content }: VoicedElement): KeptBlock {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content === undefined ? {} : { content: content.map((node): KeptNode => (isVoicedText(node) ? textOf(node) : withoutIds(node))) }),
  }
}

function textOf({ text, marks, voice }: Extract<KeptNode, { text: string }>): KeptNode {
  return { type: 'text', text, ...(marks === undefined ? {} : { marks }), voice }
}
