/** Times are told by the clock of whoever reads them. */
export const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
