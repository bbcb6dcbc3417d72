import { q, type Script } from '@samskriv/database'
import type { Services } from '../services.ts'

const freshMs = 1_000

/**
 * Whether words can be saved just now: found out by writing, because a full disk still opens transactions. Asked often, it writes
 * once a second.
 */
export function createReadiness({ store, rooms, clock, log }: Pick<Services, 'store' | 'rooms' | 'clock' | 'log'>): () => Promise<boolean> {
  let known: { readonly at: number; readonly answer: Promise<boolean> } | undefined
  const ask = async (): Promise<boolean> => {
    try {
      await store.tx(writeNothing)
    } catch (error) {
      log.warn('not ready', { error })
      return false
    }
    return rooms.stats().storage === 'available'
  }
  return () => {
    if (known === undefined || Math.abs(clock() - known.at) >= freshMs) known = { at: clock(), answer: ask() }
    return known.answer
  }
}

const writeNothing: Script<void> = function* ({ db, s }) {
  yield* q(db.update(s.installation).set({ createdAt: s.installation.createdAt }))
}
