import * as Y from 'yjs'

import type { ChangedText } from '../changed-text.ts'
import type { DeletedIds } from '../lately-deleted.ts'
import type { MovedIds } from './moved-ids.ts'

/** What one transaction did to the text: asked before Yjs throws away what it deleted. */
export interface TextTransaction {
  readonly transaction: Y.Transaction
  readonly changed: ChangedText
  /** What its updates say they delete, also what was gone before. */
  readonly deletes: readonly DeletedIds[]
  /** Found when it is first asked for. */
  readonly moved: () => MovedIds
}

/** Whether an item stood in the text before the transaction. */
export function stoodBefore({ transaction, changed }: TextTransaction): (item: Y.Item) => boolean {
  return (item) => !changed.isNew(item) && (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id))
}
