import type { LaidComment, LaidSuggestion, SaidAboutText } from './comments.ts'
import type { Change, Piece, RunPiece } from './kinds.ts'

type Mark = Extract<Piece, { kind: 'comment' }>

/** Puts the marks of comments and suggestions into the lines of a section, block by block, in the order of the text. */
export class CommentMarks {
  readonly #said: SaidAboutText
  #block = ''
  #at = 0
  /** Those about words of the block. */
  #comments: readonly LaidComment[] = []
  #suggestions: readonly LaidSuggestion[] = []

  constructor(said: SaidAboutText) {
    this.#said = said
  }

  enter(block: string): void {
    this.#block = block
    this.#at = 0
    this.#comments = this.#said.comments.filter(({ place }) => place?.from.block === block || place?.to.block === block)
    this.#suggestions = this.#said.suggestions.filter(({ from, to }) => from.block === block || to.block === block)
  }

  /** The pieces of the next line of the block, runs cut where a comment begins or ends. */
  into(pieces: readonly Piece[]): Piece[] {
    if (this.#comments.length + this.#suggestions.length === 0) return [...pieces]
    return pieces.flatMap((piece) => this.#cut(piece))
  }

  #cut(piece: Piece): Piece[] {
    const length = isRun(piece) ? piece.text.length : 1
    const begins = this.#at
    const ends = begins + length
    this.#at = ends
    const places = [
      ...this.#comments.flatMap(({ place }) => (place === null ? [] : [place.from, place.to])),
      ...this.#suggestions.flatMap(({ from, to }) => [from, to]),
    ]
    const cuts = [...new Set(places.flatMap((place) => this.#within(place, begins, ends)))]
    const points = [begins, ...cuts.toSorted((a, b) => a - b), ends]
    return points.slice(0, -1).flatMap((from, index) => {
      const to = points[index + 1] ?? ends
      const part = isRun(piece) ? { ...piece, ...this.#changeAt(from), text: piece.text.slice(from - begins, to - begins) } : piece
      return [
        ...this.#suggested('start', from),
        ...this.#marks('start', from),
        part,
        ...this.#suggested('end', to),
        ...this.#marks('end', to),
      ]
    })
  }

  #within({ block, at }: { readonly block: string; readonly at: number }, begins: number, ends: number): number[] {
    return block === this.#block && at > begins && at < ends ? [at] : []
  }

  #changeAt(at: number): { change?: Change } {
    const found = this.#suggestions.find(({ from, to }) => from.block === this.#block && from.at <= at && at < to.at)
    return found === undefined ? {} : { change: found.change }
  }

  #suggested(end: 'start' | 'end', at: number): Piece[] {
    const here = this.#suggestions.filter(({ to, proposed, beginsLine = false }) => {
      const isThere = to.block === this.#block && to.at === at
      return isThere && proposed !== '' && beginsLine === (end === 'start')
    })
    return here.map(({ proposed, change, lang }) => ({
      kind: 'suggested',
      text: proposed,
      change,
      ...(lang === undefined ? {} : { lang }),
    }))
  }

  #marks(end: 'start' | 'end', at: number): Mark[] {
    return this.#comments.flatMap(({ comment: { number, label }, place }) => {
      const point = end === 'start' ? place?.from : place?.to
      return point?.block === this.#block && point.at === at ? [{ kind: 'comment', end, number, label }] : []
    })
  }
}

function isRun(piece: Piece): piece is RunPiece {
  return typeof piece !== 'string' && piece.kind === 'run'
}
