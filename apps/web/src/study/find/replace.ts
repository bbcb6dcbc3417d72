import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

import type { SharedUndo } from '../editor/shared-undo.ts'
import { type Found, isThere, type Wanted, wordsOf } from './found.ts'

interface Change {
  readonly at: number
  readonly out: number
  readonly put: string
}

/**
 * Puts other words in these places, as one step that undo takes back. Only what differs is touched, so that a letter that stays
 * stays its author's.
 *
 * @returns in how many places; where somebody has written since they were found, nothing is done
 */
export function replaceAt(
  doc: Y.Doc,
  undo: Pick<SharedUndo, 'newStep'>,
  { places, wanted, by }: { readonly places: readonly Found[]; readonly wanted: Wanted; readonly by: string },
): number {
  let done = 0
  undo.newStep()
  // The origin of what is typed: it is undone like that, and every editor shows it as it does what others write.
  doc.transact(() => {
    // From the end: what is put in moves only what stands after it.
    for (const found of places.toReversed()) {
      if (!isThere(found, wanted)) continue
      const { text, index, length } = found
      const { at, out, put } = changeBetween(wordsOf(text).slice(index, index + length), by)
      if (put !== '') text.insert(index + at + out, put)
      if (out > 0) text.delete(index + at, out)
      done += 1
    }
  }, ySyncPluginKey)
  undo.newStep()
  return done
}

/** The least that makes the one out of the other: what is the same at both ends stays. */
export function changeBetween(before: string, after: string): Change {
  let start = 0
  const least = Math.min(before.length, after.length)
  while (start < least && before[start] === after[start]) start += 1
  if (splitsPair(before, start) || splitsPair(after, start)) start -= 1
  let end = 0
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end -= 1
  return { at: start, out: before.length - start - end, put: after.slice(start, after.length - end) }
}

/** Whether a place is in the middle of one character, such as an emoji. */
function splitsPair(text: string, place: number): boolean {
  const before = text.charCodeAt(place - 1)
  const after = text.charCodeAt(place)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
