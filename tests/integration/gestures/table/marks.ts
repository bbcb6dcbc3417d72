import { all, by, list, two } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { aminaWroteBold } from './starts.ts'

/** Bold, italic and links. */
export const marks: readonly Gesture[] = [
  { name: 'bold', act: by((hand) => (hand.select('three winters'), hand.press('Ctrl-b'))), blocks: two },
  {
    name: 'bold taken away',
    start: aminaWroteBold,
    act: by((hand) => (hand.select('wet for three winters'), hand.press('Ctrl-b'))),
    blocks: two,
  },
  { name: 'italic over two paragraphs', act: by((hand) => (all(hand), hand.press('Ctrl-i'))), blocks: two },
  {
    name: 'a link',
    act: by((hand) => (hand.select('three winters'), hand.editor.commands.setMark('link', { href: 'https://example.org/winters' }))),
    blocks: two,
  },
  {
    name: 'a link put on and taken off',
    act: by((hand) => {
      hand.select('three winters')
      hand.editor.commands.setMark('link', { href: 'https://example.org/winters' })
      hand.editor.commands.unsetMark('link')
    }),
    blocks: two,
  },
  { name: 'bold words made a list', start: aminaWroteBold, act: by(list), blocks: 'bulletList' },
]
