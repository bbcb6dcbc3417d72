const dayMs = 24 * 60 * 60_000

/** The day (ISO, UTC) that a moment is in. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** When a day (ISO) is over. An hour or two early in UTC, so that the moment is shown as that very day in the places we serve. */
export function endOfDay(day: string): number {
  return Date.parse(day) + dayMs - 2 * 60 * 60_000 - 1
}
