import { useSyncExternalStore } from 'react'

import { useSay } from './use-say.ts'

let isSignedOut = false
const listeners = new Set<() => void>()

/** Called wherever the server says that the session is over: an answer with 401, or a socket closed with 4401. */
export function noteSignedOut(): void {
  isSignedOut = true
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function useIsSignedOut(): boolean {
  return useSyncExternalStore(subscribe, () => isSignedOut)
}

/** Stands above every page once the session is over. Nothing is taken away: words not sent yet stay on this device. */
export function SignedOutNotice() {
  const say = useSay()
  if (!useIsSignedOut()) return null
  return (
    <div className="notice signed-out" data-tone="warning" role="alert">
      <p>{say('problem.session-expired')}</p>
      <p>
        <a href={signInAddress()}>{say('nav.signIn')}</a>
      </p>
    </div>
  )
}

/** Where to sign in, and then to come back to this page. */
export function signInAddress(): string {
  return `/sign-in?next=${encodeURIComponent(window.location.pathname)}`
}
