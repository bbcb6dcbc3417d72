type Fields = Readonly<Record<string, string | number | boolean | null>>

/** Events with fields; never document text, names or addresses. */
export interface RoomLog {
  info(event: string, fields: Fields): void
  warn(event: string, fields: Fields): void
  error(event: string, fields: Fields & { readonly error?: string }): void
}

/** What happened, to be counted. */
export type RoomCounter =
  | 'messages'
  | 'bytes'
  | 'refusals'
  | 'commits'
  | 'commit-failures'
  | 'crashes'
  | 'quarantines'
  | 'rehearsals'
  | 'resyncs'
  | 'moved-characters'
  | 'epochs'

/** What took how long, in milliseconds. `gate` is the judging of everything that arrived at a room within a window. */
export type RoomTimer = 'gate' | 'commit' | 'load' | 'compaction'

export interface RoomMetrics {
  /** @param label - the reject code of a refusal */
  count(what: RoomCounter, by?: number, label?: string): void
  observe(what: RoomTimer, ms: number): void
}

export const silent: { readonly log: RoomLog; readonly metrics: RoomMetrics } = {
  log: { info() {}, warn() {}, error() {} },
  metrics: { count() {}, observe() {} },
}
