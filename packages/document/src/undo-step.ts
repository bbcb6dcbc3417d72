import * as Y from 'yjs'

/** What one undo takes back: the ids of what was put in and of what was taken out. */
export type Step = Pick<Y.UndoManager['undoStack'][number], 'insertions' | 'deletions'>

/** What stands for it now, after any number of undos. */
export function latestOf({ store }: Y.Doc, struct: Y.Item | Y.GC): Y.Item | Y.GC {
  let latest = struct
  while (latest instanceof Y.Item && latest.redone !== null) latest = Y.getItem(store, latest.redone)
  return latest
}

/** The element or text it stands in; null in a root. */
export function parentOf({ parent }: Y.Item): Y.Item | null {
  return parent instanceof Y.AbstractType ? parent._item : null
}
