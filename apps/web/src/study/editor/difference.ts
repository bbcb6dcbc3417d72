/** What was changed between two texts, as one stretch of the first and what stands in its place. Of equal letters the later one counts as changed. */
export interface Difference {
  readonly from: number
  readonly to: number
  readonly words: string
}

export function difference(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from += 1
  let kept = 0
  while (kept < shorter - from && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1
  return { from, to: before.length - kept, words: after.slice(from, after.length - kept) }
}
