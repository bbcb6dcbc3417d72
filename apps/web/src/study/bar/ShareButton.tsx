import type { StudyView } from '@samskriv/protocol/http'
import { useRef } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import type { StudyDialogProps } from './study-dialog.ts'

const loadShare = async () => import('../../people/ShareDialog.tsx').then(({ ShareDialog }) => ShareDialog)

/** Who takes part, and how more people come in; always in sight, because a study lives from it. */
export function ShareButton({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const button = useRef<HTMLButtonElement>(null)
  const { Dialog, open, close, isUnreachable } = useLoadedDialog<StudyDialogProps>(loadShare)
  return (
    <>
      <button ref={button} type="button" className="bar-button share-button" aria-haspopup="dialog" onClick={open}>
        {say('share.title')}
      </button>
      {isUnreachable && (
        <p role="alert" className="bar-problem small">
          {say('problem.offline')}
        </p>
      )}
      {Dialog && <Dialog study={study} onClose={close} returnTo={button} />}
    </>
  )
}
