import * as Y from 'yjs'

import { inDocumentOrder } from './document-order.ts'
import type { YType } from './y-type.ts'

/** Text of one block part that a transaction deleted or inserted without a gap of text that stayed. */
export interface TextRun {
  readonly text: string
  readonly parent: YType
  /** The root the run lies under. */
  readonly section: YType
  readonly pieces: readonly { readonly client: number; readonly clock: number; readonly length: number }[]
  readonly first: Y.Item
  readonly last: Y.Item
  /** Whether no text that stayed lies before or after it in its parent. */
  readonly opensParent: boolean
  readonly closesParent: boolean
}

export interface ChangedText {
  readonly deleted: readonly TextRun[]
  readonly inserted: readonly TextRun[]
  /** Whether an item came with this transaction. */
  readonly isNew: (item: Y.Item) => boolean
}

type Change = 'deleted' | 'inserted'

/**
 * The runs a transaction deleted and inserted, in document order over everything it touched. Call it before Yjs collects garbage:
 * afterwards the deleted strings are gone. Text both inserted and deleted within the transaction counts as neither.
 *
 * @param insertedIds - how many ids it inserted: their clients are looked for no longer than that
 */
export function changedText(transaction: Y.Transaction, insertedIds: number): ChangedText {
  const changes = new Map<Y.Item, Change>()
  const parents = new Set<YType>()
  const note = (item: Y.Item, change: Change): void => {
    changes.set(item, change)
    if (item.parent instanceof Y.AbstractType) parents.add(item.parent)
  }
  const { store } = transaction.doc
  for (const [client, ranges] of transaction.deleteSet.clients) {
    const known = transaction.beforeState.get(client) ?? 0
    for (const { clock, len } of ranges) {
      eachString(store, client, clock, Math.min(clock + len, known), (item) => {
        if (item.deleted) note(item, 'deleted')
      })
    }
  }
  let missing = insertedIds
  for (const [client, after] of missing > 0 ? transaction.afterState : []) {
    const before = transaction.beforeState.get(client) ?? 0
    if (after > before) {
      eachString(store, client, before, after, (item) => {
        if (!item.deleted) note(item, 'inserted')
      })
      missing -= after - before
      if (missing <= 0) break
    }
  }
  const deleted: TextRun[] = []
  const inserted: TextRun[] = []
  const ordered = changes.size > 1 ? inDocumentOrder(transaction.doc, parents) : parents
  for (const parent of ordered) {
    const single = changes.size === 1 ? changes.entries().next().value : undefined
    const runs =
      single === undefined ? runsOf(parent, changes) : [{ change: single[1], items: [single[0]], opensParent: false, closesParent: false }]
    const section = rootOf(parent)
    for (const run of runs) addRun(run.change === 'deleted' ? deleted : inserted, run, parent, section)
  }
  return { deleted, inserted, isNew: ({ id }) => id.clock >= (transaction.beforeState.get(id.client) ?? 0) }
}

function eachString(store: Y.Doc['store'], client: number, from: number, to: number, visit: (item: Y.Item) => void): void {
  const structs = store.clients.get(client)
  if (structs === undefined || from >= to) return
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined || struct.id.clock >= to) return
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) visit(struct)
  }
}

interface OpenRun {
  readonly change: Change
  readonly items: Y.Item[]
  readonly opensParent: boolean
  closesParent: boolean
}

/** Marks and earlier deletions inside a run do not break it; text, breaks and atoms that stayed do. */
function runsOf(parent: YType, changes: ReadonlyMap<Y.Item, Change>): OpenRun[] {
  const runs: OpenRun[] = []
  const open: Partial<Record<Change, OpenRun>> = {}
  let opensParent = true
  for (let item = parent._start; item !== null; item = item.right) {
    const change = changes.get(item)
    if (change !== undefined) {
      const run = open[change]
      if (run !== undefined) run.items.push(item)
      else {
        const started: OpenRun = { change, items: [item], opensParent, closesParent: false }
        open[change] = started
        runs.push(started)
      }
    } else if (!item.deleted && item.countable) {
      delete open.deleted
      delete open.inserted
      opensParent = false
    }
  }
  for (const run of Object.values(open)) run.closesParent = true
  return runs
}

function addRun(runs: TextRun[], { items, opensParent, closesParent }: OpenRun, parent: YType, section: YType): void {
  const [first] = items
  const last = items.at(-1)
  if (first === undefined || last === undefined) return
  let text = ''
  const pieces: { client: number; clock: number; length: number }[] = []
  for (const item of items) {
    if (item.content instanceof Y.ContentString) text += item.content.str
    pieces.push({ client: item.id.client, clock: item.id.clock, length: item.length })
  }
  runs.push({ text, parent, section, pieces, first, last, opensParent, closesParent })
}

function rootOf(type: YType): YType {
  let root = type
  for (let item = root._item; item !== null; item = root._item) {
    if (!(item.parent instanceof Y.AbstractType)) break
    root = item.parent
  }
  return root
}
