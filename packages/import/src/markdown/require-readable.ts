import { importLimits } from '../limits.ts'
import { Refusal } from '../refusal.ts'

/**
 * Counts brackets: the parser looks back from each that closes for the one that opens, and forward from each for where its link ends, so a text
 * of nothing else takes it minutes.
 *
 * @throws Refusal `too-slow`
 */
export function requireReadable(text: string): void {
  let all = 0
  for (const block of text.split(/\n[ \t]*\r?\n/)) {
    const brackets = block.match(/[[\]]/g)?.length ?? 0
    all += brackets
    if (brackets > importLimits.maxBracketsInBlock || all > importLimits.maxBrackets) throw new Refusal('too-slow')
  }
}
