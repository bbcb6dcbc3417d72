import { afterEach, describe, expect, test } from 'vitest'

import { RawClient } from './testing/clients.ts'
import { serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph } from './testing/writing.ts'

const dayMs = 24 * 60 * 60_000
let served: ServedRooms
let client: RawClient

afterEach(async () => {
  client.close()
  await served.close()
})

describe('a peer', () => {
  test('[SS30] is not taken for silent because the machine’s clock was set', async () => {
    let ahead = 0
    served = await serveRooms({ clock: () => Date.now() + ahead, limits: { heartbeatMs: 10 } })
    client = await RawClient.open(served.url, 'amina')
    await client.synced()
    for (ahead of [dayMs, -dayMs]) {
      const heard = client.of('awareness').length
      await until(() => client.of('awareness').length > heard, 'a heartbeat')
      addParagraph(client.doc, 'still here')
      await client.saved()
    }
    expect(client.closed).toBeNull()
  })

  test('[SS30] that answers nothing for 75 s is gone', async () => {
    let ahead = 0
    const steadyClock = () => performance.now() + ahead
    served = await serveRooms({ steadyClock })
    client = await RawClient.open(served.url, 'amina')
    await client.synced()
    client.socket.pause()
    ahead = 76_000
    await until(() => served.rooms.stats().connections === 0, 'the peer to be given up')
    expect(served.rooms.stats().rooms).toBe(1)
  })
})
