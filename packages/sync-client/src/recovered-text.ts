import { answered, committed, openDeviceDatabase, openKeptDatabase, notesStore } from './device-database.ts'
import { recoveredName } from './device-name.ts'
import { type Observed, ObservedValue } from './observed.ts'
import type { UnsentText } from './unsent-text.ts'

/** Words that the server could not take, given back to the one who wrote them. */
export interface RecoveredText {
  readonly id: string
  readonly study: string
  readonly at: Date
  readonly sections: readonly UnsentText[]
}

/**
 * Recovered words wait on this device until their author puts them away, also over a reload. Without storage they last as long
 * as the page.
 */
export class RecoveredTexts {
  readonly #texts = new ObservedValue<readonly RecoveredText[]>([])
  readonly #open: () => Promise<IDBDatabase>
  readonly #study: string

  constructor(options: {
    readonly origin: string
    readonly person: string
    readonly study: string
    readonly storage: IDBFactory | undefined
  }) {
    const { origin, person, study, storage } = options
    this.#study = study
    this.#open = async () => {
      if (!storage) throw new Error('device-storage-missing')
      return openDeviceDatabase(storage, recoveredName(origin, person))
    }
  }

  get texts(): Observed<readonly RecoveredText[]> {
    return this.#texts
  }

  async load(): Promise<void> {
    const kept = await this.#withStore('readonly', (store) => answered<unknown[]>(store.getAll()))
    const added = this.#texts.get()
    const texts = (kept ?? [])
      .filter(isRecoveredText)
      .filter(({ id, study }) => study === this.#study && !added.some((text) => text.id === id))
    this.#texts.set([...texts, ...added])
  }

  /** Resolves when the words are kept, so that the copy they come from may go. Blocks that wait already are not added again. */
  async add(given: readonly UnsentText[]): Promise<void> {
    if (given.length === 0) return
    // Another tab may have given them back: both had the same copy.
    await this.load()
    const sections = given.flatMap(({ section, text }) => this.#withoutWaiting(section, text))
    if (sections.length === 0) return
    const text: RecoveredText = { id: crypto.randomUUID(), study: this.#study, at: new Date(), sections }
    this.#texts.set([...this.#texts.get(), text])
    await this.#withStore('readwrite', (store) => answered(store.put(text, text.id)))
  }

  #withoutWaiting(section: string, text: string): UnsentText[] {
    const known = this.#texts.get().flatMap(({ sections }) => sections)
    const waiting = new Set(known.filter((other) => other.section === section).flatMap((other) => other.text.split('\n')))
    const lines = text.split('\n').filter((line) => !waiting.has(line))
    return lines.length === 0 ? [] : [{ section, text: lines.join('\n') }]
  }

  async putAway(id: string): Promise<void> {
    this.#texts.set(this.#texts.get().filter((text) => text.id !== id))
    await this.#withStore('readwrite', (store) => answered(store.delete(id)))
  }

  /** @returns null where the browser keeps nothing; the words are then still in memory and on the screen */
  async #withStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => Promise<T>): Promise<T | null> {
    let database: IDBDatabase | null = null
    try {
      database = await this.#open()
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

/** Every study's words that this person was given back on this device and has not put away. */
export async function recoveredOnDevice(device: {
  readonly origin: string
  readonly person: string
  readonly storage: IDBFactory | undefined
}): Promise<readonly RecoveredText[]> {
  const { origin, person, storage } = device
  if (!storage) return []
  let database: IDBDatabase | null = null
  try {
    database = await openKeptDatabase(storage, recoveredName(origin, person))
    if (database === null) return []
    const kept = await answered<unknown[]>(database.transaction(notesStore, 'readonly').objectStore(notesStore).getAll())
    return kept.filter(isRecoveredText)
  } catch {
    return []
  } finally {
    database?.close()
  }
}

function isRecoveredText(value: unknown): value is RecoveredText {
  return typeof value === 'object' && value !== null && 'id' in value && 'study' in value && 'at' in value && 'sections' in value
}
