import * as Y from 'yjs'

import { answered, ledgerKey, notesStore, updatesStore } from './device-database.ts'
import { readKeptNote } from './kept-note.ts'
import type { LedgerEntry } from './ledger.ts'
import type { KeptNote } from './source-notes.ts'

export interface StoredCopy {
  readonly updates: readonly Uint8Array[]
  readonly keys: readonly IDBValidKey[]
  readonly ledger: readonly LedgerEntry[]
  /** In the order the server must hear them. */
  readonly sources: readonly KeptNote[]
}

export async function readStoredCopy(database: IDBDatabase): Promise<StoredCopy> {
  const transaction = database.transaction([updatesStore, notesStore], 'readonly')
  const updates = transaction.objectStore(updatesStore)
  const notes = transaction.objectStore(notesStore)
  const [values, keys, ledger, noteKeys, noteValues] = await Promise.all([
    answered<unknown[]>(updates.getAll()),
    answered(updates.getAllKeys()),
    answered<unknown>(notes.get(ledgerKey)),
    answered(notes.getAllKeys()),
    answered<unknown[]>(notes.getAll()),
  ])
  return {
    updates: values.filter((value) => value instanceof Uint8Array),
    keys,
    ledger: readLedger(ledger),
    sources: noteKeys.flatMap((key, index) => readKeptNote(key, noteValues[index]) ?? []),
  }
}

/** A copy that is only looked at: the document never meets the server. */
export function documentOf(copy: StoredCopy): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of copy.updates) Y.applyUpdate(doc, update)
  })
  return doc
}

/** What was noted of clientIDs, by this version or another. */
export function readLedger(value: unknown): LedgerEntry[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown): LedgerEntry[] => {
    if (!Array.isArray(entry)) return []
    const [client, clock, speaker]: unknown[] = entry
    if (typeof client !== 'number' || typeof clock !== 'number') return []
    return [typeof speaker === 'string' ? [client, clock, speaker] : [client, clock]]
  })
}
