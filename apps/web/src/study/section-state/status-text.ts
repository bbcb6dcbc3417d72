import type { SectionStateView } from '@samskriv/protocol/http'

import type { Say } from '../../shell/use-say.ts'

/** How far a section has come, in words; with the reason where it is not for them. */
export function statusText(say: Say, { status, reason }: Pick<SectionStateView, 'status' | 'reason'>): string {
  return status === 'not-for-us' && reason !== null ? say('sectionStatus.because', { reason }) : say(`sectionStatus.${status}`)
}
