/** What one message, one connection and one study may hold. A client that stays below them is never refused for size. */
export const limits = {
  /** A whole WebSocket message; a larger one closes the socket. */
  maxFrameBytes: 1_048_576,
  /** Of one sync message, whether or not the server knows them already. */
  maxStructsPerMessage: 10_000,
  maxDeleteRangesPerMessage: 50_000,
  /** ClientIDs that one sync message may hold structs of. */
  maxClientsPerMessage: 6_000,
  /** An attribute's or a mark's value. The words themselves are bounded by the frame. */
  maxValueBytes: 65_536,
  maxJsonDepth: 16,
  maxElementDepth: 32,
  /** What a client may say about itself in presence, as JSON. */
  maxAwarenessBytes: 512,
  /** ClientIDs that one hello may list. */
  maxHelloClients: 256,
  /** Stretches of ids that one word about a source may name, on either side. */
  maxSourceRanges: 256,
  /** Ids that a copy may be compared with: a book has more words than anybody copies. */
  maxCopiedLength: 100_000,
  /** Unread bytes after which a connection is closed and told to come back. */
  maxBufferedBytes: 8_388_608,
  maxConnectionsPerStudy: 1_000,
  maxClientsPerStudy: 5_000,
  maxStructsPerStudy: 300_000,
  maxBytesPerStudy: 25_165_824,
} as const
