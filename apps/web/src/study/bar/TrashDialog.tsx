import { useNavigate } from 'react-router'

import { useTrashStudy } from '../../api/studies.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import type { StudyDialogProps } from './study-dialog.ts'

export function TrashDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const trash = useTrashStudy(study.id)
  const moveToBin = (): void =>
    trash.mutate(undefined, {
      onSuccess: () => {
        announce(say('study.trash.done'))
        void navigate('/')
      },
    })
  return (
    <PlainDialog title={say('study.trash')} onClose={onClose} returnTo={returnTo}>
      <p>{say('study.trash.confirm', { title: study.title })}</p>
      {trash.isError && (
        <p role="alert" className="field-error">
          {problemText(say, trash.error)}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" data-kind="warning" aria-disabled={trash.isPending} onClick={moveToBin}>
          {say('study.trash')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onClose}>
          {say('action.cancel')}
        </button>
      </div>
    </PlainDialog>
  )
}
