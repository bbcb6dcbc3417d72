import type { Piece } from './kinds.ts'

/** The words of a line, without their look. */
export function textOfPieces(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : 'text' in piece ? piece.text : '')).join('')
}
