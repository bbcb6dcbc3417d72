/** What a server may set otherwise; the limits that clients must know are in `@samskriv/protocol`. */
export interface RoomLimits {
  /** Of one socket and of one person, a second; the burst is that many seconds' worth. */
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
  readonly burstSeconds: number
  /** How much more than the socket's rate a person may send over all sockets. */
  readonly personFactor: number
  /** After this many refusals within the window the socket is closed for good. */
  readonly maxRefusals: number
  readonly refusalWindowMs: number
  readonly minWindowMs: number
  readonly maxWindowMs: number
  readonly idleUnloadMs: number
  /** How long whoever comes first may take to ask; across a longer way the document is there sooner than the question. */
  readonly earlyPatienceMs: number
  /** A snapshot is written after so many updates, or so many bytes and a quarter of the study; before leaving memory after fewer. */
  readonly compactAfterUpdates: number
  readonly compactAfterBytes: number
  readonly compactIdleAfterUpdates: number
  readonly compactIdleAfterBytes: number
  /** Word counts and hashes of sections: so often while people write, and so long after they stopped. */
  readonly digestEveryMs: number
  readonly digestQuietMs: number
  readonly presenceEveryMs: number
  /** How long an ack may wait for something else to that socket. */
  readonly ackDelayMs: number
  readonly heartbeatMs: number
  /** Unsent for so long, a socket counts as dead. */
  readonly silenceMs: number
  /** What may wait, unread by the gate, while the store can't write. */
  readonly maxWaitingBytesPerSocket: number
  readonly maxWaitingBytesPerRoom: number
  /** Clients are told that nothing can be stored after so long. */
  readonly outageNoticeMs: number
  readonly rebaseAboveClients: number
  readonly rebaseQuietMs: number
  /** ClientIDs one participant may bind in an epoch. */
  readonly maxClientsPerParticipant: number
}

export const roomLimits: RoomLimits = {
  messagesPerSecond: 500,
  bytesPerSecond: 2 * 1_048_576,
  burstSeconds: 4,
  personFactor: 2,
  maxRefusals: 20,
  refusalWindowMs: 10_000,
  minWindowMs: 2,
  maxWindowMs: 44,
  idleUnloadMs: 30_000,
  earlyPatienceMs: 10,
  compactAfterUpdates: 2_000,
  compactAfterBytes: 524_288,
  compactIdleAfterUpdates: 50,
  compactIdleAfterBytes: 16_384,
  digestEveryMs: 10_000,
  digestQuietMs: 2_000,
  presenceEveryMs: 100,
  ackDelayMs: 250,
  heartbeatMs: 15_000,
  silenceMs: 75_000,
  maxWaitingBytesPerSocket: 1_048_576,
  maxWaitingBytesPerRoom: 8 * 1_048_576,
  outageNoticeMs: 1_000,
  rebaseAboveClients: 1_000,
  rebaseQuietMs: 60_000,
  maxClientsPerParticipant: 1_500,
}
