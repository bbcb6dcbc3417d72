import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { EventStream } from './event-stream.ts'
import { OnePoll } from './one-poll.ts'

/** What a client is still to be answered with that has hung up already, while the server was looking who it is. */
async function anAbandonedResponse(): Promise<ServerResponse> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const giveUp = new AbortController()
  const response = new Promise<ServerResponse>((resolve) => server.once('request', (_, answer: ServerResponse) => resolve(answer)))
  const asked = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { signal: giveUp.signal }).catch(() => {})
  const abandoned = await response
  const closed = once(abandoned, 'close')
  giveUp.abort()
  await Promise.all([asked, closed])
  server.close()
  return abandoned
}

test('a stream for somebody who has hung up is over', async () => {
  const response = await anAbandonedResponse()
  const stream = await new Promise<EventStream>((resolve) => {
    const opened = new EventStream(response, resolve)
    opened.open()
  })
  expect(stream).toBeInstanceOf(EventStream)
})

test('so is a poll', async () => {
  const response = await anAbandonedResponse()
  const poll = await new Promise<OnePoll>((resolve) => new OnePoll(response, resolve))
  expect(await poll.answer).toEqual({ body: new Uint8Array(), end: null })
})
