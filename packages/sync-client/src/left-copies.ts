import { historyOf } from '@samskriv/protocol/frames'
import * as Y from 'yjs'

import { lostText, type Copy } from './lost-text.ts'
import { unsentText, type UnsentText } from './unsent-text.ts'

interface LeftCopy extends Copy {
  readonly epoch: number
  readonly why: 'old-epoch' | 'forged'
}

/**
 * Copies that this page can't go on with, until the server's text has come: only that shows whether words are lost which the server
 * once had.
 */
export class LeftCopies {
  #copies: LeftCopy[] = []

  add(copy: Copy, epoch: number, why: LeftCopy['why']): void {
    this.#copies.push({ ...copy, epoch, why })
  }

  /** The same copy as this device has kept it: what another tab of it has written is in it besides. */
  mergeInto(kept: Copy, epoch: number): void {
    const isSame = (left: LeftCopy): boolean => left.why === 'old-epoch' && left.epoch === epoch
    for (const { doc, ledger } of this.#copies.filter(isSame)) {
      Y.applyUpdate(kept.doc, Y.encodeStateAsUpdate(doc))
      kept.ledger.merge(ledger.entries)
    }
    this.#copies = this.#copies.filter((left) => !isSame(left))
  }

  /** Hands out each of them. */
  takeAll(): readonly LeftCopy[] {
    const copies = this.#copies
    this.#copies = []
    return copies
  }
}

/**
 * What its author must be given back of a copy. Within one history the server has every word it acknowledged, unless somebody deleted
 * it. After a restore it may not; nor when it calls words forged that it acknowledged itself.
 */
export function wordsToGiveBack(
  { epoch, why, ...copy }: LeftCopy,
  now: { readonly doc: Y.Doc; readonly epoch: number },
): readonly UnsentText[] {
  const isSameHistory = why === 'old-epoch' && historyOf(epoch) === historyOf(now.epoch)
  return isSameHistory ? unsentText(copy.doc, copy.ledger) : lostText(copy, now.doc)
}
