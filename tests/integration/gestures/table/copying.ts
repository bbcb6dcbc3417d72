import { barriers, summary } from '../hand.ts'
import { by, copyAcross, three, two } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { aminaWrote, aminaAndTheOfficer, boilerplate, bothUsedASentence, first, inOwnTime, second, theirs } from './starts.ts'

/** Copies of words that stay, and of words that two have used. */
export const copying: readonly Gesture[] = [
  {
    name: 'her words taken into another section while the original stays',
    act: by(copyAcross(second)),
    blocks: two,
    after: { amina: `${first} ${second} ${second}` },
  },
  {
    name: 'a few of her words copied into a sentence of the officer’s own',
    act: by((hand) => {
      hand.select('wet for three winters')
      const clipboard = hand.copy()
      hand.goTo(barriers)
      hand.type('They were , she says.')
      hand.before(', she')
      hand.paste(clipboard)
    }),
    blocks: two,
    after: { amina: `${first} ${second} wet for three winters`, officer: 'They were , she says.' },
  },
  {
    name: 'two paragraphs that two have written copied by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => copyAcross('The walls', theirs)(neighbour),
    blocks: three,
    after: { amina: `${first} ${second} ${first} ${second}`, officer: `as we know ${theirs} as we know ${theirs}` },
  },
  {
    name: 'fewer than 8 characters copied are the copier’s',
    act: by(copyAcross('winters')),
    blocks: two,
    after: { ...aminaWrote.words, officer: 'winters' },
  },
  {
    name: 'a sentence that she never wrote, in a clipboard that says it is hers',
    act: by((hand) => {
      hand.select(first)
      const clipboard = hand.forge(hand.copy(), '<p>The walls were dry for three winters before anyone came to look at them.</p>')
      hand.goTo(barriers)
      hand.paste(clipboard)
    }),
    blocks: two,
    after: { ...aminaWrote.words, officer: 'The walls were dry for three winters before anyone came to look at them.' },
  },
  {
    name: 'a copy of her words, changed afterwards by the officer',
    act: by(copyAcross(second), (hand) => (hand.after('nobody'), hand.type(' else'))),
    blocks: two,
    after: { amina: `${first} ${second} ${second}`, officer: 'else' },
  },
  {
    name: 'a copy of a sentence that both have used stays with the one it was copied from',
    start: bothUsedASentence,
    act: ({ neighbour }) => {
      neighbour.goTo(barriers)
      neighbour.select(boilerplate)
      const clipboard = neighbour.copy()
      neighbour.goTo(summary)
      neighbour.after(boilerplate)
      neighbour.press('Enter')
      neighbour.paste(clipboard)
    },
    blocks: two,
    after: { amina: boilerplate, officer: `${boilerplate} ${boilerplate}` },
  },
  {
    name: 'a sentence both have used: the one who moves hers away leaves the officer’s to the officer',
    start: bothUsedASentence,
    act: ({ neighbour }) => {
      neighbour.select(boilerplate)
      const clipboard = neighbour.cut()
      neighbour.goTo(barriers)
      neighbour.before('Contact')
      neighbour.paste(`${clipboard}<p></p>`)
    },
    blocks: 'paragraph',
  },
  {
    name: 'boilerplate deleted twice comes back as its latest author’s',
    start: {
      words: { officer: boilerplate },
      async write({ amina, officer, settled }) {
        amina.type(boilerplate)
        await settled()
        officer.select(boilerplate)
        officer.erase()
        await settled()
        await inOwnTime(officer, boilerplate, settled)
      },
    },
    act: async ({ neighbour, settled }) => {
      neighbour.select(boilerplate)
      const clipboard = neighbour.cut()
      await settled()
      neighbour.paste(clipboard)
    },
    blocks: 'paragraph',
  },
]
