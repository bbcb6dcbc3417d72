import { useArchiveStudy } from '../api/hand-over.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { problemText } from '../shell/problem-text.ts'
import { useSay } from '../shell/use-say.ts'
import type { StudyDialogProps } from '../study/bar/study-dialog.ts'
import { PlainDialog } from '../ui/PlainDialog.tsx'

/** Puts a finished case study to rest, or opens it again. */
export function ArchiveDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const archive = useArchiveStudy(study.id)
  const { archived, title } = study
  const name = say(archived ? 'archive.open.title' : 'archive.title')
  const change = (): void => {
    if (archive.isPending) return
    archive.mutate(!archived, {
      onSuccess: () => {
        announce(say(archived ? 'archive.open.done' : 'archive.done'))
        onClose()
      },
    })
  }
  return (
    <PlainDialog title={name} onClose={onClose} returnTo={returnTo}>
      <p>{say(archived ? 'archive.open.confirm' : 'archive.confirm', { title })}</p>
      {archive.isError && (
        <p role="alert" className="field-error">
          {problemText(say, archive.error)}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" aria-disabled={archive.isPending} onClick={change}>
          {name}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onClose}>
          {say('action.cancel')}
        </button>
      </div>
    </PlainDialog>
  )
}
