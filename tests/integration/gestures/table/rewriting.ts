import { by, eraseSecond, three, two } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { aminaWrote, first, inOwnTime, second, theirs } from './starts.ts'

/** Writing inside another’s words, rewording them, and bringing text from outside. */
export const rewriting: readonly Gesture[] = [
  {
    name: 'find and replace of a word in both paragraphs',
    act: by((hand) => hand.replaceAll('ed', 'ED')),
    blocks: two,
    after: { amina: `${first} ${second.replace('coughed', 'cough')}`, officer: 'ED' },
  },
  {
    name: 'find and replace of a name, whose new word is the officer’s',
    act: by((hand) => hand.replace('winters', 'seasons of rain')),
    blocks: two,
    after: { amina: `${first.replace('winters', '')} ${second}`, officer: 'seasons of rain' },
  },
  {
    name: 'words of the officer’s own inside hers',
    act: by((hand) => (hand.after('wet'), hand.type(' as we know'))),
    blocks: two,
    after: { ...aminaWrote.words, officer: 'as we know' },
  },
  {
    name: 'a sentence reworded in one go: the kept run stays hers, the rest is the rewriter’s',
    act: by((hand) => hand.replace(second, 'They said that the boy coughed every night and it was bad')),
    blocks: two,
    after: { amina: `${first} coughed every night and`, officer: 'They said that the boy it was bad' },
  },
  {
    name: 'a sentence typed anew over hers, key by key, is the typist’s',
    act: async ({ officer, settled }) => {
      eraseSecond(officer)
      await inOwnTime(officer, second, settled)
    },
    blocks: two,
    after: { amina: first, officer: second },
  },
  {
    name: 'a sentence typed anew over hers without a connection',
    act: async ({ officer, offline }) =>
      await offline(() => {
        eraseSecond(officer)
        officer.type(second)
      }),
    blocks: two,
    after: aminaWrote.words,
    limit: 'what was typed offline arrives at once, and cannot be told from words brought back; it should be the officer’s',
  },
  {
    name: 'a run of fewer than 8 characters in a reworded sentence goes to the mover',
    act: by((hand) => hand.replace(second, 'Her boy slept badly every evening')),
    blocks: two,
    after: { amina: first, officer: 'Her boy slept badly every evening' },
  },
  {
    name: 'text from outside is who pasted it',
    act: by((hand) => (hand.after('why then.'), hand.press('Enter'), hand.pastePlain(theirs))),
    blocks: three,
    after: { ...aminaWrote.words, officer: theirs },
  },
]
