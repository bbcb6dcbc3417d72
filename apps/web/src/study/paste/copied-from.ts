import { limits, type SourceRange } from '@samskriv/protocol/frames'

/**
 * Where a copy was made, and of which ids, if it holds words; nothing of it is seen, and nothing of it is believed without the same words
 * there.
 */
export const copyMark = 'data-samskriv-from'
const value = new RegExp(`${copyMark}="([^" ]+)((?: \\d+\\.\\d+\\.\\d+)+)"`)

/** @param place - the study and the epoch, outside of which ids mean nothing */
export function markCopy(copy: Node, place: string, ranges: readonly SourceRange[]): void {
  const first = [...copy.childNodes].find((node) => node instanceof Element)
  first?.setAttribute(copyMark, [place, ...ranges.map((range) => range.join('.'))].join(' '))
}

/** @returns the ids that some HTML says it was copied from; null when it comes from anywhere else than `place` */
export function copiedFrom(html: string, place: string): readonly SourceRange[] | null {
  const [, from, ids = ''] = value.exec(html) ?? []
  if (from !== place) return null
  const ranges = ids.trim().split(' ').map(rangeOf)
  return ranges.every((range) => range.every(Number.isSafeInteger) && range[2] > 0) ? ranges.slice(0, limits.maxSourceRanges) : null
}

function rangeOf(text: string): SourceRange {
  const [client = NaN, clock = NaN, length = NaN] = text.split('.').map(Number)
  return [client, clock, length]
}
