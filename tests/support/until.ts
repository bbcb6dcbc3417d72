import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits for a condition, never for a time: asks again until the answer is neither undefined nor false.
 *
 * @param what - the condition in words, for the error
 * @throws when `limitMs` pass first; the last error of `condition` is the cause
 */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  limitMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + limitMs
  let cause: unknown
  while (performance.now() < deadline) {
    try {
      const answer = await condition()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      cause = error
    }
    await pause(25)
  }
  throw new Error(`waited ${limitMs} ms in vain until ${what}`, { cause })
}
