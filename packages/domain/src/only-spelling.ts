/**
 * Whether a change puts right nothing but spelling and punctuation: word by word the same letters but for case, or nearly the same; of
 * words shorter than four letters the same: `now` is not `not`. A letter with a mark is another letter: `får` is not `far`. Figures stay
 * as they are written, with what stands in and before them, and so do signs and emoji: `3.5` is not `35`, and `-5` not `5`.
 *
 * @see rule D25 in packages/domain/README.md
 */
export function isOnlySpelling(before: string, after: string): boolean {
  const [old, fresh] = [partsOf(before), partsOf(after)]
  if (old.fixed.length !== fresh.fixed.length) return false
  return (
    old.fixed.every((one, place) => one === fresh.fixed[place]) &&
    old.words.every((words, place) => areNearly(words, fresh.words[place] ?? []))
  )
}

interface Parts {
  /** Figures, signs and emoji, in order. */
  readonly fixed: readonly string[]
  /** The words before the first of them, between each two, and after the last. */
  readonly words: readonly (readonly string[])[]
}

const sign = String.raw`(?![\u0060\u00B4\u00A8])[\p{S}%‰&@#§\u{E0020}-\u{E007F}]`
/** Those that stand together, such as an emoji made of several. What stands for an apostrophe is none. */
const signs = new RegExp(`(${sign}(?:\\u200D?${sign})*)`, 'u')
const smiley = /^[:;=]['’]?[-^]?(?:[()[\]{}/\\|]+|[pdo])$/u
const opening = /^[\p{Ps}\p{Pi}\p{Pf}"'¿¡*_]+/u
const closing = /[.,:;!?…\p{Pe}\p{Pi}\p{Pf}*_]+$/u
const dashes = /[\p{Pd}\u2212]/gu
/** Says whether a character is shown as an emoji. */
const shownAs = /[\uFE0E\uFE0F]/gu

function partsOf(text: string): Parts {
  const fixed: string[] = []
  const words: string[][] = [[]]
  const keep = (one: string): void => {
    fixed.push(one)
    words.push([])
  }
  for (const chunk of text.normalize('NFC').replaceAll(shownAs, '').toLowerCase().match(/\S+/gu) ?? []) {
    if (/\p{N}/u.test(chunk)) keep(chunk.replace(opening, '').replace(closing, '').replaceAll(dashes, '-'))
    else if (smiley.test(chunk)) keep(chunk)
    else
      for (const [place, piece] of chunk.split(signs).entries()) {
        const word = piece.replaceAll(/[^\p{L}\p{M}]/gu, '')
        if (place % 2 === 1) keep(piece)
        else if (word !== '') words.at(-1)?.push(word)
      }
  }
  return { fixed, words }
}

function areNearly(old: readonly string[], fresh: readonly string[]): boolean {
  if (old.length === 0) return fresh.length === 0
  if (old.join('') === fresh.join('')) return true
  return old.length === fresh.length && old.every((word, place) => isNearly(word, fresh[place] ?? ''))
}

function isNearly(old: string, fresh: string): boolean {
  if (old === fresh) return true
  const shorter = Math.min(old.length, fresh.length)
  return shorter >= 4 && old[0] === fresh[0] && changesBetween(old, fresh) <= (shorter < 8 ? 1 : 2)
}

/** Letters put in, left out, changed, or swapped with their neighbour. */
function changesBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const changed = (rows[row - 1]?.[column - 1] ?? 0) + (isSame ? 0 : 1)
      let fewest = Math.min(changed, (rows[row - 1]?.[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1)
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (isSwapped) fewest = Math.min(fewest, (rows[row - 2]?.[column - 2] ?? 0) + 1)
      line.push(fewest)
    }
    rows.push(line)
  }
  return rows[one.length]?.[other.length] ?? 0
}
