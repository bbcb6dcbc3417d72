import { ActivityNotice } from '../activity/ActivityNotice.tsx'
import { Softenings } from '../softenings/Softenings.tsx'
import { SuggestionsPlace } from '../suggestions/SuggestionsPlace.tsx'
import type { WhileAwayProps } from './WhileAwayPlace.tsx'

/** Whether others have done something since one's last visit, whether words of one's own were taken out, and what is suggested. */
export function WhileAway({ study }: WhileAwayProps) {
  return (
    <>
      <ActivityNotice study={study} />
      <Softenings study={study} />
      <SuggestionsPlace study={study} />
    </>
  )
}
