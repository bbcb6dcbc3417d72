import type { Hand } from '../hand.ts'

/** Those who take part, each on a page of their own. The officer's and the neighbour's editors have been open from the start. */
export interface Cast {
  readonly amina: Hand
  readonly officer: Hand
  readonly neighbour: Hand
  /** Waits until everybody has what everybody has done. */
  readonly settled: () => Promise<void>
  /** Takes the officer's connection away for as long as something takes. */
  readonly offline: (act: () => void | Promise<void>) => Promise<void>
}

export type Name = 'amina' | 'officer' | 'neighbour'
/** What each has said, in any order of words; who is not named has said nothing. */
export type Words = Partial<Record<Name, string>>

export interface Start {
  readonly words: Words
  readonly write: (cast: Cast) => void | Promise<void>
}

export interface Gesture {
  readonly name: string
  /** Without it Amina has written two paragraphs, and nobody else a word. */
  readonly start?: Start
  readonly act: (cast: Cast) => void | Promise<void>
  /** The blocks of the summary afterwards. */
  readonly blocks: string
  /** Whose words are there afterwards. Without it: the same as before, all kept. */
  readonly after?: Words
  /** Why the words are not whose they should be. `after` is then what happens now. */
  readonly limit?: string
}
