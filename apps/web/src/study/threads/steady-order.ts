import type { ThreadSummary } from '@samskriv/protocol/http-threads'

export interface SteadyOrder {
  readonly shown: readonly ThreadSummary[]
  /** The order to go on from. */
  readonly ids: readonly string[]
  /** How many others have begun above, which are not shown until one asks for them. */
  readonly waiting: number
}

/**
 * Keeps a list in the order in which it is read while others change it: what is in it stays where it is and is brought up to date, older
 * ones come at the end, one's own at the beginning, and what others begin waits.
 *
 * @param known - the order so far; null for a list that begins
 * @param now - the list as it is, newest change first
 */
export function steadyOrder(known: readonly string[] | null, now: readonly ThreadSummary[]): SteadyOrder {
  if (known === null) return { shown: now, ids: now.map(({ id }) => id), waiting: 0 }
  const byId = new Map(now.map((thread) => [thread.id, thread]))
  const kept = known.flatMap((id) => byId.get(id) ?? [])
  const isKnown = new Set(kept.map(({ id }) => id))
  const lastKnown = now.findLastIndex(({ id }) => isKnown.has(id))
  const others = now.filter(({ id }) => !isKnown.has(id))
  const own = others.filter(({ id, mine, replies }) => mine && replies === 0 && now.findIndex((one) => one.id === id) < lastKnown)
  const older = now.slice(lastKnown + 1)
  const shown = [...own, ...kept, ...older]
  return { shown, ids: shown.map(({ id }) => id), waiting: others.length - own.length - older.length }
}
