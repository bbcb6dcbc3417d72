/** Why words are neither on the server nor safely on this device. Each has a message `save.reason.<reason>`. */
export type NotSavedReason =
  /** The server cannot store at the moment; the words wait on this device. */
  | 'server-storage'
  /** No connection, and the browser refuses to keep anything on this device (private window, full disk). */
  | 'device-storage'
  /** The study has reached its size limit. */
  | 'study-full'
  /** The session has ended; the words wait on this device until the person signs in again. */
  | 'signed-out'
  /** The person may no longer write here. */
  | 'no-access'

/** What the page says about the person's own words, in one word or two, always visible. */
export type SaveState =
  | { readonly state: 'opening' }
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  | { readonly state: 'on-device' }
  | { readonly state: 'not-saved'; readonly reason: NotSavedReason }

export interface SaveFacts {
  /** The socket is open. */
  readonly connected: boolean
  /** The first exchange of states on this page has been committed by the server, or the study was opened without it. */
  readonly settledOnce: boolean
  /** The person has edits that no acknowledgement covers yet. */
  readonly unsent: boolean
  /** Everything up to the last edit is in the device's own storage. */
  readonly onDevice: boolean
  /** The server, or the way this visit ended, gave a reason why nothing is stored. */
  readonly refusal: Exclude<NotSavedReason, 'device-storage'> | null
}

/**
 * @see rule SC3 in the README: "saved" only when every message of this connection is acknowledged
 */
export function saveStateOf({ connected, settledOnce, unsent, onDevice, refusal }: SaveFacts): SaveState {
  if (!unsent) return settledOnce ? { state: 'saved' } : { state: 'opening' }
  if (refusal !== null) return { state: 'not-saved', reason: refusal }
  if (connected) return { state: 'saving' }
  return onDevice ? { state: 'on-device' } : { state: 'not-saved', reason: 'device-storage' }
}

export function sameSaveState(a: SaveState, b: SaveState): boolean {
  return a.state === b.state && (a.state !== 'not-saved' || b.state !== 'not-saved' || a.reason === b.reason)
}
