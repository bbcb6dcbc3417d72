/** The first number of every frame. 0, 1 and 3 are y-websocket's own; the others are only sent to connections that said hello. */
export const messageType = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  hello: 120,
  ack: 121,
  reject: 122,
  push: 123,
  event: 124,
  source: 125,
  voice: 126,
} as const

/** The second number of a sync frame. */
export const syncType = { step1: 0, step2: 1, update: 2 } as const
