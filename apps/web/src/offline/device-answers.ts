import { answersName, ownShellPath, personPath, shellCache, shellPath } from './what-is-kept.ts'

/** An answer of the server, and when it came. */
export interface KeptAnswer {
  /** UTC milliseconds. */
  readonly at: number
  readonly body: unknown
}

const store = 'answers'

/**
 * What the server last told one person, on this device: to be shown, with its date, when it can't be asked. Signing out takes it away
 * with their words, which are in databases of the same beginning (`eraseDevice`).
 */
export class DeviceAnswers {
  readonly person: string
  readonly #name: string
  readonly #storage: IDBFactory

  constructor(device: { readonly origin: string; readonly person: string; readonly storage: IDBFactory }) {
    this.person = device.person
    this.#name = `samskriv:${device.origin}:${device.person}:${answersName}`
    this.#storage = device.storage
  }

  /** @throws DOMException when the browser keeps nothing: private window, full disk, forbidden by policy */
  async keep(path: string, answer: KeptAnswer): Promise<void> {
    await this.#with('readwrite', (answers) => answers.put(answer, path))
  }

  /** @returns null also where the browser keeps nothing */
  async find(path: string): Promise<KeptAnswer | null> {
    const found = await this.#with<unknown>('readonly', (answers) => answers.get(path)).catch(() => null)
    if (typeof found !== 'object' || found === null || !('at' in found) || !('body' in found)) return null
    return typeof found.at === 'number' ? { at: found.at, body: found.body } : null
  }

  /** With everything that is told of the same: the people of a study, and what stands beside its text. */
  async forget(path: string): Promise<void> {
    const forgetAll = (answers: IDBObjectStore): IDBRequest<IDBValidKey[]> => {
      const keys = answers.getAllKeys()
      keys.addEventListener('success', () => {
        for (const key of keys.result) if (typeof key === 'string' && `${key}/`.startsWith(`${path}/`)) answers.delete(key)
      })
      return keys
    }
    await this.#with('readwrite', forgetAll).catch(() => null)
  }

  async forgetAll(): Promise<void> {
    await new Promise((resolve) => {
      const request = this.#storage.deleteDatabase(this.#name)
      request.onsuccess = resolve
      request.onblocked = resolve
      request.onerror = resolve
    })
  }

  async #with<T>(mode: IDBTransactionMode, ask: (answers: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#open()
    try {
      const transaction = database.transaction(store, mode)
      const request = ask(transaction.objectStore(store))
      return await new Promise<T>((resolve, reject) => {
        transaction.oncomplete = () => resolve(request.result)
        transaction.onabort = () => reject(transaction.error ?? new Error('device-storage-aborted'))
      })
    } finally {
      database.close()
    }
  }

  async #open(): Promise<IDBDatabase> {
    const request = this.#storage.open(this.#name, 1)
    return await new Promise((resolve, reject) => {
      request.onupgradeneeded = () => request.result.createObjectStore(store)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('device-storage-failed'))
    })
  }
}

/** Whose answers this browser keeps; null when nobody's. */
export async function personOnDevice(): Promise<string | null> {
  try {
    const shells = await globalThis.caches.open(shellCache)
    return (await (await shells.match(personPath))?.text()) ?? null
  } catch {
    return null
  }
}

/** Notes whose answers are kept from now on. Those of anybody who was here before are taken away, which nobody has to wait for. */
export async function setPersonOnDevice(person: string, storage: IDBFactory): Promise<void> {
  try {
    const shells = await globalThis.caches.open(shellCache)
    await shells.put(personPath, new Response(person))
    void forgetOthers(person, storage).catch(() => {})
  } catch {
    // A browser that keeps nothing, keeps nothing of anybody.
  }
}

async function forgetOthers(person: string, storage: IDBFactory): Promise<void> {
  const ends = `:${answersName}`
  for (const { name = '' } of await storage.databases())
    if (name.endsWith(ends) && !name.endsWith(`:${person}${ends}`)) storage.deleteDatabase(name)
}

/** The frame of a page as whoever is here reads it: their language, their look, and nothing else of theirs. */
export async function keepOwnShell(): Promise<void> {
  try {
    const shell = await fetch(shellPath, { cache: 'no-store' })
    if (shell.ok) await (await globalThis.caches.open(shellCache)).put(ownShellPath, shell)
  } catch {
    // The frame of nobody in particular serves as well.
  }
}

/** At sign-out; what is nobody's stays. */
export async function forgetPersonOnDevice(): Promise<void> {
  try {
    const shells = await globalThis.caches.open(shellCache)
    await Promise.all([shells.delete(personPath), shells.delete(ownShellPath)])
  } catch {
    // There is nothing, then.
  }
}
