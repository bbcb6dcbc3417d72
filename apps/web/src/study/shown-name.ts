import type { StudyView } from '@samskriv/protocol/http'

import type { Say } from '../shell/use-say.ts'

/** By which name others see the reader: the label they chose, their own name, or words for nobody named. */
export function shownName(say: Say, me: StudyView['me'], name: string): string {
  const label = me?.identity.label ?? name
  return label === '' ? say('identity.unnamed') : label
}
