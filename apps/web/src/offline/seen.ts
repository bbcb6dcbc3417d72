import { useSyncExternalStore } from 'react'

/** When each answer came that is shown only because the server can't be asked: UTC milliseconds by path. */
let seen: ReadonlyMap<string, number> = new Map()
const listeners = new Set<() => void>()

/** Something on this page is from the device, and so old. */
export function noteSeen(path: string, at: number): void {
  if (seen.get(path) === at) return
  change(new Map([...seen, [path, at]]))
}

/** The server has answered this again. */
export function noteFresh(path: string): void {
  if (!seen.has(path)) return
  change(new Map([...seen].filter(([other]) => other !== path)))
}

export function hasSeen(): boolean {
  return seen.size > 0
}

/**
 * From when what stands on the page is; null while it comes from the server.
 * @param path - of the answer that the page is about; left out, the oldest of those that are shown
 */
export function useSeenAt(path?: string): number | null {
  return useSyncExternalStore(subscribe, () => (path === undefined ? oldest() : (seen.get(path) ?? null)))
}

/** @returns a function that ends it */
export function subscribeToSeen(listener: () => void): () => void {
  return subscribe(listener)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Who one is, is on every page and on none to be read. */
function oldest(): number | null {
  const shown = [...seen].filter(([path]) => path !== '/api/me').map(([, at]) => at)
  return shown.length === 0 ? null : Math.min(...shown)
}

function change(next: ReadonlyMap<string, number>): void {
  seen = next
  for (const listener of listeners) listener()
}
