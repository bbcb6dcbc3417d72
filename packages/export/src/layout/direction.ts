import type { Piece } from './kinds.ts'
import { textOfPieces } from './text-of-pieces.ts'

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const letter = /\p{L}/u

/** Whether a line runs from right to left: its first letter says so. */
export function runsRightToLeft(pieces: readonly Piece[]): boolean {
  const first = letter.exec(textOfPieces(pieces))?.[0]
  return first !== undefined && rightToLeft.test(first)
}

/** A text in stretches of one direction; what has none stays with what stands before it. */
export function directedStretches(text: string): { readonly text: string; readonly rightToLeft: boolean }[] {
  if (!rightToLeft.test(text)) return [{ text, rightToLeft: false }]
  const stretches: { text: string; rightToLeft: boolean }[] = []
  for (const character of text) {
    const last = stretches.at(-1)
    const direction = letter.test(character)
      ? rightToLeft.test(character)
      : (last?.rightToLeft ?? rightToLeft.test(letter.exec(text)?.[0] ?? ''))
    if (last?.rightToLeft === direction) last.text += character
    else stretches.push({ text: character, rightToLeft: direction })
  }
  return stretches
}
