import { eraseDevice } from '@samskriv/sync-client'

import { forgetForms } from '../have-your-say/kept-form.ts'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { forgetPersonHere } from '../offline/kept-request.ts'
import { forgetProgram } from '../offline/program.ts'
import { stopOpenStudies } from './open-studies.ts'
import { isSharedComputer, setSharedComputer } from './shared-computer.ts'
import type { AccountDialogProps } from './SignOutDialog.tsx'
import { thisDevice } from './this-device.ts'
import { UnsentWords } from './UnsentWords.tsx'
import { useSay } from './use-say.ts'
import { useUnsentWords } from './use-unsent-words.ts'

/** Takes everything of a person off this computer and keeps nothing on it from then on; words not sent are offered first. */
export function SharedComputerDialog({ person, onClose }: AccountDialogProps) {
  const say = useSay()
  const unsent = useUnsentWords(person.id)
  const isShared = isSharedComputer()
  const change = async (): Promise<void> => {
    if (!isShared) {
      await stopOpenStudies()
      forgetPersonHere()
      await forgetProgram()
      await eraseDevice(thisDevice(person.id))
      forgetForms()
    }
    setSharedComputer(!isShared)
    window.location.reload()
  }
  return (
    <PlainDialog title={say('shared.title')} onClose={onClose}>
      <p>{say(isShared ? 'shared.isOn' : 'shared.text')}</p>
      {!isShared && unsent !== null && unsent.length > 0 && (
        <UnsentWords title={say('signOut.unsent.title')} text={say('shared.unsent')} words={unsent} />
      )}
      <div className="dialog-actions">
        <button type="button" className="button" disabled={unsent === null} onClick={() => void change()}>
          {say(isShared ? 'shared.off' : 'shared.on')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onClose}>
          {say('action.cancel')}
        </button>
      </div>
    </PlainDialog>
  )
}
