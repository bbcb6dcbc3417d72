import { decodeClientFrame, encodeSource, type SourceNote } from '@samskriv/protocol/frames'

import type { KeptNote } from './source-notes.ts'

/** As it is sent: so it is read by the same rules as what arrives anywhere. */
export function keptValue(note: SourceNote): Uint8Array {
  return encodeSource(note)
}

/** @returns null for anything else that is kept beside the words, and for a note of another version that says what this one can't */
export function readKeptNote(key: IDBValidKey, value: unknown): KeptNote | null {
  if (!Array.isArray(key) || !(value instanceof Uint8Array)) return null
  const [kind, client, place]: unknown[] = key
  if (kind !== 'source' || typeof client !== 'number' || typeof place !== 'number') return null
  try {
    const frame = decodeClientFrame(value)
    if (frame.type !== 'source') return null
    const { type: _, ...note } = frame
    return { key: ['source', client, place], note }
  } catch {
    return null
  }
}
