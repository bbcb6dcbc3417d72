import type { Anchor, DeletedRun, Override, Voice, WordChange } from '@samskriv/attribution'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'

import { chainStart } from '../chain.ts'
import {
  StoreUnavailable,
  type Binding,
  type CountedWords,
  type EpochChange,
  type ParagraphBefore,
  type RestorePoint,
  type SpellChanges,
  type StoredStudy,
  type StudyCommit,
  type UpdateRow,
  type UpdateStore,
  type WordsTaken,
} from '../update-store.ts'

interface Kept {
  epoch: number
  headSeq: number
  headHash: Uint8Array
  snapshot: StoredStudy['snapshot']
  rows: UpdateRow[]
  voices: Voice[]
  bindings: Map<number, Binding>
  retiredClients: readonly number[]
  overrides: Override[]
  graveyard: DeletedRun[]
  sections: StoredStudy['sections']
  speakers: StoredStudy['speakers']
  files: StoredStudy['files']
  words: Map<SectionKey, number>
  restorePoints: RestorePoint[]
  countedWords: Map<SectionKey, CountedWords>
  digestedSeq: number
  wordChanges: WordChange[]
  before: ParagraphBefore[]
  taken: WordsTaken[]
  anchors: Map<string, Anchor>
  /** Whoever alone hears of an anchor, besides stewards. */
  onlyFor: Map<string, ParticipantId>
  quarantine: string | null
  isInBin: boolean
}

/** What `also` is here: something to run in the transaction, that may refuse it by throwing. */
export type MemoryAlso = () => void

/**
 * Keeps everything in memory the way a database would: all of a commit or nothing, checked, and slow or failing on demand. It
 * outlives the rooms, so a test can throw them away and open new ones.
 */
export class MemoryStore implements UpdateStore<MemoryAlso> {
  readonly #studies = new Map<StudyId, Kept>()
  /** Thrown by the next commits, oldest first; `null` lets one through. */
  readonly failures: (Error | null)[] = []
  isFull = false
  delayMs = 0
  commits = 0

  add(study: StudyId, sections: readonly SectionKey[]): void {
    this.#studies.set(study, {
      epoch: 1,
      headSeq: 0,
      headHash: chainStart,
      snapshot: null,
      rows: [],
      voices: [],
      bindings: new Map(),
      retiredClients: [],
      overrides: [],
      graveyard: [],
      sections: sections.map((key) => ({ key, editing: 'open', openToContributors: false })),
      speakers: [],
      files: [],
      words: new Map(),
      restorePoints: [],
      countedWords: new Map(),
      digestedSeq: 0,
      wordChanges: [],
      before: [],
      taken: [],
      anchors: new Map(),
      onlyFor: new Map(),
      quarantine: null,
      isInBin: false,
    })
  }

  of(study: StudyId): Kept {
    const kept = this.#studies.get(study)
    if (kept === undefined) throw new Error('no such study in this test')
    return kept
  }

  async load(study: StudyId): Promise<StoredStudy | undefined> {
    await this.#wait()
    const kept = this.#studies.get(study)
    if (kept === undefined || kept.isInBin) return undefined
    const upto = kept.snapshot?.uptoSeq ?? 0
    return {
      epoch: kept.epoch,
      headSeq: kept.headSeq,
      headHash: kept.headHash,
      snapshot: kept.snapshot,
      updates: kept.rows.filter(({ seq }) => seq > upto).map(({ seq, at, bytes }) => ({ seq, at, bytes })),
      voices: [...kept.voices],
      bindings: [...kept.bindings.values()],
      retiredClients: kept.retiredClients.filter((client) => !kept.bindings.has(client)),
      overrides: [...kept.overrides],
      graveyard: [...kept.graveyard],
      sections: [...kept.sections],
      speakers: [...kept.speakers],
      files: [...kept.files],
      restorePoints: [...new Map(kept.restorePoints.map(({ section, at }) => [section, { section, at }])).values()],
      countedWords: [...kept.countedWords.values()],
      digestedSeq: kept.digestedSeq,
      spells: { before: [...kept.before], taken: [...kept.taken] },
      anchors: [...kept.anchors.values()].map((anchor) => ({ ...anchor, onlyFor: kept.onlyFor.get(anchor.id) ?? null })),
    }
  }

  async commit(commits: readonly StudyCommit<MemoryAlso>[]): Promise<void> {
    await this.#wait()
    if (this.isFull) throw new StoreUnavailable('the disk is full')
    const failure = this.failures.shift()
    if (failure !== undefined && failure !== null) throw failure
    for (const commit of commits) for (const first of commit.first) first()
    for (const commit of commits) this.#check(commit)
    for (const commit of commits) for (const also of commit.also) also()
    for (const commit of commits) this.#write(commit)
    this.commits += 1
  }

  async changeEpoch(change: EpochChange): Promise<void> {
    await this.#wait()
    if (this.isFull) throw new StoreUnavailable('the disk is full')
    const kept = this.of(change.study)
    if (kept.epoch !== change.from || kept.headSeq + 1 !== change.seq) throw new Error('stale epoch change')
    kept.epoch = change.to
    kept.headSeq = change.seq
    kept.headHash = change.endHash
    kept.snapshot = { uptoSeq: change.seq, state: change.state, isWhole: true }
    kept.rows = []
    kept.retiredClients = [...kept.retiredClients, ...kept.bindings.keys()]
    kept.bindings = new Map(change.bindings.map((binding) => [binding.client, binding]))
    kept.overrides = [...change.overrides]
    kept.graveyard = [...change.graveyard]
    kept.before = []
    kept.taken = []
    kept.anchors = new Map(change.anchors.map((anchor) => [anchor.id, anchor]))
  }

  async quarantine(study: StudyId, reason: string | null): Promise<void> {
    this.of(study).quarantine = reason
  }

  #check({ study, epoch, updates, bindings, voices }: StudyCommit<MemoryAlso>): void {
    const kept = this.of(study)
    if (kept.epoch !== epoch) throw new Error('old epoch')
    let expected = kept.headSeq
    const known = new Set([...kept.voices, ...voices].map(({ id }) => id))
    for (const { seq, voice } of updates) {
      expected += 1
      if (seq !== expected) throw new Error('stale head')
      if (!known.has(voice)) throw new Error('unknown voice')
    }
    for (const { client, voice } of bindings) {
      if (!known.has(voice)) throw new Error('unknown voice of a binding')
      if ((kept.bindings.get(client)?.voice ?? voice) !== voice) throw new Error('binding taken')
    }
  }

  #write(commit: StudyCommit<MemoryAlso>): void {
    const kept = this.of(commit.study)
    kept.voices.push(...commit.voices)
    kept.rows.push(...commit.updates)
    for (const binding of commit.bindings) kept.bindings.set(binding.client, binding)
    kept.overrides.push(...commit.overrides)
    kept.graveyard.push(...commit.graveyard)
    kept.restorePoints.push(...commit.restorePoints)
    for (const { section, words, changes } of commit.wordCounts) {
      kept.countedWords.set(section, { section, words })
      kept.wordChanges.push(...changes)
    }
    this.#writeSpells(kept, commit.spells)
    for (const [id, anchor] of commit.anchors) {
      if (anchor === null) kept.anchors.delete(id)
      else kept.anchors.set(id, anchor)
    }
    for (const { key, words, seq } of commit.digests) {
      kept.words.set(key, words)
      kept.digestedSeq = Math.max(kept.digestedSeq, seq)
    }
    const newest = commit.updates.at(-1)
    if (newest !== undefined) {
      kept.headSeq = newest.seq
      kept.headHash = newest.hash
    }
    if (commit.snapshot !== null) kept.snapshot = { ...commit.snapshot, isWhole: true }
  }

  #writeSpells(kept: Kept, { before, taken, told, dropped, ended }: SpellChanges): void {
    const hasEnded = (one: { section: SectionKey; by: ParticipantId }): boolean =>
      ended.some(({ section, by }) => section === one.section && by === one.by)
    kept.before = [...kept.before, ...before]
      .filter((one) => !dropped.includes(one.id) && !hasEnded(one))
      .map((one) => ({ ...one, isTold: one.isTold || told.includes(one.id) }))
    kept.taken = [...kept.taken, ...taken].filter((one) => !hasEnded(one))
  }

  async #wait(): Promise<void> {
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs))
  }
}
