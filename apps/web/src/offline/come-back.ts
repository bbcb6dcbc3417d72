import type { QueryClient } from '@tanstack/react-query'

import { hasSeen, subscribeToSeen } from './seen.ts'

const tryEveryMs = 5_000

/** While something old is shown, looks whether the server answers again; then everything on the page is asked for anew. */
export function refreshWhenBack(queries: QueryClient): void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const plan = (): void => {
    if (timer !== null || !hasSeen()) return
    timer = setTimeout(() => void look(), tryEveryMs)
  }
  const look = async (): Promise<void> => {
    timer = null
    if (!hasSeen()) return
    if (await isThere()) await queries.invalidateQueries()
    plan()
  }
  subscribeToSeen(plan)
  window.addEventListener('online', () => {
    if (timer !== null) clearTimeout(timer)
    void look()
  })
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
