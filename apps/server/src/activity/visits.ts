import { hasArrived, hasLeft, type Store } from '@samskriv/database'
import type { Admission, Visits } from '@samskriv/sync-server'
import type { Log } from '../log.ts'

interface Ports {
  readonly store: Store
  readonly log: Log
  /** Stores what was written until now, so that whoever leaves has seen it. */
  readonly count: (study: Admission['study']) => Promise<void>
}

export interface NotedVisits extends Visits {
  /** Resolves when it is stored that those have left who have. */
  settled(): Promise<void>
}

/**
 * Keeps when people were last in a study: what is news to them is what came after they left. Those who take no part are not noted.
 * Many who leave at once are one transaction. Who comes is noted at once, because their page may ask what is new the next moment.
 */
export function notedVisits({ store, log, count }: Ports): NotedVisits {
  let leaving: Admission[] = []
  let noted: Promise<void> = Promise.resolve()

  const noteLeft = async (): Promise<void> => {
    const left = leaving
    leaving = []
    const studies = [...new Set(left.map(({ study }) => study))]
    // A study that was thrown away can't be counted, and people have left it all the same.
    await Promise.allSettled(studies.map((study) => count(study)))
    await store.tx(function* (ctx) {
      for (const { study, person } of left) yield* hasLeft(study, person)(ctx)
    })
  }

  const logged = (work: Promise<void>): Promise<void> => work.catch((error: unknown) => log.warn('visit not noted', { error }))

  return {
    arrived({ study, person, participant }) {
      if (participant !== null) void logged(store.tx(hasArrived(study, person)))
    },
    left(visit) {
      if (visit.participant === null) return
      leaving.push(visit)
      if (leaving.length > 1) return
      const turn = new Promise((resolve) => setImmediate(resolve))
      noted = Promise.all([noted, logged(turn.then(noteLeft))]).then(() => {})
    },
    settled: () => noted,
  }
}
