import { atOnceAndOffline } from './table/at-once-and-offline.ts'
import { copying } from './table/copying.ts'
import { dividingAndJoining } from './table/dividing-and-joining.ts'
import type { Gesture } from './table/gesture.ts'
import { headingsListsAndQuotes } from './table/headings-lists-and-quotes.ts'
import { marks } from './table/marks.ts'
import { moving } from './table/moving.ts'
import { rewriting } from './table/rewriting.ts'
import { tables } from './table/tables.ts'
import { undoAndRedo } from './table/undo-and-redo.ts'

/** What somebody does to a community member’s words, and whose they are afterwards. */
export const gestures: readonly Gesture[] = [
  ...dividingAndJoining,
  ...headingsListsAndQuotes,
  ...marks,
  ...moving,
  ...tables,
  ...undoAndRedo,
  ...rewriting,
  ...copying,
  ...atOnceAndOffline,
]
