import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import type { StudyDialogProps } from './study-dialog.ts'

/** In place of a dialog whose program could not be fetched: the network is away. */
export function NotLoadedDialog({ onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  return (
    <PlainDialog title={say('problem.title')} onClose={onClose} returnTo={returnTo}>
      <p role="alert">{say('problem.offline')}</p>
    </PlainDialog>
  )
}
