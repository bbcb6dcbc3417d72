import { barriers, summary } from '../hand.ts'
import { by, copyAcross, cutAcross, eraseSecond, three, two } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { aminaAndTheOfficer, first, second, theirs } from './starts.ts'

/** Dragging, and cutting and pasting, within a section and into another. */
export const moving: readonly Gesture[] = [
  { name: 'a paragraph dragged up', act: by((hand) => hand.dragBlock(second, 0)), blocks: two },
  { name: 'a paragraph dragged down', act: by((hand) => hand.dragBlock(first, 1)), blocks: two },
  {
    name: 'words dragged into another paragraph',
    act: by((hand) => (hand.select(' for three winters'), hand.dragAfter('coughed'))),
    blocks: two,
  },
  {
    name: 'a paragraph of two dragged by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => neighbour.dragBlock('The walls', 2),
    blocks: three,
  },
  {
    name: 'a paragraph cut and pasted above the other',
    act: by((hand) => {
      hand.select(second)
      const clipboard = hand.cut()
      hand.before(first)
      hand.paste(`${clipboard}<p></p>`)
    }),
    blocks: three,
  },
  {
    name: 'a stretch cut and pasted within a paragraph',
    act: by((hand) => {
      hand.select(' for three winters')
      const clipboard = hand.cut()
      hand.after('anyone came')
      hand.paste(clipboard)
    }),
    blocks: two,
  },
  {
    name: 'two paragraphs cut and pasted into another section',
    act: by(cutAcross('The walls', 'why then.')),
    blocks: 'paragraph',
  },
  {
    name: 'a paragraph cut, taken to another section as plain text, and everybody has seen it go',
    act: async ({ officer, settled }) => {
      officer.select(second)
      officer.erase()
      await settled()
      officer.goTo(barriers)
      officer.pastePlain(second)
    },
    blocks: two,
  },
  {
    name: 'what two have written cut and pasted into another section by a third',
    start: aminaAndTheOfficer,
    act: async ({ neighbour, settled }) => {
      neighbour.select('The walls', theirs)
      const clipboard = neighbour.cut()
      await settled()
      neighbour.goTo(barriers)
      neighbour.paste(clipboard)
    },
    blocks: 'paragraph',
  },
  {
    name: 'a paragraph that one cuts and another pastes in their own window',
    act: async ({ officer, neighbour, settled }) => {
      officer.select(second)
      const clipboard = officer.cut()
      await settled()
      neighbour.goTo(barriers)
      neighbour.paste(clipboard)
    },
    blocks: two,
  },
  {
    name: 'a paragraph that she cuts herself and an officer pastes',
    act: async ({ amina, officer, settled }) => {
      amina.select(second)
      const clipboard = amina.cut()
      await settled()
      officer.goTo(barriers)
      officer.paste(clipboard)
    },
    blocks: two,
  },
  {
    name: 'a paragraph copied and pasted, and its original deleted afterwards',
    act: async ({ officer, settled }) => {
      copyAcross(second)(officer)
      await settled()
      officer.goTo(summary)
      eraseSecond(officer)
    },
    blocks: two,
  },
]
