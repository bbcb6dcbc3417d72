import * as Y from 'yjs'

import { latestOf, parentOf, type Step } from './undo-step.ts'

/** Shorter blocks may stand twice because somebody wrote them twice. */
const shortestBlock = 8

/**
 * Takes out of a step the blocks that it would bring back although their words stand elsewhere by now, in what somebody has made of
 * the copy that the step had put in their place.
 *
 * @returns whether nothing of the step is left
 */
export function dropDoubled({ doc, scope }: Y.UndoManager, step: Step): boolean {
  // All within one transaction: after it Yjs joins again the items that it cut for it.
  return doc.transact((transaction) => {
    const { own, back, takenByOthers } = outcome(transaction, step)
    if (takenByOthers < shortestBlock) return false
    const standing = scope
      .map((root) => (root instanceof Y.AbstractType ? textOf(root, (item) => !item.deleted && !own.has(item)) : ''))
      .join('\n')
    const doubled = new Set<Y.Item>()
    for (const item of back) {
      if (!(item.content instanceof Y.ContentType) || !(item.content.type instanceof Y.XmlText)) continue
      const text = textOf(item.content.type, (letters) => back.has(letters))
      if (text.length >= shortestBlock && text.length <= takenByOthers && standing.includes(text)) doubled.add(item)
    }
    const blocks = withEmptied(doubled, back)
    const dropped = [...back].filter((item) => blocks.has(item) || blocks.has(parentOf(item) ?? item))
    // What was put in and taken out within one step never comes back.
    if (dropped.length > 0) step.insertions = Y.mergeDeleteSets([step.insertions, idsOf(dropped)])
    return own.size === 0 && dropped.length === back.size
  })
}

interface Outcome {
  /** What the step put in and is still there. */
  readonly own: ReadonlySet<Y.Item>
  /** What it took out and would bring back. */
  readonly back: ReadonlySet<Y.Item>
  /** How much of what it put in is gone by somebody else's hand: it may have been copied before. */
  readonly takenByOthers: number
}

function outcome(transaction: Y.Transaction, { insertions, deletions }: Step): Outcome {
  const { doc } = transaction
  const own = new Set<Y.Item>()
  const back = new Set<Y.Item>()
  let takenByOthers = 0
  Y.iterateDeletedStructs(transaction, insertions, (struct) => {
    const latest = latestOf(doc, struct)
    if (!latest.deleted && latest instanceof Y.Item) own.add(latest)
    else if (!Y.isDeleted(deletions, struct.id)) takenByOthers += struct.length
  })
  Y.iterateDeletedStructs(transaction, deletions, (struct) => {
    if (struct instanceof Y.Item && !Y.isDeleted(insertions, struct.id) && latestOf(doc, struct).deleted) back.add(struct)
  })
  return { own, back, takenByOthers }
}

/** What these blocks stood in comes back no more than they do, unless something else comes back in it. */
function withEmptied(blocks: ReadonlySet<Y.Item>, back: ReadonlySet<Y.Item>): ReadonlySet<Y.Item> {
  const emptied = new Set<Y.Item>()
  for (const block of blocks) for (const around of outwards(block)) if (back.has(around)) emptied.add(around)
  for (const item of back) {
    const isWithin = item.parentSub === null && outwards(item).some((around) => blocks.has(around))
    if (emptied.has(item) || isWithin || item.parentSub !== null) continue
    for (const around of outwards(item)) emptied.delete(around)
  }
  return emptied
}

/** The item itself and all that it stands in, from within. */
function outwards(item: Y.Item): readonly Y.Item[] {
  const around: Y.Item[] = []
  for (let next: Y.Item | null = item; next !== null; next = parentOf(next)) around.push(next)
  return around
}

function textOf(type: Pick<Y.XmlFragment, '_start'>, isWanted: (item: Y.Item) => boolean): string {
  let text = ''
  for (let item = type._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentString && isWanted(item)) text += item.content.str
    else if (item.content instanceof Y.ContentType && !item.deleted) text += `${textOf(item.content.type, isWanted)}\n`
  }
  return text
}

function idsOf(items: readonly Y.Item[]): ReturnType<typeof Y.createDeleteSet> {
  const ids = Y.createDeleteSet()
  for (const { id, length } of items) {
    const ranges = ids.clients.get(id.client) ?? []
    ids.clients.set(id.client, ranges)
    ranges.push({ clock: id.clock, len: length })
  }
  return ids
}
