import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is measured while the process runs. Numbers only: no label ever holds an id, a name or a path from outside. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  /** Milliseconds one group commit took, up to the disk's answer. */
  readonly commitMs: Histogram
  /**
   * Words that another hand put where they are now and that kept their own voice: moved, split, restored. Reckoned from characters, which is
   * what the rooms count.
   */
  readonly movedWords: Counter
  /** Clients that had to ask for the server's text again, because something was missing or refused. */
  readonly clientResets: Counter
  /** Everything else the rooms count: messages, refusals by their code, crashes, epochs. */
  readonly roomEvents: Counter<'what' | 'label'>
  /** How long the gate, loading and compaction take. */
  readonly roomTimes: Histogram<'what'>
  stop(): void
}

export function createMetrics(read: { rooms(): number; sockets(): number }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const lag = (name: string, help: string, milliseconds: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(milliseconds())
      },
    })
  }
  lag('samskriv_event_loop_lag_p99_ms', 'Event-loop lag since the last scrape, 99th percentile', () => delay.percentile(99) / 1e6)
  lag('samskriv_event_loop_lag_max_ms', 'Event-loop lag since the last scrape, the longest', () => {
    const longest = delay.max / 1e6
    delay.reset()
    return longest
  })
  lag('samskriv_rooms', 'Studies held in memory', () => read.rooms())
  lag('samskriv_sockets', 'Open WebSockets', () => read.sockets())
  lag('samskriv_resident_bytes', 'Resident memory', () => process.memoryUsage.rss())
  const buckets = [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000]
  return {
    registry,
    requests: new Histogram({
      name: 'samskriv_request_ms',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets,
      registers,
    }),
    commitMs: new Histogram({ name: 'samskriv_commit_ms', help: 'Time of a group commit', buckets, registers }),
    movedWords: new Counter({
      name: 'samskriv_moved_words_total',
      help: 'Words whose voice changed without typing, reckoned from characters, six to a word: put there by one hand, and still said by another',
      registers,
    }),
    clientResets: new Counter({ name: 'samskriv_client_resets_total', help: 'Clients that asked for the text again', registers }),
    roomEvents: new Counter({
      name: 'samskriv_room_events_total',
      help: 'What happened in rooms',
      labelNames: ['what', 'label'],
      registers,
    }),
    roomTimes: new Histogram({
      name: 'samskriv_room_ms',
      help: 'Time of work in rooms',
      labelNames: ['what'],
      buckets: [0.01, ...buckets],
      registers,
    }),
    stop: () => delay.disable(),
  }
}
