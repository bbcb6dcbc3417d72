import type { Move } from '../moved-text.ts'
import type { TextWindow } from '../text-window.ts'

interface Word {
  readonly text: string
  readonly offset: number
}

/** Shorter words begin and end others by chance. */
const shortestInWord = 5

interface Side {
  readonly window: TextWindow
  readonly from: number
  readonly to: number
}

/**
 * Words too short to be known by themselves that stand where they stood: between moves, or before or behind them, in a block that was put
 * back with other words written beside them. Each stands once there before and after, in the same order.
 *
 * @param moves - what is known; those with more than half of a block's deleted text tell that the block is the same
 */
export function leftBetween(moves: readonly Move[], inserted: readonly TextWindow[], deleted: readonly TextWindow[]): readonly Move[] {
  const known = moves.filter(({ from }) => from === 'deleted')
  const found: Move[] = []
  for (const source of deleted) {
    const out = known.filter(({ offset, length }) => length > 0 && overlap(source, offset, length) > 0)
    const isDone = out.reduce((sum, { offset, length }) => sum + overlap(runOf(source), offset, length), 0) >= source.length
    if (isDone) continue
    for (const target of inserted) {
      const pairs = out.filter(({ at, length }) => overlap(target, at, length) > 0).toSorted((one, other) => one.at - other.at)
      const shared = pairs.reduce((sum, { offset, length }) => sum + overlap(runOf(source), offset, length), 0)
      const isInOrder = pairs.every(({ offset }, index) => index === 0 || offset > (pairs[index - 1]?.offset ?? 0))
      if (shared * 2 <= source.length || !isInOrder) continue
      for (const [before, after] of gapsOf(pairs, source, target)) found.push(...sameWords(before, after, known))
    }
  }
  return found
}

function runOf({ offset, before, length }: TextWindow) {
  return { offset: offset + before, text: { length } }
}

function overlap(window: { readonly offset: number; readonly text: { readonly length: number } }, from: number, length: number): number {
  return Math.max(0, Math.min(window.offset + window.text.length, from + length) - Math.max(window.offset, from))
}

/**
 * What lies between some moves of one window into another, and at either end. Parts of words at the ends of a move, such as the last
 * letter of `maybe` before `stairs` that is also that of `the`, are like it by chance.
 */
function* gapsOf(moves: readonly Move[], source: TextWindow, target: TextWindow): Generator<readonly [before: Side, after: Side]> {
  let [offset, at] = [source.offset, target.offset]
  for (const move of [...moves, null]) {
    const [first, last] = move === null ? [0, 0] : wholeWords(move, source, target)
    const before = { window: source, from: offset, to: move === null ? source.offset + source.text.length : move.offset + first }
    const after = { window: target, from: at, to: move === null ? target.offset + target.text.length : move.at + first }
    if (before.to > before.from && after.to > after.from) yield [before, after]
    if (move !== null) [offset, at] = [move.offset + last, move.at + last]
  }
}

/** Where in a move its first whole word begins and where its last one ends. */
function wholeWords(move: Move, source: TextWindow, target: TextWindow): readonly [first: number, last: number] {
  const [offset, at] = [move.offset - source.offset, move.at - target.offset]
  const isLetter = (step: number): boolean => [source.text[offset + step], target.text[at + step]].some((letter) => /\S/.test(letter ?? ''))
  const isInWord = (step: number): boolean => isLetter(step - 1) && isLetter(step)
  let [first, last] = [0, move.length]
  while (first < last && isInWord(first)) first += 1
  while (last > first && isInWord(last)) last -= 1
  return [first, last]
}

function sameWords(before: Side, after: Side, known: readonly Move[]): readonly Move[] {
  const isElsewhere = ({ text, offset }: Word): boolean =>
    known.some((move) => overlap({ offset: move.offset, text: move }, offset, text.length) === text.length)
  const were = onlyOnce(wordsIn(before)).filter((word) => !isElsewhere(word))
  const are = wordsIn(after)
  const found: Move[] = []
  for (const { text, offset } of were) {
    const at = placeOf(text, are)
    const last = found.at(-1)
    if (at !== null && at >= (last === undefined ? 0 : last.at + last.length))
      found.push({ from: 'deleted', at, offset, length: text.length })
  }
  return found
}

/** Where a word stands once, by itself or at the beginning or the end of one that others were written on to. */
function placeOf(word: string, words: readonly Word[]): number | null {
  const places = words.flatMap(({ text, offset }) => {
    if (text.startsWith(word)) return [offset]
    return text.endsWith(word) ? [offset + text.length - word.length] : []
  })
  const [only, another] = places.filter((at) => words.some(({ text, offset }) => offset === at && text === word))
  if (only !== undefined) return another === undefined ? only : null
  return word.length < shortestInWord || places.length !== 1 ? null : (places[0] ?? null)
}

function onlyOnce(words: readonly Word[]): readonly Word[] {
  return words.filter(({ text }, index) => !words.some((other, place) => place !== index && other.text === text))
}

/** Whole words: a part of one may be a part of any. */
function wordsIn({ window, from, to }: Side): readonly Word[] {
  return [...window.text.matchAll(/\S+/g)]
    .map(({ 0: text, index }) => ({ text, offset: window.offset + index }))
    .filter(({ text, offset }) => offset >= from && offset + text.length <= to)
}
