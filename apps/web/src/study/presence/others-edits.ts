import { sectionKeyOfRoot } from '@samskriv/document'
import type { Awareness } from 'y-protocols/awareness'
import type { Doc, Transaction } from 'yjs'

import { type Presence, readPresence } from '../editor/presence.ts'

/** What somebody else has changed, once they have come to rest. */
export interface EditOfOther {
  readonly by: Presence
  readonly section: string
}

/** Somebody who writes nothing for so long has come to rest. */
const restMs = 3_000
/** Somebody who writes on and on is told of this often. */
const longestMs = 30_000

interface Spell {
  readonly edit: EditOfOther
  readonly since: number
  timer: ReturnType<typeof setTimeout>
}

/**
 * Hears of others' edits, of each person and section once for a spell of writing: after every letter it would drown all else.
 *
 * Who it was is found by where people are, as the server says it. What the server itself changes, it tells otherwise.
 *
 * @returns a function that ends it
 */
export function onOthersEdits(doc: Doc, awareness: Awareness, hear: (edit: EditOfOther) => void): () => void {
  const spells = new Map<string, Spell>()
  const end = (key: string): void => {
    const spell = spells.get(key)
    if (spell === undefined) return
    clearTimeout(spell.timer)
    spells.delete(key)
    hear(spell.edit)
  }
  const goesOn = (edit: EditOfOther): void => {
    const key = `${edit.by.participant} ${edit.section}`
    const known = spells.get(key)
    const timer = setTimeout(() => end(key), restMs)
    if (known === undefined) return void spells.set(key, { edit, since: Date.now(), timer })
    clearTimeout(known.timer)
    known.timer = timer
    if (Date.now() - known.since >= longestMs) end(key)
  }
  const onTransaction = (transaction: Transaction): void => {
    if (transaction.local) return
    for (const section of sectionsChangedBy(transaction))
      for (const by of writersIn(section, transaction, awareness)) goesOn({ by, section })
  }
  doc.on('afterTransaction', onTransaction)
  return () => {
    doc.off('afterTransaction', onTransaction)
    for (const { timer } of spells.values()) clearTimeout(timer)
    spells.clear()
  }
}

function sectionsChangedBy({ changedParentTypes, doc }: Transaction): string[] {
  if (changedParentTypes.size === 0) return []
  return [...doc.share].flatMap(([root, type]) => {
    const key = changedParentTypes.has(type) ? sectionKeyOfRoot(root) : null
    return key === null ? [] : [key]
  })
}

/**
 * Those in the section who put something in; else the one who did and is told to be here a moment later; else whoever is alone there,
 * when things were only taken out.
 */
function writersIn(section: string, { beforeState, afterState }: Transaction, awareness: Awareness): readonly Presence[] {
  const own = readPresence(awareness.clientID, awareness.getLocalState())?.participant
  const others = [...awareness.getStates()].flatMap(([client, state]) => {
    const presence = client === awareness.clientID ? null : readPresence(client, state)
    return presence === null || presence.participant === own ? [] : [presence]
  })
  const there = others.filter((one) => one.section === section)
  const hasPutIn = ({ client }: Presence): boolean => (afterState.get(client) ?? 0) > (beforeState.get(client) ?? 0)
  const [putIn, anywhere] = [there.filter(hasPutIn), others.filter(hasPutIn)]
  if (putIn.length > 0) return putIn
  if (anywhere.length === 1) return anywhere
  return there.length === 1 ? there : []
}
