import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

import { FramedSocket } from './framed-socket.ts'
import { until } from './testing/until.ts'

describe('a socket that is written past the sender of ws', () => {
  let server: WebSocketServer
  let client: WebSocket
  let socket: FramedSocket
  let arrived: Buffer[]

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
    await new Promise((resolve) => server.once('listening', resolve))
    const connected = new Promise<FramedSocket>((resolve) => {
      server.once('connection', (accepted, request) => resolve(new FramedSocket(accepted, request.socket)))
    })
    const { port } = server.address() as AddressInfo
    client = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
    arrived = []
    client.on('message', (data: Buffer, isBinary) => {
      if (isBinary) arrived.push(data)
    })
    const opened = new Promise((resolve) => client.once('open', resolve))
    socket = await connected
    await opened
  })

  afterEach(() => {
    client.terminate()
    server.close()
  })

  test.each([0, 1, 125, 126, 4_094, 65_535, 65_536, 300_000])('a message of %i bytes arrives as it was', async (length) => {
    const message = randomBytes(length)
    socket.send(message)
    await until(() => arrived.length === 1, 'the message')
    expect(arrived[0]?.equals(message)).toBe(true)
  })

  test.each([12, 100_000])('a message of %i bytes and the one behind it arrive in order, and so does the next', async (length) => {
    const [first, second, third] = [randomBytes(length), Buffer.from([121, 7]), randomBytes(length)]
    socket.send(first, second)
    socket.send(third)
    await until(() => arrived.length === 3, 'three messages')
    expect(arrived.map((message, place) => message.equals([first, second, third][place] ?? second))).toEqual([true, true, true])
  })

  test('what ws sends itself falls between whole messages, and nothing follows a close', async () => {
    const pongs: string[] = []
    client.on('pong', (data) => pongs.push(data.toString()))
    client.ping('are you there')
    for (let count = 0; count < 50; count += 1) {
      socket.send(Buffer.from([count]))
      if (count % 10 === 0) socket.ping()
    }
    await until(() => arrived.length === 50 && pongs.length === 1, 'everything')
    const closed = new Promise<number>((resolve) => client.once('close', resolve))
    socket.close(4403, 'removed')
    socket.send(Buffer.from([99]))
    expect(await closed).toBe(4403)
    expect(arrived).toHaveLength(50)
  })
})
