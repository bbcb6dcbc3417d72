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
  readonly roomEvents: Tally
  /** What those do whose WebSocket does not get through: opened, streams, streams-resumed, polls, posts, posts-repeated. */
  readonly httpSync: Tally
  /** How long the gate, loading and compaction take. */
  readonly roomTimes: Histogram<'what'>
  stop(): void
}

/** Counts what happens with every keystroke. The library's counters hash their labels each time, which costs more than the keystroke's gate. */
export interface Tally {
  add(what: string, label: string, by: number): void
}

function tally(name: string, help: string, registers: Registry[]): Tally {
  const counts = new Map<string, Map<string, number>>()
  new Counter({
    name,
    help,
    labelNames: ['what', 'label'],
    registers,
    collect() {
      this.reset()
      for (const [what, labels] of counts) for (const [label, count] of labels) this.inc({ what, label }, count)
    },
  })
  return {
    add(what, label, by) {
      let labels = counts.get(what)
      if (labels === undefined) counts.set(what, (labels = new Map()))
      labels.set(label, (labels.get(label) ?? 0) + by)
    },
  }
}

const lagResolutionMs = 50

export function createMetrics(read: {
  rooms(): number
  sockets(): number
  httpSockets(): number
  /** Whether people can sign in with it; left out where there is none. */
  readonly signInProvider?: () => boolean
}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // A finer clock would wake an idle server a hundred times a second.
  const delay = monitorEventLoopDelay({ resolution: lagResolutionMs })
  delay.enable()
  // What is measured, in nanoseconds, is the time from one look to the next.
  const lagOf = (between: number): number => Math.max(0, between / 1e6 - lagResolutionMs)
  const gauge = (name: string, help: string, milliseconds: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(milliseconds())
      },
    })
  }
  gauge('samskriv_event_loop_lag_p99_ms', 'Event-loop lag since the last scrape, 99th percentile', () => lagOf(delay.percentile(99)))
  gauge('samskriv_event_loop_lag_max_ms', 'Event-loop lag since the last scrape, the longest', () => {
    const longest = lagOf(delay.max)
    delay.reset()
    return longest
  })
  gauge('samskriv_rooms', 'Studies held in memory', () => read.rooms())
  gauge('samskriv_sockets', 'Studies open in browsers, over WebSockets and over HTTP', () => read.sockets())
  gauge('samskriv_http_sockets', 'Those of them that are open over HTTP, because no WebSocket gets through', () => read.httpSockets())
  const { signInProvider } = read
  if (signInProvider) gauge('samskriv_sign_in_provider_up', '1 while people can sign in with the provider', () => Number(signInProvider()))
  gauge('samskriv_resident_bytes', 'Resident memory', () => process.memoryUsage.rss())
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
    roomEvents: tally('samskriv_room_events_total', 'What happened in rooms', registers),
    httpSync: tally('samskriv_http_sync_total', 'Requests of those whose WebSocket does not get through', registers),
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
