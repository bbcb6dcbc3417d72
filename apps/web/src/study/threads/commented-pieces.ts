/** Words that something was said about: places in a text, `to` after the last letter. */
export interface CommentedRange {
  readonly thread: string
  readonly from: number
  readonly to: number
  /** What is higher stands around what is lower, however long it is. */
  readonly level?: number
}

export interface PieceOfRange extends CommentedRange {
  readonly isFirst: boolean
  readonly isLast: boolean
}

/**
 * Cuts ranges wherever another one begins or ends, and wherever a text of its own does: each piece is one element on the page, so that it
 * can be told which is the first and the last.
 *
 * @param texts - the stretches of text, in order; what of a range is in none of them has no piece
 * @returns in the order of the texts; of several over the same words the longest first
 */
export function commentedPieces(
  ranges: readonly CommentedRange[],
  texts: readonly { readonly from: number; readonly to: number }[],
): readonly PieceOfRange[] {
  const longestFirst = [...ranges]
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (b.level ?? 0) - (a.level ?? 0) || b.to - b.from - (a.to - a.from))
  const cuts = [...new Set(longestFirst.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const pieces: { thread: string; from: number; to: number }[] = []
  for (const text of texts) {
    const covering = longestFirst.filter(({ from, to }) => from < text.to && to > text.from)
    if (covering.length === 0) continue
    const bounds = [text.from, ...cuts.filter((cut) => cut > text.from && cut < text.to), text.to]
    for (const [index, from] of bounds.slice(0, -1).entries()) {
      const to = bounds[index + 1] ?? text.to
      for (const range of covering) if (range.from <= from && range.to >= to) pieces.push({ thread: range.thread, from, to })
    }
  }
  return pieces.map((piece, index) => ({
    ...piece,
    isFirst: pieces.findIndex(({ thread }) => thread === piece.thread) === index,
    isLast: pieces.findLastIndex(({ thread }) => thread === piece.thread) === index,
  }))
}
