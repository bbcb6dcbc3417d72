import type { Piece, RunPiece } from './kinds.ts'

export type Stretch = { readonly kind: 'stretch'; readonly pieces: readonly Piece[]; readonly voice: RunPiece['voice'] }

/** A line in stretches of one voice each; what nobody speaks, as a break or a note, stays with what stands before it. */
export function stretchesOf(pieces: readonly Piece[]): Stretch[] {
  const stretches: { kind: 'stretch'; pieces: Piece[]; voice: RunPiece['voice'] }[] = []
  for (const piece of pieces) {
    const last = stretches.at(-1)
    const voice = typeof piece !== 'string' && piece.kind === 'run' ? piece.voice : null
    if (last !== undefined && (voice === null || isSame(voice, last.voice))) last.pieces.push(piece)
    else stretches.push({ kind: 'stretch', pieces: [piece], voice })
  }
  return stretches
}

function isSame(one: NonNullable<RunPiece['voice']>, other: RunPiece['voice']): boolean {
  return other !== null && one.by === other.by && one.saying === other.saying
}
