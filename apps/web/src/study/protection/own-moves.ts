import { observeTransfer } from '@samskriv/attribution'
import type { Doc } from 'yjs'

import type { HeardVoices } from '../voices/heard-voices.ts'

/**
 * Keeps words that are moved on this page with whoever said them until the server tells whose they are: an editor that makes a list of a
 * paragraph, or splits one, writes its words anew. What others do comes with the news of it.
 *
 * @param until - ends it
 */
export function followOwnMoves(doc: Doc, { authorship }: HeardVoices, until: AbortSignal): void {
  const moves = observeTransfer(doc, authorship, { now: Date.now, heeds: ({ local }) => local })
  // They are part of the authorship already.
  const forget = (): void => void moves.take()
  doc.on('afterTransaction', forget)
  until.addEventListener('abort', () => {
    moves.stop()
    doc.off('afterTransaction', forget)
  })
}
