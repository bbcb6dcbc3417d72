import type { EditorView } from '@tiptap/pm/view'

/**
 * Something is drawn when nothing was typed for so long, and at the latest so long after it was typed: drawing a long section takes about
 * as long as a keystroke, and few keystrokes may have to wait for it.
 */
const settleMs = 200
const latestMs = 1_500

/** Draws a little later, once for all that happens until then. */
export function drawSoon(view: EditorView, draw: () => void): { readonly ask: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null
  let waitsSince: number | null = null
  const ask = (): void => {
    const now = performance.now()
    waitsSince ??= now
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(act, Math.max(0, Math.min(settleMs, waitsSince + latestMs - now)))
  }
  const act = (): void => {
    timer = null
    waitsSince = null
    if (view.isDestroyed) return
    draw()
  }
  return {
    ask,
    stop: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
