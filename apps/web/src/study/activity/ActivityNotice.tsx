import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'

import { activityQuery } from '../../api/activity.ts'
import { useSay } from '../../shell/use-say.ts'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import './activity.css'

const loadDialog = async () => import('./ActivityDialog.tsx').then(({ ActivityDialog }) => ActivityDialog)

/** One line for somebody who is back, and only when there is something to tell. */
export function ActivityNotice({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const { data: activity } = useQuery(activityQuery(study.id))
  const dialog = useLoadedDialog<StudyDialogProps>(loadDialog)
  const button = useRef<HTMLButtonElement>(null)
  if (activity === undefined || (activity.sections.length === 0 && activity.joined.length === 0)) return null
  return (
    <div className="activity-notice">
      <p role="status">{activity.people > 0 ? say('activity.notice', { count: activity.people }) : say('activity.notice.other')}</p>
      <button ref={button} type="button" className="text-button" aria-haspopup="dialog" onClick={dialog.open}>
        {say('activity.see')}
      </button>
      {dialog.isUnreachable && (
        <p role="alert" className="field-error">
          {say('problem.offline')}
        </p>
      )}
      {dialog.Dialog && <dialog.Dialog study={study} returnTo={button} onClose={dialog.close} />}
    </div>
  )
}
