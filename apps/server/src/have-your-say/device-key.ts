import type { SayForm } from './say-form.ts'
import type { SayPlace } from './say-place.ts'

/** Under what a device keeps what somebody has typed and not sent: another person on the same device finds nothing of it. */
export function deviceKey(
  { access, participant }: Pick<SayPlace, 'access' | 'participant'>,
  { purpose, section }: Pick<SayForm, 'purpose' | 'section'>,
): string {
  return `${access.study.id}/${participant.id}/${purpose}/${section ?? ''}`
}
