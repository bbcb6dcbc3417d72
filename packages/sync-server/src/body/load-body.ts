import { sectionRoot } from '@samskriv/document'
import * as Y from 'yjs'

import type { StoredStudy } from '../update-store.ts'

export interface LoadedDoc {
  readonly doc: Y.Doc
  /** Sequence of the last update in it. */
  readonly seq: number
  /** Null when everything stored is in it; else why it ends there. */
  readonly brokenBy: string | null
}

/** The document from its snapshot and log. @throws when anything of it does not apply */
export function loadDoc(stored: StoredStudy): Y.Doc {
  const doc = emptyDoc(stored)
  // One transaction, because each would cost time for every clientID of the study.
  doc.transact(() => {
    if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot.state)
    for (const { bytes } of stored.updates) Y.applyUpdate(doc, bytes)
  })
  requireWhole(doc)
  const bound = new Set(stored.bindings.map(({ client }) => client))
  for (const client of doc.store.clients.keys()) if (!bound.has(client)) throw new Error('words of an unbound client')
  // Nothing is opened that could not be sent or stored again. A whole snapshot is what this would give.
  if (stored.snapshot?.isWhole !== true || stored.updates.length > 0) Y.encodeStateAsUpdate(doc)
  return doc
}

/** The longest beginning of the log that applies: the last good state of a study that does not load. */
export function loadLastGood(stored: StoredStudy): LoadedDoc {
  const { updates, snapshot } = stored
  const { count, brokenBy } = goodUpdates(stored)
  if (count === null) return { doc: emptyDoc(stored), seq: 0, brokenBy }
  const doc = emptyDoc(stored)
  if (snapshot !== null) Y.applyUpdate(doc, snapshot.state)
  for (const { bytes } of updates.slice(0, count)) Y.applyUpdate(doc, bytes)
  return { doc, seq: updates[count - 1]?.seq ?? snapshot?.uptoSeq ?? 0, brokenBy }
}

/** How many updates apply one after the other; null when not even the snapshot does. */
function goodUpdates({ updates, snapshot, sections }: StoredStudy): { readonly count: number | null; readonly brokenBy: string | null } {
  let count: number | null = null
  try {
    const doc = emptyDoc({ sections })
    if (snapshot !== null) Y.applyUpdate(doc, snapshot.state)
    requireWhole(doc)
    Y.encodeStateAsUpdate(doc)
    count = 0
    for (const { bytes } of updates) {
      Y.applyUpdate(doc, bytes)
      requireWhole(doc)
      count += 1
    }
    return { count, brokenBy: null }
  } catch (error) {
    return { count, brokenBy: String(error) }
  }
}

function emptyDoc(stored: Pick<StoredStudy, 'sections'>): Y.Doc {
  const doc = new Y.Doc({ gc: true })
  for (const { key } of stored.sections) doc.getXmlFragment(sectionRoot(key))
  return doc
}

/** Something that waits for a missing struct would wait for ever, and costs time with every later update. */
export function requireWhole(doc: Y.Doc): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('the document waits for something missing')
}
