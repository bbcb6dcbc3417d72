import type { RoomMetrics } from '@samskriv/sync-server'
import type { Metrics } from './metrics.ts'

/** What the rooms report, put where the metrics are read. */
export function roomMetrics(metrics: Metrics): RoomMetrics {
  return {
    count(what, by = 1, label = '') {
      metrics.roomEvents.add(what, label, by)
      if (what === 'moved-characters') metrics.movedWords.inc(by / charactersInAWord)
      if (what === 'resyncs') metrics.clientResets.inc(by)
    },
    observe(what, ms) {
      if (what === 'commit') metrics.commitMs.observe(ms)
      else metrics.roomTimes.observe({ what }, ms)
    },
  }
}

// The rooms count characters as they move; with the space after it, a word of our three languages has about six.
const charactersInAWord = 6
