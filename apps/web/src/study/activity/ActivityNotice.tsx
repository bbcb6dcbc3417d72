import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { activityQuery } from '../../api/activity.ts'
import { useSay } from '../../shell/use-say.ts'
import { ActivityDialog } from './ActivityDialog.tsx'
import './activity.css'

/** One line for somebody who is back, and only when there is something to tell. */
export function ActivityNotice({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const { data: activity } = useQuery(activityQuery(study.id))
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (activity === undefined || (activity.sections.length === 0 && activity.joined.length === 0)) return null
  return (
    <div className="activity-notice">
      <p role="status">{activity.people > 0 ? say('activity.notice', { count: activity.people }) : say('activity.notice.other')}</p>
      <button ref={button} type="button" className="text-button" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {say('activity.see')}
      </button>
      {isOpen && <ActivityDialog study={study} returnTo={button} onClose={() => setIsOpen(false)} />}
    </div>
  )
}
