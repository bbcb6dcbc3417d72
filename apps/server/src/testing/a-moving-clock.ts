const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

export interface MovingClock {
  /** Days pass at once, or parts of one. */
  goOn(days: number): void
  /** It is the next time this hour (UTC): for what depends on when the day ends. */
  goOnTo(hour: number): void
  /** The clock is the real one again. Call it at the end: test files share it. */
  giveBack(): void
}

/** Lets the servers that start from now on live ahead of time. */
export function aMovingClock(): MovingClock {
  const real = Date.now
  let ahead = 0
  Date.now = () => real() + ahead
  return {
    goOn: (days) => void (ahead += days * dayMs),
    goOnTo: (hour) => void (ahead += (hour * hourMs - (Date.now() % dayMs) + dayMs) % dayMs),
    giveBack: () => void (Date.now = real),
  }
}
