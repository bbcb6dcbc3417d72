import { documentSchemaVersion } from '@samskriv/document'
import { BadFrame, decodeClientFrame, encodeSyncStep2, encodeSyncUpdate, messageType } from '@samskriv/protocol/frames'

import type { Connection } from './connection.ts'
import type { StoredStudy } from './update-store.ts'

/** Longer logs go through the document, which makes one answer of them. */
const maxFrames = 64

/**
 * Gives those who come with nothing the text as it is stored, before the document is built: building takes as long as everything
 * else of opening a study. What is stored is what everybody was shown, so nobody sees more of it than later.
 *
 * @param waiting - who is on the way into the study; some may not have said a word yet
 * @param patienceMs - how long the first of them to ask is waited for
 */
export async function answerEarly(stored: StoredStudy, waiting: readonly Connection[], patienceMs: number): Promise<void> {
  const { snapshot, updates } = stored
  if (snapshot === null || !snapshot.isWhole || updates.length > maxFrames || waiting.length === 0) return
  await Promise.race(waiting.map((connection) => connection.saysEnough(hasAsked, patienceMs)))
  let frames: readonly Buffer[] | null = null
  const textOf = (): readonly Buffer[] => [
    Buffer.from(encodeSyncStep2(snapshot.state)),
    ...updates.map(({ bytes }) => Buffer.from(encodeSyncUpdate(bytes))),
  ]
  for (const connection of waiting) {
    if (!connection.isClosed && connection.dropHeld((held) => asksForEverything(held, stored.epoch))) {
      frames ??= textOf()
      for (const frame of frames) connection.send(frame)
    }
  }
}

/** Whether something other than a hello is there. */
function hasAsked(held: readonly Buffer[]): boolean {
  return held.some((bytes) => bytes[0] !== messageType.hello)
}

/** The place of a step 1 with nothing in it, after at most a hello that belongs here; -1 when the room has to see for itself. */
function asksForEverything(held: readonly Buffer[], epoch: number): number {
  try {
    for (const [place, bytes] of held.slice(0, 2).entries()) {
      const frame = decodeClientFrame(bytes)
      if (frame.type === 'sync-step-1') return frame.stateVector.length === 1 && frame.stateVector[0] === 0 ? place : -1
      if (frame.type !== 'hello' || frame.epoch !== epoch || frame.documentSchemaVersion < documentSchemaVersion) return -1
    }
  } catch (error) {
    if (!(error instanceof BadFrame)) throw error
  }
  return -1
}
