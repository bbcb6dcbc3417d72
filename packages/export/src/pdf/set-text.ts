import { visibleText } from '../tree/visible-text.ts'
import type { SetPiece } from './typeset.ts'

/** A word of so many letters finds room in any line. */
const longestOfLine = 31
// Most texts by far.
const harmless = /^[\x20-\x7E\u00A0-\u00AC\u00AE-\u024F\u2010-\u201F\u2026\u00B7]*$/
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A text with nothing in it that a PDF can't say, which may break where it finds no room.
 *
 * @param longest - so many letters of a word find room where it stands
 */
export function setText(text: string, longest = longestOfLine): SetPiece[] {
  const plain = plainText(text)
  if (plain.length <= longest) return [plain]
  const pieces: SetPiece[] = []
  let at = 0
  for (const match of plain.matchAll(unbreakable(longest))) {
    if (match.index > at) pieces.push(plain.slice(at, match.index))
    pieces.push({ kind: 'long', parts: partsOf(match[0], Math.min(12, Math.ceil(longest / 3))) })
    at = match.index + match[0].length
  }
  if (at < plain.length || pieces.length === 0) pieces.push(plain.slice(at))
  return pieces
}

// Signs that only a font of somebody's computer knows; the dot that begins the lines of lists is the one that comes along most.
const dotOfLists = /\uF0B7/g
const unknownSigns = /\p{Private_Use}|\p{Unassigned}/gu
// Says how bytes are to be read, and PDF/UA takes none.
const byteOrder = /\uFEFF/g
// Letters that are written as signs of mathematics, to look bold where nothing else does: no program reads them as words.
const lettersAsSigns = /[\u{1D400}-\u{1D7FF}]+/gu

/** The same as one string, for what is no line: descriptions and titles. */
export function plainText(text: string): string {
  if (harmless.test(text)) return text
  return visibleText(text)
    .replace(byteOrder, '')
    .replace(dotOfLists, '•')
    .replace(lettersAsSigns, (letters) => letters.normalize('NFKC'))
    .replace(unknownSigns, '\uFFFD')
}

const known = new Map<number, RegExp>()

function unbreakable(longest: number): RegExp {
  const found =
    known.get(longest) ??
    new RegExp(`[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Number}\\p{Punctuation}\\p{Symbol}]{${longest + 1},}`, 'gu')
  known.set(longest, found)
  return found
}

function partsOf(word: string, clustersOfPart: number): string[] {
  const all = [...clusters.segment(word)].map(({ segment }) => segment)
  return Array.from({ length: Math.ceil(all.length / clustersOfPart) }, (_none, index) =>
    all.slice(index * clustersOfPart, (index + 1) * clustersOfPart).join(''),
  )
}
