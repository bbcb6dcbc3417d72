import { useContext, useRef } from 'react'
import { createPortal } from 'react-dom'

import { useSay } from '../../shell/use-say.ts'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import { StudyContext } from '../study-context.ts'
import type { GoBackDialogProps } from './GoBackDialog.tsx'

const load = async () => import('./GoBackDialog.tsx').then(({ GoBackDialog }) => GoBackDialog)

interface GoBackButtonProps {
  readonly section: string
  readonly title: string
}

/** Opens a section's earlier texts. Only for who may write in it. */
export function GoBackButton({ section, title }: GoBackButtonProps) {
  const say = useSay()
  const study = useContext(StudyContext)
  const button = useRef<HTMLButtonElement>(null)
  const dialog = useLoadedDialog<GoBackDialogProps>(load)
  if (study === null) return null
  return (
    <>
      <button ref={button} type="button" className="text-button" aria-label={`${say('goBack.title')}: ${title}`} onClick={dialog.open}>
        {say('goBack.title')}
      </button>
      {dialog.isUnreachable && <span role="alert">{say('problem.offline')}</span>}
      {/* Not among what is written: it would look like a part of the text. */}
      {dialog.Dialog &&
        createPortal(<dialog.Dialog study={study} section={section} onClose={dialog.close} returnTo={button} />, document.body)}
    </>
  )
}
