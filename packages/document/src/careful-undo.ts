import * as Y from 'yjs'

import { dropDoubled } from './doubled-blocks.ts'
import { latestOf, parentOf, type Step } from './undo-step.ts'

/** Fewer letters than this that a copy and an original share, and not the whole of the copy, are alike by chance. */
const shortestLikeness = 8

/** The same where it is the whole of the original. */
const shortestWhole = 4

/**
 * Keeps undo and redo from taking words out of the text that the step had only carried. Making a list, splitting, joining and moving
 * delete words and insert a copy of them; taking back such a step brings the words back where they were and takes the copy away. When
 * somebody has meanwhile taken apart the list or the table they stood in, Yjs can't bring them back and takes the copy away all the
 * same: whoever's words they are, they are gone. So of a copy only that is taken away of which the original has come back. What the
 * step wrote anew goes as before. The other way round, a block does not come back whose copy somebody has meanwhile made something else
 * of: its words would stand there twice.
 *
 * @see rule D12 in packages/document/README.md
 */
export function makeCareful(manager: Y.UndoManager): void {
  const { deleteFilter } = manager
  let steps: readonly Step[] = []
  let takenOutBy = new Map<Step, Original[]>()

  const takenOut = (): Original[] => {
    // Yjs has taken the step from the end of its stack, and goes on to the one before when nothing comes of it.
    const step = steps[(manager.undoing ? manager.undoStack : manager.redoStack).length]
    if (step === undefined) return []
    const originals = takenOutBy.get(step) ?? originalsOf(manager.doc, step)
    takenOutBy.set(step, originals)
    return originals
  }

  // Yjs brings everything back before it asks what it may delete.
  manager.deleteFilter = (item) => {
    if (!deleteFilter(item)) return false
    const { content } = item
    if (!(content instanceof Y.ContentString)) return true
    const originals = takenOut()
    const kept = originals.some(({ isBack }) => !isBack) ? withoutOriginal(content.str, originals) : []
    if (kept.length > 0) deleteAllBut(manager.doc, item, kept)
    return kept.length === 0
  }

  const before =
    <T>(act: () => T, stack: () => readonly Step[]) =>
    () => {
      // As they were: what is dropped from them has not come back either, and its copy stays if there is one after all.
      steps = stack().map(({ insertions, deletions }) => ({ insertions, deletions }))
      takenOutBy = new Map()
      for (const step of stack().toReversed()) if (!dropDoubled(manager, step)) break
      return act()
    }
  manager.undo = before(manager.undo.bind(manager), () => manager.undoStack)
  manager.redo = before(manager.redo.bind(manager), () => manager.redoStack)
  manager.on('stack-cleared', () => keepAgain(manager))
}

/** Text that a step deleted in one block. */
interface Original {
  readonly text: string
  readonly isBack: boolean
}

function originalsOf(doc: Y.Doc, { deletions, insertions }: Step): Original[] {
  const taken = new Set<Y.Item>()
  doc.transact((transaction) =>
    Y.iterateDeletedStructs(transaction, deletions, (struct) => {
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString && !Y.isDeleted(insertions, struct.id)) taken.add(struct)
    }),
  )
  const originals: Original[] = []
  for (const parent of new Set([...taken].map((item) => item.parent))) {
    let text = ''
    let isBack = false
    for (let item = parent instanceof Y.AbstractType ? parent._start : null; item !== null; item = item.right) {
      if (!taken.has(item) || !(item.content instanceof Y.ContentString)) continue
      const isThisBack = !latestOf(doc, item).deleted
      if (isThisBack !== isBack && text !== '') {
        originals.push({ text, isBack })
        text = ''
      }
      text += item.content.str
      isBack = isThisBack
    }
    originals.push({ text, isBack })
  }
  // Of two alike the one that is not back counts first.
  return originals.toSorted((one, other) => Number(one.isBack) - Number(other.isBack))
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * What of a copy has an original that has not come back, in order.
 *
 * @param originals - what is found is taken out: it is one copy that stands for it
 */
function withoutOriginal(text: string, originals: Original[]): readonly Stretch[] {
  const found = longest(text, originals)
  if (found === undefined) return []
  const { from, to, original } = found
  const at = original.text.indexOf(text.slice(from, to))
  const rest = [original.text.slice(0, at), original.text.slice(at + to - from)].map((left) => ({ ...original, text: left }))
  originals.splice(originals.indexOf(original), 1, ...rest)
  const after = withoutOriginal(text.slice(to), originals).map((stretch) => ({ from: stretch.from + to, to: stretch.to + to }))
  return [...withoutOriginal(text.slice(0, from), originals), ...(original.isBack ? [] : [{ from, to }]), ...after]
}

function longest(text: string, originals: readonly Original[]): (Stretch & { readonly original: Original }) | undefined {
  let best: (Stretch & { readonly original: Original }) | undefined
  for (const original of originals) {
    const { from, to } = shared(text, original.text)
    const length = to - from
    const isEnough =
      length >= (length === original.text.length ? shortestWhole : shortestLikeness) || (length > 0 && length === text.length)
    if (isEnough && length > (best === undefined ? 0 : best.to - best.from)) best = { from, to, original }
  }
  return best
}

/** The longest stretch of `text` that is in `other`; never half of a surrogate pair. */
function shared(text: string, other: string): Stretch {
  if (other.includes(text)) return { from: 0, to: text.length }
  let [from, to] = [0, 0]
  for (let at = 0; at + to - from < text.length; at++) {
    for (let end = at + to - from + 1; end <= text.length && other.includes(text.slice(at, end)); end++) [from, to] = [at, end]
  }
  if (isSecondHalf(text, from) && to > from) from += 1
  if (isSecondHalf(text, to) && to > from) to -= 1
  return { from, to }
}

function isSecondHalf(text: string, at: number): boolean {
  return /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1))
}

function deleteAllBut(doc: Y.Doc, { id, length }: Y.Item, kept: readonly Stretch[]): void {
  doc.transact((transaction) => {
    let from = 0
    for (const stretch of [...kept, { from: length, to: length }]) {
      if (stretch.from > from) {
        Y.getItemCleanStart(transaction, Y.createID(id.client, id.clock + from))
        Y.getItemCleanEnd(transaction, doc.store, Y.createID(id.client, id.clock + stretch.from - 1)).delete(transaction)
      }
      from = stretch.to
    }
  })
}

/**
 * Clearing what could be done again lets Yjs forget the deleted words, and with them the blocks they stood in, although what can be
 * undone still needs those: somebody's deleting such a block would then make its words impossible to bring back.
 */
function keepAgain({ doc, undoStack }: Y.UndoManager): void {
  doc.transact((transaction) => {
    for (const { deletions } of undoStack) {
      Y.iterateDeletedStructs(transaction, deletions, (struct) => {
        for (let item = struct instanceof Y.Item ? struct : null; item !== null; item = parentOf(item)) item.keep = true
      })
    }
  })
}
