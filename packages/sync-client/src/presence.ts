import type { Awareness } from 'y-protocols/awareness'

/** Shortest time between two presence messages of this browser. */
export const presenceIntervalMs = 100

/**
 * Sends this browser's own presence and nothing else. y-websocket's handler sends on every state it receives, so that one moved
 * caret among thirty people becomes thirty messages (yjs/yjs#732).
 *
 * @param send - called with a fresh state at most every {@link presenceIntervalMs}; the last state is always sent
 * @returns a function that stops it
 */
export function sharePresence(awareness: Awareness, send: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let isDue = false

  const tick = (): void => {
    timer = null
    if (!isDue) return
    isDue = false
    timer = setTimeout(tick, presenceIntervalMs)
    send()
  }
  const onUpdate = (_changes: unknown, origin: unknown): void => {
    // The server sends everybody's presence back to them, with who they are; answering that would never end.
    if (origin !== 'local') return
    isDue = true
    if (timer === null) tick()
  }
  awareness.on('update', onUpdate)
  return () => {
    awareness.off('update', onUpdate)
    if (timer !== null) clearTimeout(timer)
  }
}
