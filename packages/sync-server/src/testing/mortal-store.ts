import type { EpochChange, StudyCommit, UpdateStore } from '../update-store.ts'
import type { MemoryAlso, MemoryStore } from './memory-store.ts'

/** A store as one process sees it: after `kill` none of its calls reaches the disk or ever returns. */
export class MortalStore implements UpdateStore<MemoryAlso> {
  readonly #store: MemoryStore
  #isKilled = false

  constructor(store: MemoryStore) {
    this.#store = store
  }

  kill(): void {
    this.#isKilled = true
  }

  load(study: Parameters<MemoryStore['load']>[0]): ReturnType<MemoryStore['load']> {
    return this.#alive(() => this.#store.load(study))
  }

  commit(commits: readonly StudyCommit<MemoryAlso>[]): Promise<void> {
    return this.#alive(() => this.#store.commit(commits))
  }

  changeEpoch(change: EpochChange): Promise<void> {
    return this.#alive(() => this.#store.changeEpoch(change))
  }

  quarantine(...which: Parameters<MemoryStore['quarantine']>): Promise<void> {
    return this.#alive(() => this.#store.quarantine(...which))
  }

  async #alive<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isKilled) return new Promise(() => {})
    const result = await call()
    return this.#isKilled ? new Promise(() => {}) : result
  }
}
