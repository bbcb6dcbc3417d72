import { eraseDevice, type KeptWords, unsentOnDevice } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { endSession } from '../api/me.ts'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { stopOpenStudies } from './open-studies.ts'
import { problemText } from './problem-text.ts'
import { useSay } from './use-say.ts'

export interface SignOutDialogProps {
  readonly person: string
  readonly onStay: () => void
}

/** Before a shared computer forgets a person, they are offered the words that only it has. */
export function SignOutDialog({ person, onStay }: SignOutDialogProps) {
  const say = useSay()
  const [kept, setKept] = useState<readonly KeptWords[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    void unsentOnDevice(thisDevice(person)).then(setKept)
  }, [person])

  const leave = async (): Promise<void> => {
    try {
      // The session first: while it is open, a page that is still writing could put back what is erased here.
      await endSession()
    } catch (problem) {
      return setError(problem)
    }
    await stopOpenStudies()
    await eraseDevice(thisDevice(person))
    window.location.assign('/signed-out')
  }
  const isAllSent = kept?.length === 0
  return (
    <PlainDialog title={say('signOut.title')} onClose={onStay}>
      {kept === null && <p>{say('word.loading')}</p>}
      {isAllSent && <p>{say('signOut.allSent')}</p>}
      {kept !== null && !isAllSent && <UnsentWords kept={kept} />}
      {error !== null && (
        <p role="alert" className="field-error">
          {problemText(say, error)}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" disabled={kept === null} onClick={() => void leave()}>
          {say(isAllSent ? 'signOut.confirm' : 'signOut.confirmUnsent')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onStay}>
          {say('signOut.stay')}
        </button>
      </div>
    </PlainDialog>
  )
}

function UnsentWords({ kept }: { readonly kept: readonly KeptWords[] }) {
  const say = useSay()
  const [isCopied, setIsCopied] = useState(false)
  const text = kept.flatMap(({ sections }) => sections.map((section) => section.text)).join('\n\n')
  return (
    <div className="notice" data-tone="warning">
      <h3>{say('signOut.unsent.title')}</h3>
      <p>{say('signOut.unsent.text')}</p>
      <textarea className="kept-words" readOnly rows={6} value={text} aria-label={say('signOut.unsent.title')} />
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          data-kind="quiet"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
        >
          {say('signOut.unsent.copy')}
        </button>
        <a className="button" data-kind="quiet" download="samskriv.txt" href={textAddress(text)}>
          {say('action.download')}
        </a>
      </div>
      <p role="status">{isCopied ? say('signOut.unsent.copied') : ''}</p>
    </div>
  )
}

function textAddress(text: string): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
}

function thisDevice(person: string) {
  return { origin: window.location.origin, person, storage: globalThis.indexedDB }
}
