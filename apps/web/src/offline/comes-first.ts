const waitedFor = new Set<Promise<unknown>>()

/** Somebody waits for this on a line that may be slow: what is fetched for later leaves it alone meanwhile. */
export function comesFirst(wanted: Promise<unknown>): void {
  waitedFor.add(wanted)
  void wanted.finally(() => waitedFor.delete(wanted))
}

/**
 * Fetches what may be needed later, such as the program of a dialog, so that it is there when the network goes. Not before `afterMs`, and
 * not while somebody waits for what comes first.
 *
 * @returns a function after which it is not fetched any more
 */
export function fetchLater(fetchIt: () => void, afterMs: number): () => void {
  let isWanted = true
  const timer = setTimeout(() => void everythingHasCome().then(() => (isWanted ? fetchIt() : undefined)), afterMs)
  return () => {
    isWanted = false
    clearTimeout(timer)
  }
}

/** Some things never come. */
const longestWaitMs = 60_000

async function everythingHasCome(): Promise<void> {
  if (waitedFor.size === 0) return
  const late = new Promise((resolve) => setTimeout(resolve, longestWaitMs))
  await Promise.race([late, Promise.allSettled(waitedFor)])
}
