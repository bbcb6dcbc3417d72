import { answered, committed, notesStore, openDeviceDatabase, openKeptDatabase } from './device-database.ts'
import { draftsName } from './device-name.ts'
import type { KeptWords } from './kept-copies.ts'

/** What somebody has begun to say beside the text of a study, and not sent. */
export interface Draft {
  readonly text: string
  /** What else was chosen in its form. */
  readonly chosen: unknown
}

interface Device {
  readonly origin: string
  readonly person: string
  readonly storage: IDBFactory | undefined
}

interface KeptDraft extends Draft {
  readonly study: string
  readonly place: string
}

/**
 * Half-written comments and replies of one person in one study: on this device until they are sent, or as long as the page where nothing
 * may be kept. Signing out takes them away with everything else of theirs, and shows them before.
 */
export class Drafts {
  readonly #device: Device & { readonly study: string }
  readonly #here = new Map<string, Draft | null>()
  /** Places of which something is not written yet. */
  readonly #unwritten = new Set<string>()
  #writing: Promise<unknown> = Promise.resolve()

  constructor(device: Device & { readonly study: string }) {
    this.#device = device
  }

  /** @param place - such as the thread it replies to */
  async find(place: string): Promise<Draft | null> {
    const here = this.#here.get(place)
    if (here !== undefined) return here
    const found = await this.#withStore('readonly', (store) => answered<unknown>(store.get(this.#key(place))))
    // Somebody may have typed meanwhile.
    return this.#here.get(place) ?? (isKeptDraft(found) ? { text: found.text, chosen: found.chosen } : null)
  }

  /** Resolves when it is kept. One without words is none. */
  async keep(place: string, draft: Draft): Promise<void> {
    if (draft.text.trim() === '') return this.forget(place)
    this.#here.set(place, draft)
    await this.#write(place)
  }

  /** It is sent, or thrown away. */
  async forget(place: string): Promise<void> {
    this.#here.set(place, null)
    await this.#write(place)
  }

  #key(place: string): string {
    return `${this.#device.study} ${place}`
  }

  /**
   * One after the other, and of one place only what was typed last: a page that is closed in the middle of a word has a write or two before
   * it, and not one for each of its letters.
   */
  async #write(place: string): Promise<void> {
    this.#unwritten.add(place)
    const before = this.#writing
    const now = before.then(async () => {
      if (!this.#unwritten.delete(place)) return
      const draft = this.#here.get(place) ?? null
      const key = this.#key(place)
      const kept = draft === null ? null : { ...draft, study: this.#device.study, place }
      await this.#withStore('readwrite', async (store) => {
        await (kept === null ? answered(store.delete(key)) : answered(store.put(kept, key)))
      })
    })
    this.#writing = now
    await now
  }

  /** @returns null where the browser keeps nothing */
  async #withStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => Promise<T>): Promise<T | null> {
    const { storage, origin, person } = this.#device
    if (!storage) return null
    let database: IDBDatabase | null = null
    try {
      database = await openDeviceDatabase(storage, draftsName(origin, person))
      const transaction = database.transaction(notesStore, mode)
      const done = committed(transaction)
      const used = use(transaction.objectStore(notesStore))
      // What is committed at once is written also when the page goes before it hears of it.
      if (mode === 'readwrite') transaction.commit()
      const [result] = await Promise.all([used, done])
      return result
    } catch {
      return null
    } finally {
      database?.close()
    }
  }
}

/** All that this person has begun to say on this device, study by study, for the offer before signing out. */
export async function draftsOnDevice({ origin, person, storage }: Device): Promise<readonly KeptWords[]> {
  if (!storage) return []
  let database: IDBDatabase | null = null
  try {
    database = await openKeptDatabase(storage, draftsName(origin, person))
    if (database === null) return []
    const kept = await answered<unknown[]>(database.transaction(notesStore, 'readonly').objectStore(notesStore).getAll())
    return kept.filter(isKeptDraft).map(({ study, place, text }) => ({ study, sections: [{ section: place, text }] }))
  } catch {
    return []
  } finally {
    database?.close()
  }
}

function isKeptDraft(value: unknown): value is KeptDraft {
  if (typeof value !== 'object' || value === null) return false
  const { study, place, text } = { study: null, place: null, text: null, ...value }
  return [study, place, text].every((field) => typeof field === 'string') && 'chosen' in value
}
