/** How long a study in the bin can be brought back. Then it is deleted with everything in it. */
export const binLifetimeMs = 30 * 24 * 60 * 60_000

/** Until when it can be brought back, UTC milliseconds; null when it is not in the bin. */
export function restorableUntil({ deletedAt }: { readonly deletedAt: number | null }): number | null {
  return deletedAt === null ? null : deletedAt + binLifetimeMs
}

/** Its time in the bin is over: for everybody it is gone, even in the hour before it is. */
export function isPastBringingBack(study: { readonly deletedAt: number | null }, now: number): boolean {
  const until = restorableUntil(study)
  return until !== null && until <= now
}
