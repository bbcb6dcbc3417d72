import { eraseDevice } from '@samskriv/sync-client'
import type { Me } from '@samskriv/protocol/http'
import { useState } from 'react'

import { endSession } from '../api/me.ts'
import { forgetForms } from '../have-your-say/kept-form.ts'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { forgetPersonOnDevice } from '../offline/device-answers.ts'
import { forgetPersonHere } from '../offline/kept-request.ts'
import { stopOpenStudies } from './open-studies.ts'
import { setSharedComputer } from './shared-computer.ts'
import { thisDevice } from './this-device.ts'
import { UnsentWords } from './UnsentWords.tsx'
import { useSay } from './use-say.ts'
import { useUnsentWords } from './use-unsent-words.ts'

export interface AccountDialogProps {
  readonly person: Me['person']
  readonly onClose: () => void
}

const textsOfAccount = {
  title: 'signOut.title',
  allSent: 'signOut.allSent',
  confirm: 'signOut.confirm',
  confirmUnsent: 'signOut.confirmUnsent',
  stay: 'signOut.stay',
} as const
/** A guest has no address to come back by, and is told so. */
const textsOfGuest = {
  title: 'guest.forget',
  allSent: 'guest.forget.allSent',
  confirm: 'guest.forget.confirm',
  confirmUnsent: 'guest.forget.confirmUnsent',
  stay: 'guest.forget.stay',
} as const

/** Before a shared computer forgets a person, they are offered the words that only it has. */
export function SignOutDialog({ person, onClose }: AccountDialogProps) {
  const say = useSay()
  const unsent = useUnsentWords(person.id)
  const [error, setError] = useState<unknown>(null)
  const texts = person.guest ? textsOfGuest : textsOfAccount

  const leave = async (): Promise<void> => {
    try {
      // The session first: while it is open, a page that is still writing could put back what is erased here.
      await endSession()
    } catch (problem) {
      return setError(problem)
    }
    await stopOpenStudies()
    forgetPersonHere()
    await forgetPersonOnDevice()
    await eraseDevice(thisDevice(person.id))
    forgetForms()
    setSharedComputer(false)
    window.location.assign('/signed-out')
  }
  const isAllSent = unsent?.length === 0
  return (
    <PlainDialog title={say(texts.title)} onClose={onClose}>
      {person.guest && <p>{say('guest.forget.text')}</p>}
      {unsent === null && <p>{say('word.loading')}</p>}
      {isAllSent && <p>{say(texts.allSent)}</p>}
      {unsent !== null && !isAllSent && (
        <UnsentWords title={say('signOut.unsent.title')} text={say('signOut.unsent.text')} words={unsent} />
      )}
      <ProblemText error={error} />
      <div className="dialog-actions">
        <button type="button" className="button" disabled={unsent === null} onClick={() => void leave()}>
          {say(isAllSent ? texts.confirm : texts.confirmUnsent)}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onClose}>
          {say(texts.stay)}
        </button>
      </div>
    </PlainDialog>
  )
}
