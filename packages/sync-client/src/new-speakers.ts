import { answered, committed, notesStore, openDeviceDatabase } from './device-database.ts'
import { newSpeakersName } from './device-name.ts'
import { type Observed, ObservedValue } from './observed.ts'

/** Somebody whose words are written down, and of whom the server has not heard yet. */
export interface NewSpeaker {
  readonly participantId: string
  readonly study: string
  readonly name: string
  readonly sector: string
  /** What to tell the server about them. */
  readonly request: unknown
}

export interface NewSpeakersOptions {
  readonly origin: string
  readonly person: string
  readonly study: string
  readonly storage: IDBFactory | undefined
  /** Tells the server. Resolves once it has answered, with a yes or a no for good; rejects when it can't be reached. */
  readonly send: (speaker: NewSpeaker) => Promise<void>
}

const firstPauseMs = 1_000
const longestPauseMs = 15_000

/**
 * Those who were added without a network. They are kept on this device until the server has heard of them, which is before the first
 * words that name them: no copy of the study connects while one is waiting.
 */
export class NewSpeakers {
  readonly #options: NewSpeakersOptions
  readonly #waiting = new ObservedValue<readonly NewSpeaker[]>([])
  readonly #loaded: Promise<void>
  #sending: Promise<void> | null = null
  #wake: () => void = () => {}
  #stopped = false

  constructor(options: NewSpeakersOptions) {
    this.#options = options
    this.#loaded = this.#load()
  }

  get waiting(): Observed<readonly NewSpeaker[]> {
    return this.#waiting
  }

  /** Resolves when they are kept on this device, or at least in this page. */
  async add(speaker: Omit<NewSpeaker, 'study'>): Promise<void> {
    const added = { ...speaker, study: this.#options.study }
    this.#waiting.set([...this.#waiting.get(), added])
    await this.#withStore('readwrite', (store) => answered(store.put(added, added.participantId)))
  }

  /** Resolves once the server has heard of everybody, or nobody waits for that any more. */
  async ready(): Promise<void> {
    await this.#loaded
    while (this.#waiting.get().length > 0 && !this.#stopped) {
      this.#sending ??= this.#sendAll().finally(() => (this.#sending = null))
      await this.#sending
    }
  }

  stop(): void {
    this.#stopped = true
    this.#wake()
  }

  async #sendAll(): Promise<void> {
    let pauseMs = firstPauseMs
    for (let [next] = this.#waiting.get(); next !== undefined && !this.#stopped; [next] = this.#waiting.get()) {
      try {
        await this.#options.send(next)
        await this.#forget(next)
        pauseMs = firstPauseMs
      } catch {
        await this.#pause(pauseMs)
        pauseMs = Math.min(2 * pauseMs, longestPauseMs)
      }
    }
  }

  async #forget({ participantId }: NewSpeaker): Promise<void> {
    this.#waiting.set(this.#waiting.get().filter((speaker) => speaker.participantId !== participantId))
    await this.#withStore('readwrite', (store) => answered(store.delete(participantId)))
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
      globalThis.addEventListener?.('online', this.#wake, { once: true })
    })
    globalThis.removeEventListener?.('online', this.#wake)
  }

  async #load(): Promise<void> {
    const kept = await this.#withStore('readonly', (store) => answered<unknown[]>(store.getAll()))
    const here = new Set(this.#waiting.get().map(({ participantId }) => participantId))
    const found = (kept ?? [])
      .filter(isNewSpeaker)
      .filter(({ study, participantId }) => study === this.#options.study && !here.has(participantId))
    if (found.length > 0) this.#waiting.set([...found, ...this.#waiting.get()])
  }

  /** @returns null where the browser keeps nothing; then they last as long as the page */
  async #withStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => Promise<T>): Promise<T | null> {
    const { storage, origin, person } = this.#options
    if (!storage) return null
    let database: IDBDatabase | null = null
    try {
      database = await openDeviceDatabase(storage, newSpeakersName(origin, person))
      const transaction = database.transaction(notesStore, mode)
      const done = committed(transaction)
      const [result] = await Promise.all([use(transaction.objectStore(notesStore)), done])
      return result
    } catch {
      return null
    } finally {
      database?.close()
    }
  }
}

function isNewSpeaker(value: unknown): value is NewSpeaker {
  if (typeof value !== 'object' || value === null) return false
  const { participantId, study, name, sector } = { participantId: null, study: null, name: null, sector: null, ...value }
  return [participantId, study, name, sector].every((field) => typeof field === 'string') && 'request' in value
}
