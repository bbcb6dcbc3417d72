import type { LaidComment } from './comments.ts'
import type { Piece } from './kinds.ts'

type Mark = Extract<Piece, { kind: 'comment' }>

/** Puts the marks of comments into the lines of a section, block by block, in the order of the text. */
export class CommentMarks {
  readonly #comments: readonly LaidComment[]
  #block = ''
  #at = 0

  constructor(comments: readonly LaidComment[]) {
    this.#comments = comments
  }

  enter(block: string): void {
    this.#block = block
    this.#at = 0
  }

  /** The pieces of the next line of the block, runs cut where a comment begins or ends. */
  into(pieces: readonly Piece[]): Piece[] {
    if (this.#comments.length === 0) return [...pieces]
    return pieces.flatMap((piece) => this.#cut(piece))
  }

  #cut(piece: Piece): Piece[] {
    const length = typeof piece !== 'string' && piece.kind === 'run' ? piece.text.length : 1
    const begins = this.#at
    const ends = begins + length
    this.#at = ends
    const cuts = [
      ...new Set(
        this.#comments
          .flatMap(({ place }) => (place === null ? [] : [place.from, place.to]))
          .flatMap((place) => this.#within(place, begins, ends)),
      ),
    ]
    const points = [begins, ...cuts.toSorted((a, b) => a - b), ends]
    return points.slice(0, -1).flatMap((from, index) => {
      const to = points[index + 1] ?? ends
      const part =
        typeof piece !== 'string' && piece.kind === 'run' ? { ...piece, text: piece.text.slice(from - begins, to - begins) } : piece
      return [...this.#marks('start', from), part, ...this.#marks('end', to)]
    })
  }

  #within({ block, at }: { readonly block: string; readonly at: number }, begins: number, ends: number): number[] {
    return block === this.#block && at > begins && at < ends ? [at] : []
  }

  #marks(end: 'start' | 'end', at: number): Mark[] {
    return this.#comments.flatMap(({ comment: { number, label }, place }) => {
      const point = end === 'start' ? place?.from : place?.to
      return point?.block === this.#block && point.at === at ? [{ kind: 'comment', end, number, label }] : []
    })
  }
}
