import { useState, useSyncExternalStore } from 'react'

import { useSay } from '../shell/use-say.ts'
import { newVersion, takeNewVersion } from './program.ts'

/** Offers a newer version of the program. It comes when its person wants it, never by itself. */
export function NewVersionNotice() {
  const say = useSay()
  const waiting = useSyncExternalStore(newVersion.subscribe, newVersion.get)
  const [isLater, setIsLater] = useState(false)
  const isShown = waiting !== null && !isLater
  return (
    <div role="status">
      {isShown && (
        <div className="notice new-version">
          <p>{say('update.text')}</p>
          <button type="button" className="button" onClick={takeNewVersion}>
            {say('update.load')}
          </button>
          <button type="button" className="button" data-kind="quiet" onClick={() => setIsLater(true)}>
            {say('update.later')}
          </button>
        </div>
      )}
    </div>
  )
}
