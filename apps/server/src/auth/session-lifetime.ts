const hourS = 60 * 60
const dayS = 24 * hourS

/** A session ends this long after it was last used. */
export const sessionLifetimeS = 30 * dayS

/** And this long after it began, however much it is used: a copy of a cookie that nobody knows of does not live for ever. */
export const longestSessionMs = 90 * dayS * 1000

/** How precisely it is known when a session was last used: so often at most its row is written. */
export const useNotedEveryS = hourS

/** A session that began at this moment or earlier is over. */
export function oldestSession(now: number): Date {
  return new Date(now - longestSessionMs)
}

/** UTC milliseconds. */
export function sessionEnd({ createdAt, expiresAt }: { readonly createdAt: Date; readonly expiresAt: Date }): number {
  return Math.min(expiresAt.getTime(), createdAt.getTime() + longestSessionMs)
}
