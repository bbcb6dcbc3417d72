import { by, heading, list, numbers, quote, split, two } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { aminaAndTheOfficer, aminaWroteAList, first, second } from './starts.ts'

/** Making something else of paragraphs, and paragraphs again. */
export const headingsListsAndQuotes: readonly Gesture[] = [
  { name: 'to a heading', act: by(heading), blocks: 'paragraph heading' },
  { name: 'to a heading and back', act: by(heading, heading), blocks: two },
  { name: 'to a heading by typing ### in front', act: by((hand) => (hand.before(second), hand.type('### '))), blocks: 'paragraph heading' },
  { name: 'a bulleted list', act: by(list), blocks: 'bulletList' },
  { name: 'a bulleted list on and off', act: by(list, list), blocks: two },
  {
    name: 'a bulleted list by typing a hyphen in front',
    act: by((hand) => (hand.before(second), hand.type('- '))),
    blocks: 'paragraph bulletList',
  },
  { name: 'a numbered list', act: by(numbers), blocks: 'orderedList' },
  { name: 'a numbered list on and off', act: by(numbers, numbers), blocks: two },
  { name: 'bullets made numbers', act: by(list, numbers), blocks: 'orderedList' },
  {
    name: 'a list item further in',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(second), hand.press('Tab'))),
    blocks: 'bulletList',
  },
  {
    name: 'a list item further in and out again',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(second), hand.press('Tab', 'Shift-Tab'))),
    blocks: 'bulletList',
  },
  {
    name: 'a list item out of its list',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(second), hand.press('Shift-Tab'))),
    blocks: 'bulletList paragraph',
  },
  { name: 'Enter inside a list item', start: aminaWroteAList, act: by(split), blocks: 'bulletList' },
  {
    name: 'Enter twice at the end of a list',
    start: aminaWroteAList,
    act: by((hand) => (hand.after('why then.'), hand.press('Enter', 'Enter'))),
    blocks: 'bulletList paragraph',
  },
  {
    name: 'Backspace at the beginning of a list item',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(first), hand.press('Backspace'))),
    blocks: 'paragraph bulletList',
  },
  { name: 'a quote', act: by(quote), blocks: 'blockquote' },
  { name: 'a quote on and off', act: by(quote, quote), blocks: two },
  { name: 'a list of what two have written', start: aminaAndTheOfficer, act: by(list), blocks: 'bulletList paragraph' },
  {
    name: 'a quote of what two have written, by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => quote(neighbour),
    blocks: 'blockquote paragraph',
  },
]
