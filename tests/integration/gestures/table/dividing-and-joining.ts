import { by, join, split, three, two } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { aminaAndTheOfficer, aminaWroteBold, first, theirs } from './starts.ts'

/** Dividing paragraphs and joining them. */
export const dividingAndJoining: readonly Gesture[] = [
  { name: 'Enter in the middle of a paragraph', act: by(split), blocks: three },
  { name: 'Enter before the last short word', act: by((hand) => (hand.before('then.'), hand.press('Enter'))), blocks: three },
  { name: 'Enter at the beginning of a paragraph', act: by((hand) => (hand.before(first), hand.press('Enter'))), blocks: three },
  { name: 'Enter at the end of a paragraph', act: by((hand) => (hand.after('properly.'), hand.press('Enter'))), blocks: three },
  { name: 'a line break', act: by((hand) => (hand.before('three winters'), hand.press('Shift-Enter'))), blocks: two },
  { name: 'Backspace that joins two paragraphs', act: by(join), blocks: 'paragraph' },
  {
    name: 'Delete that joins two paragraphs',
    act: by((hand) => (hand.after('properly.'), hand.type(' '), hand.after('properly. '), hand.press('Delete'))),
    blocks: 'paragraph',
  },
  { name: 'Enter, then Backspace', act: by(split, (hand) => hand.press('Backspace')), blocks: two },
  { name: 'Enter in bold words', start: aminaWroteBold, act: by(split), blocks: three },
  { name: 'Enter in a paragraph that two have written', start: aminaAndTheOfficer, act: by(split), blocks: `${three} paragraph` },
  {
    name: 'Backspace that joins a paragraph of hers with one of the officer’s, by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => {
      neighbour.before(theirs)
      neighbour.type(' ')
      neighbour.before(` ${theirs}`)
      neighbour.press('Backspace')
    },
    blocks: two,
  },
]
