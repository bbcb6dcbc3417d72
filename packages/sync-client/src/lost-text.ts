import type * as Y from 'yjs'

import { Ledger } from './ledger.ts'
import { linesIn, sectionsOf, type Line } from './own-lines.ts'
import type { UnsentText } from './unsent-text.ts'

/** A document that does not meet the server any more, and which words in it were typed on this device. */
export interface Copy {
  readonly doc: Y.Doc
  readonly ledger: Ledger
}

/**
 * Finds what a person wrote that a server which went back to an older text does not have: words never confirmed, and confirmed ones
 * that are not in its text. Ids say nothing any more, so words are compared, and where that is in doubt they are given back: a block
 * in which one own word is missing is listed with all of them.
 *
 * @param now - the server's text; null when there is none
 */
export function lostText({ doc, ledger }: Copy, now: Y.Doc | null): readonly UnsentText[] {
  const found: UnsentText[] = []
  for (const [section, lines] of sectionsOf(doc, ledger)) {
    const there = new Wording(now === null ? [] : linesIn(now, section, new Ledger()))
    const text = lines
      .map((line) => missingOf(wordsOf(line), there))
      .filter((line) => line !== '')
      .join('\n')
    if (text !== '') found.push({ section, text })
  }
  return found
}

interface Word {
  text: string
  /** Some of its characters were typed on this device, and confirmed. */
  isSaved: boolean
  isUnsent: boolean
}

function missingOf(words: readonly Word[], there: Wording): string {
  const texts = words.map(({ text }) => text)
  const isLost = !there.hasPhrase(texts) && words.some(({ isSaved }, index) => isSaved && !there.hasWord(texts, index))
  return words
    .filter(({ isSaved, isUnsent }) => isUnsent || (isLost && isSaved))
    .map(({ text }) => text)
    .join(' ')
}

function wordsOf(line: Line): readonly Word[] {
  const words: Word[] = []
  let isInside = false
  for (const { text, whose } of line) {
    for (const part of text.split(/(\s+)/)) {
      if (part.trim() === '') {
        if (part !== '') isInside = false
        continue
      }
      const last = isInside ? words.at(-1) : undefined
      const word = last ?? { text: '', isSaved: false, isUnsent: false }
      if (last === undefined) words.push(word)
      word.text += part
      word.isSaved ||= whose === 'saved'
      word.isUnsent ||= whose === 'unsent'
      isInside = true
    }
  }
  return words
}

/** So many words in a row are not there twice by chance. */
const phraseLength = 4

/** The words of one section, to ask whether others are among them. */
class Wording {
  readonly #all: string
  readonly #neighbourhoods = new Set<string>()

  constructor(lines: readonly Line[]) {
    const words = lines.map((line) => wordsOf(line).map(({ text }) => text))
    this.#all = ` ${words.flat().join(' ')} `
    for (const line of words) for (const index of line.keys()) this.#neighbourhoods.add(neighbourhood(line, index))
  }

  /** Also when blocks were split or joined since, but not of a few words: those may be somebody else's. */
  hasPhrase(words: readonly string[]): boolean {
    return words.length >= phraseLength && this.#all.includes(` ${words.join(' ')} `)
  }

  /** The word between the same two others: a word alone, such as “not”, is in any text. */
  hasWord(words: readonly string[], index: number): boolean {
    return this.#neighbourhoods.has(neighbourhood(words, index))
  }
}

function neighbourhood(words: readonly string[], index: number): string {
  // A line break for the edge of a block, which is in no word.
  return [words[index - 1] ?? '\n', words[index], words[index + 1] ?? '\n'].join(' ')
}
