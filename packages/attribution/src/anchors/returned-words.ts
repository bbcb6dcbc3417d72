import type { SectionKey } from '@samskriv/domain'
import type * as Y from 'yjs'

import { shortestReturn } from '../graveyard.ts'
import type { QuotedWords, WordsPlace } from './anchor.ts'
import { findMostWords, findWords, type FoundWords, Letters } from './find-words.ts'
import { placeIn } from './place-of-words.ts'
import { SectionText } from './section-text.ts'

/** Fewer letters than this are not looked for: they stand everywhere. */
const shortestWords = 3
/** So much has to be alike, and so much of it beside the words, of what stood there all along: people use the same phrase twice. */
const sameSurroundings = 20
const samePassage = 40

type IsNew = (client: number, clock: number) => boolean

/** The text of a section or of one of its blocks. */
export interface Reading {
  readonly section: SectionKey
  readonly text: SectionText
  readonly letters: Letters
}

/** The texts of sections at one moment, each read once. */
export class Texts {
  readonly #doc: Y.Doc
  readonly #read = new Map<SectionKey, { readonly text: SectionText; letters: Letters | null }>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  of(section: SectionKey): SectionText {
    return this.#reading(section).text
  }

  lettersOf(section: SectionKey): Letters {
    const reading = this.#reading(section)
    reading.letters ??= new Letters(reading.text.text)
    return reading.letters
  }

  #reading(section: SectionKey): { readonly text: SectionText; letters: Letters | null } {
    const known = this.#read.get(section)
    if (known !== undefined) return known
    const reading = { text: SectionText.of(this.#doc, section), letters: null }
    this.#read.set(section, reading)
    return reading
  }
}

/** All of the words if they stand anywhere, else most of them. */
export function findIn(readings: readonly Reading[], wordings: readonly QuotedWords[], isNew: IsNew): WordsPlace | null {
  for (const search of [findReturned, findMostReturned]) {
    for (const words of wordings) {
      for (const { section, text, letters } of readings) {
        const found = search(text, letters, words, isNew)
        const place = found === null ? null : placeIn(text, section, found.from, found.to)
        if (place !== null) return place
      }
    }
  }
  return null
}

/** The same in sections at one moment. */
export function findInSections(
  texts: Texts,
  sections: readonly SectionKey[],
  wordings: readonly QuotedWords[],
  isNew: IsNew,
): WordsPlace | null {
  const readings = [...new Set(sections)].map((section) => ({ section, text: texts.of(section), letters: texts.lettersOf(section) }))
  return findIn(readings, wordings, isNew)
}

/**
 * Where words stand again that were lost. Where they come with new text they have come back, if twelve letters are alike, their own and
 * those beside them, or if nothing else came with them. What stood there all along is another place where the same was said, unless
 * everything around it is the same too.
 */
function findReturned(text: SectionText, letters: Letters, words: QuotedWords, isNew: IsNew): FoundWords | null {
  const places = findWords(letters, words).filter((place) => place.letters >= shortestWords)
  const came = places.filter((place) => cameBack(text, place, isNew)).toSorted((one, other) => other.beside - one.beside)
  const [best] = came
  if (best !== undefined) return best
  const [same, another] = places.filter((place) => place.beside >= sameSurroundings && place.letters + place.beside >= samePassage)
  return same === undefined || another !== undefined ? null : same
}

/** Where most of some lost words stand that came with new text. */
function findMostReturned(text: SectionText, letters: Letters, words: QuotedWords, isNew: IsNew): FoundWords | null {
  return findMostWords(letters, words).find((place) => cameBack(text, place, isNew)) ?? null
}

function cameBack(text: SectionText, { from, to, letters, beside, left, right }: FoundWords, isNew: IsNew): boolean {
  const hasNew = text.idsIn(from, to).some(({ client, clock, length }) => isNew(client, clock) || isNew(client, clock + length - 1))
  if (!hasNew) return false
  return letters + beside >= shortestReturn || !(isNewAt(text, left, isNew) || isNewAt(text, right, isNew))
}

function isNewAt(text: SectionText, offset: number, isNew: IsNew): boolean {
  const id = offset < 0 ? null : text.idAt(offset)
  return id !== null && isNew(id.client, id.clock)
}
