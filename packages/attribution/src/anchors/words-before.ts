import { quoteOf } from '@samskriv/domain'
import * as Y from 'yjs'

import type { Piece } from '../kept-context.ts'
import type { CharacterId, QuotedWords } from './anchor.ts'
import { contextLength } from './context-length.ts'
import { itemAt, textItems } from './reading-order.ts'
import { stoodBefore, type TextTransaction } from './transaction-view.ts'

/** Text that an anchor was on before a transaction. */
export interface PieceBefore extends Piece {
  readonly text: string
  readonly isAlive: boolean
  /** Whether another block ends before it. */
  readonly beginsBlock: boolean
}

/** What stood between two characters before a transaction, they included, in the order of the text; empty when they are not known. */
export function wordsBefore(happened: TextTransaction, start: CharacterId, end: CharacterId): readonly PieceBefore[] {
  const first = itemAt(happened.transaction.doc, start.client, start.clock)
  if (first === null) return []
  const pieces: PieceBefore[] = []
  let { parent } = first
  for (const item of textItems(first, stoodBefore(happened))) {
    const { client, clock } = item.id
    const from = item === first ? start.clock : clock
    const isLast = client === end.client && clock <= end.clock && end.clock < clock + item.length
    const to = isLast ? end.clock + 1 : clock + item.length
    const text = textOf(item).slice(from - clock, to - clock)
    const beginsBlock = item.parent !== parent
    parent = item.parent
    pieces.push({ client, clock: from, length: to - from, text, isAlive: !item.deleted, beginsBlock })
    if (isLast) return pieces
  }
  return []
}

/** The words as they stood before a transaction, and what stood beside them. */
export function quotedBefore(happened: TextTransaction, pieces: readonly PieceBefore[]): QuotedWords {
  const [first] = pieces
  const last = pieces.at(-1)
  const { doc } = happened.transaction
  const stood = stoodBefore(happened)
  return {
    quote: quoteOf(pieces.map(({ text }) => text).join('')),
    prefix: first === undefined ? '' : beside(doc, first, 'left', stood),
    suffix: last === undefined ? '' : beside(doc, { client: last.client, clock: last.clock + last.length - 1 }, 'right', stood),
  }
}

/** The text on one side of a character, at most {@link contextLength} units, in other blocks too. @param isSeen - which items, blocks too */
export function beside(doc: Y.Doc, { client, clock }: CharacterId, side: 'left' | 'right', isSeen: (item: Y.Item) => boolean): string {
  const nearest = itemAt(doc, client, clock)
  if (nearest === null) return ''
  const skip = clock - nearest.id.clock
  let text = ''
  for (const item of textItems(nearest, isSeen, side)) {
    const whole = textOf(item)
    if (side === 'left') text = (item === nearest ? whole.slice(0, skip) : whole) + text
    else text += item === nearest ? whole.slice(skip + 1) : whole
    if (text.length >= contextLength) break
  }
  return side === 'left' ? text.slice(-contextLength) : text.slice(0, contextLength)
}

function textOf({ content }: Y.Item): string {
  return content instanceof Y.ContentString ? content.str : ''
}
