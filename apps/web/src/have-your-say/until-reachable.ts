const firstWaitMs = 2_000
const longestWaitMs = 15_000
const longestAnswerMs = 10_000

/**
 * Resolves when the server answers. A browser that only goes on shows its own page when it does not, and takes the form away with it.
 *
 * @param onWaiting - called when it has to be waited for
 */
export async function untilReachable(onWaiting: () => void): Promise<void> {
  for (let wait = firstWaitMs; !(await answers()); wait = Math.min(wait * 2, longestWaitMs)) {
    onWaiting()
    await connectedOr(wait)
  }
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(longestAnswerMs) })).ok
  } catch {
    return false
  }
}

function connectedOr(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      clearTimeout(timer)
      window.removeEventListener('online', goOn)
      resolve()
    }
    const timer = setTimeout(goOn, ms)
    window.addEventListener('online', goOn)
  })
}
