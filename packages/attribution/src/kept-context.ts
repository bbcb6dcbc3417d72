import * as Y from 'yjs'

import type { TextRun } from './changed-text.ts'

/** Consecutive ids, or nobody's place in a text. */
export interface Piece {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** Text in document order with its ids. */
export interface Context {
  readonly text: string
  readonly pieces: readonly Piece[]
}

/** Editors compare texts and keep what the old and the new begin and end with, seldom more than some letters of another word. */
const contextLength = 32

/** The text of the same block that was beside a run and stayed, nearest units only; it ends at breaks and atoms. */
export function keptBeside({ first, last }: TextRun, side: 'left' | 'right', isNew: (item: Y.Item) => boolean): Context {
  let text = ''
  const pieces: Piece[] = []
  for (let item = side === 'left' ? first.left : last.right; item !== null && text.length < contextLength; item = item[side]) {
    if (item.deleted || !item.countable || isNew(item)) continue
    if (!(item.content instanceof Y.ContentString)) break
    const { str } = item.content
    const length = Math.min(str.length, contextLength - text.length)
    const skip = side === 'left' ? str.length - length : 0
    const piece = { client: item.id.client, clock: item.id.clock + skip, length }
    if (side === 'left') {
      text = str.slice(skip) + text
      pieces.unshift(piece)
    } else {
      text += str.slice(0, length)
      pieces.push(piece)
    }
  }
  return { text, pieces }
}

/**
 * How many units of the context beside a run may just as well be part of it: taking `the ` out of `a |the |time` leaves the same as
 * taking out `he t`, and an editor that compares texts reports either. Whoever pastes the words pastes what they had selected.
 */
export function turnOf(run: string, context: string, side: 'left' | 'right'): number {
  let turn = 0
  if (side === 'left') {
    const whole = context + run
    while (turn < context.length && whole[context.length - 1 - turn] === whole[whole.length - 1 - turn]) turn++
  } else {
    const whole = run + context
    while (turn < context.length && whole[run.length + turn] === whole[turn]) turn++
  }
  return turn
}
