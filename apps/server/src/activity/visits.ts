import { hasArrived, hasLeft, type Store } from '@samskriv/database'
import type { Admission, Visits } from '@samskriv/sync-server'
import type { Log } from '../log.ts'

interface Ports {
  readonly store: Store
  readonly log: Log
  /** Stores what was written until now, so that whoever leaves has seen it. */
  readonly count: (study: Admission['study']) => Promise<void>
}

/** Keeps when people were last in a study: what is news to them is what came after they left. Those who take no part are not noted. */
export function notedVisits({ store, log, count }: Ports): Visits {
  const noted = async (what: 'arrived' | 'left', { study, person, participant }: Admission): Promise<void> => {
    if (participant === null) return
    try {
      if (what === 'left') await count(study)
      await store.tx(what === 'left' ? hasLeft(study, person) : hasArrived(study, person))
    } catch (error) {
      log.warn('visit not noted', { study, error })
    }
  }
  return {
    arrived: (visit) => void noted('arrived', visit),
    left: (visit) => void noted('left', visit),
  }
}
