import { RequestProblem } from '../http/problem.ts'
import type { RateLimits } from '../http/rate-limits.ts'
import { readingSeconds } from './reading-room.ts'

/**
 * Reads for somebody, and counts the seconds that the reader works for them: there is one for everybody, so whoever has kept it busy waits, and
 * others go on. What had to be given up counts as the longest, however soon it was seen.
 *
 * @param read - is told when its turn comes, and tells on
 * @throws {@link RequestProblem} `rate-limited` before anything is read, and what `read` throws
 */
export async function readingFor<T>(
  person: string,
  limits: Pick<RateLimits, 'count' | 'add'>,
  read: (how: { readonly onTurn: () => void }) => Promise<T>,
): Promise<T> {
  await limits.count(['person-reading', person])
  let begun: number | null = null
  let seconds = 0
  try {
    return await read({
      onTurn: () => {
        begun = performance.now()
      },
    })
  } catch (error) {
    if (error instanceof RequestProblem && gaveUp.has(error.code)) seconds = readingSeconds
    throw error
  } finally {
    if (begun !== null) seconds = Math.max(seconds, Math.floor((performance.now() - begun) / 1000))
    // The first was counted before.
    if (seconds > 1) await limits.add('person-reading', person, seconds - 1)
  }
}

const gaveUp: ReadonlySet<string> = new Set(['import-too-slow', 'import-too-heavy', 'case-study-too-slow', 'case-study-too-heavy'])
