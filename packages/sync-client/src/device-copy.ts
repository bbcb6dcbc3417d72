import * as Y from 'yjs'

import { answered, committed, deleteDeviceDatabase, ledgerKey, notesStore, openDeviceDatabase, updatesStore } from './device-database.ts'
import { keptValue } from './kept-note.ts'
import { Ledger } from './ledger.ts'
import { type Observed, ObservedValue } from './observed.ts'
import type { KeptNote, SourceNotes } from './source-notes.ts'
import { readLedger, readStoredCopy } from './stored-copy.ts'

export type DeviceState =
  /** Edits are being written. */
  | 'writing'
  /** Everything so far is on this device. */
  | 'kept'
  /** The browser refused; retried with the next edit. */
  | 'failed'

/** More rows than this are joined into one. */
const maxRows = 500

interface DeviceCopyOptions {
  readonly name: string
  readonly doc: Y.Doc
  readonly ledger: Ledger
  readonly sources: SourceNotes
  readonly factory: IDBFactory | undefined
}

/**
 * Keeps a document on this device, update by update, and what must be told of its words.
 *
 * y-indexeddb is not used: it has no error events and no way to know when words are on disk, and "saved on this device" must
 * not be said before they are. Several tabs share one database: each removes only rows that it has read or written itself.
 */
export class DeviceCopy {
  readonly #state = new ObservedValue<DeviceState>('kept')
  readonly #doc: Y.Doc
  readonly #ledger: Ledger
  readonly #sources: SourceNotes
  readonly #name: string
  readonly #factory: IDBFactory | undefined
  #database: IDBDatabase | null = null
  #queue: Uint8Array[] = []
  #ownRows: IDBValidKey[] = []
  /** Those on this device, as far as this page has read or written them. */
  #keptSources: readonly KeptNote[] = []
  #needsWholeState = false
  #opened = false
  #busy = false
  /** Something has changed since it was written last. */
  #isBehind = false
  #stopped = false

  constructor(options: DeviceCopyOptions) {
    this.#name = options.name
    this.#doc = options.doc
    this.#ledger = options.ledger
    this.#sources = options.sources
    this.#factory = options.factory
  }

  get state(): Observed<DeviceState> {
    return this.#state
  }

  /** Reads what earlier visits left, then keeps every change. Never rejects: without storage the state is `failed`. */
  async open(): Promise<void> {
    this.#doc.on('update', this.#onUpdate)
    try {
      const database = await this.#openDatabase()
      if (this.#stopped) return database.close()
      const copy = await readStoredCopy(database)
      if (this.#stopped) return database.close()
      this.#database = database
      this.#ownRows = [...copy.keys]
      this.#ledger.merge(copy.ledger)
      this.#keptSources = copy.sources
      this.#sources.addEarlier(copy.sources)
      this.#doc.transact(() => {
        for (const update of copy.updates) Y.applyUpdate(this.#doc, update, this)
      }, this)
    } catch {
      this.#needsWholeState = true
      this.#state.set('failed')
    }
    this.#opened = true
    if (this.#isBehind) void this.#write()
  }

  /** Writes what the ledger says now, also when no word changed. */
  noteLedger(): void {
    if (this.#database === null) return
    this.#isBehind = true
    void this.#write()
  }

  /** Writes which sources the server has still to hear of. */
  noteSources(): void {
    if (this.#stopped) return
    this.#isBehind = true
    this.#state.set('writing')
    void this.#write()
  }

  async close(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#doc.off('update', this.#onUpdate)
    this.#database?.close()
    this.#database = null
  }

  /** Closes and removes the copy. Text that must live on has been taken out before. */
  async erase(): Promise<void> {
    await this.close()
    if (this.#factory) await deleteDeviceDatabase(this.#factory, this.#name)
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || this.#stopped) return
    this.#queue.push(update)
    this.#isBehind = true
    this.#state.set('writing')
    void this.#write()
  }

  async #write(): Promise<void> {
    if (this.#busy || this.#stopped || !this.#opened) return
    this.#busy = true
    try {
      do await this.#writeQueue()
      while (this.#isBehind && !this.#stopped)
      this.#state.set('kept')
    } catch {
      // What could not be written is in the document; the next edit writes all of it.
      this.#needsWholeState = true
      this.#queue = []
      if (!this.#stopped) this.#state.set('failed')
    } finally {
      this.#busy = false
    }
  }

  async #writeQueue(): Promise<void> {
    this.#database ??= await this.#openDatabase()
    const database = this.#database
    const joins = this.#needsWholeState || this.#ownRows.length + 1 > maxRows
    const row = joins ? Y.encodeStateAsUpdate(this.#doc) : mergedOrNull(this.#queue)
    const sources = [...this.#sources.waiting]
    this.#queue = []
    this.#isBehind = false
    const transaction = database.transaction([updatesStore, notesStore], 'readwrite')
    const done = committed(transaction)
    const updates = transaction.objectStore(updatesStore)
    if (joins) for (const key of this.#ownRows) updates.delete(key)
    const added = row === null ? null : answered(updates.add(row))
    const notes = transaction.objectStore(notesStore)
    keepSources(notes, this.#keptSources, sources)
    const [key] = await Promise.all([added, keepLedger(notes, this.#ledger), done])
    this.#keptSources = sources
    if (joins) this.#ownRows = []
    if (key !== null) this.#ownRows.push(key)
    this.#needsWholeState = false
  }

  async #openDatabase(): Promise<IDBDatabase> {
    if (!this.#factory) throw new Error('device-storage-missing')
    const database = await openDeviceDatabase(this.#factory, this.#name)
    database.addEventListener('versionchange', () => {
      // Erased from another tab, by signing out there: nothing of this person may come back.
      void this.close()
      this.#state.set('failed')
    })
    return database
  }
}

/** Adds to what other tabs have noted. */
async function keepLedger(notes: IDBObjectStore, ledger: Ledger): Promise<void> {
  const kept = new Ledger(readLedger(await answered<unknown>(notes.get(ledgerKey))))
  kept.merge(ledger.entries)
  notes.put(kept.entries, ledgerKey)
}

/** Leaves alone those of other tabs. */
function keepSources(notes: IDBObjectStore, before: readonly KeptNote[], now: readonly KeptNote[]): void {
  const had = new Set(before.map(({ key }) => key))
  const has = new Set(now.map(({ key }) => key))
  for (const { key } of before) if (!has.has(key)) notes.delete([...key])
  for (const { key, note } of now) if (!had.has(key)) notes.put(keptValue(note), [...key])
}

function mergedOrNull(updates: readonly Uint8Array[]): Uint8Array | null {
  const [first, ...more] = updates
  if (first === undefined) return null
  return more.length === 0 ? first : Y.mergeUpdates([...updates])
}
