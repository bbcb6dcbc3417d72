/** How far people say a section has come. They say it: words alone change nothing. `not-for-us` comes with the reason why. */
export const sectionStatuses = ['not-started', 'in-progress', 'ready-to-read', 'done', 'not-for-us'] as const
export type SectionStatus = (typeof sectionStatuses)[number]

/** Nothing is left to do in it: what progress counts. */
export const settledStatuses = ['done', 'not-for-us'] as const satisfies readonly SectionStatus[]

export function isSettled(status: SectionStatus): boolean {
  return settledStatuses.some((settled) => settled === status)
}
