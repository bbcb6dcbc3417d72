/** What concerns somebody, told by mail soon. One at a time for each participant. */
export const mailJob = 'notices'
/** What is new, once a day. One for each participant. */
export const digestJob = 'digest'
/** Looks for what is late, in every study. */
export const lateJob = 'late'

export const jobKinds = [mailJob, digestJob, lateJob] as const

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
/** In UTC: before the working day begins in the places we serve. */
const digestHour = 5

/** The next moment at which daily mails are made, after now. */
export function nextDigestAt(now: number): number {
  const today = Math.floor(now / dayMs) * dayMs + digestHour * hourMs
  return today > now ? today : today + dayMs
}
