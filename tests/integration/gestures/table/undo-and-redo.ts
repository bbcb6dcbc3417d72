import { all, cutAcross, eraseSecond, heading, join, list, quote, redoOf, split, three, two, undoOf } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { first, second } from './starts.ts'

/** Undo and redo of all this. */
export const undoAndRedo: readonly Gesture[] = [
  { name: 'Enter, undone', act: undoOf(split), blocks: two },
  { name: 'Enter, undone and done again', act: redoOf(split), blocks: three },
  { name: 'a join, undone', act: undoOf(join), blocks: two },
  { name: 'a join, undone and done again', act: redoOf(join), blocks: 'paragraph' },
  { name: 'a heading, undone and done again', act: redoOf(heading), blocks: 'paragraph heading' },
  { name: 'a list, undone', act: undoOf(list), blocks: two },
  { name: 'a list, undone and done again', act: redoOf(list), blocks: 'bulletList' },
  { name: 'a quote, undone and done again', act: redoOf(quote), blocks: 'blockquote' },
  { name: 'bold, undone and done again', act: redoOf((hand) => (hand.select('three winters'), hand.press('Ctrl-b'))), blocks: two },
  { name: 'a drag, undone and done again', act: redoOf((hand) => hand.dragBlock(second, 0)), blocks: two },
  { name: 'a deleted paragraph, undone', act: undoOf(eraseSecond), blocks: two },
  { name: 'a deleted paragraph, undone and done again', act: redoOf(eraseSecond), blocks: two, after: { amina: first } },
  { name: 'everything deleted, undone', act: undoOf((hand) => (all(hand), hand.erase())), blocks: two },
  { name: 'thirty letters rubbed out one by one, undone', act: undoOf((hand) => (hand.after('why then.'), hand.rubOut(30))), blocks: two },
  {
    name: 'a paragraph cut into another section, and both undone',
    act: async ({ officer, settled }) => {
      officer.pause()
      cutAcross(second)(officer)
      await settled()
      officer.undo()
      officer.undo()
    },
    blocks: two,
  },
]
