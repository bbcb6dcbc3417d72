import { afterEach, describe, expect, test } from 'vitest'

import { HttpSocket, type Downstream, type HttpSocketOptions } from './http-socket.ts'
import { until } from './testing/until.ts'

/** What a client has received of a connection. */
class Reader implements Downstream {
  readonly messages: [number: number, text: string][] = []
  closed: string | null = null
  pings = 0
  deliveries = 0
  isOver = false

  deliver(messages: readonly Buffer[], first: number): void {
    this.deliveries += 1
    for (const [place, message] of messages.entries()) this.messages.push([first + place, message.toString()])
  }

  ping(): void {
    this.pings += 1
  }

  close(code: number, reason: string): void {
    this.closed = `${code} ${reason}`
  }

  end(): void {
    this.isOver = true
  }

  get words(): string {
    return this.messages.map(([, text]) => text).join(' ')
  }
}

const made: HttpSocket[] = []
afterEach(() => {
  for (const socket of made.splice(0)) socket.terminate()
})

function aSocket(options: HttpSocketOptions = {}): { readonly socket: HttpSocket; readonly heard: string[]; readonly events: string[] } {
  const socket = new HttpSocket({ gatherMs: 5, ...options })
  made.push(socket)
  const heard: string[] = []
  const events: string[] = []
  socket.on('message', (data) => heard.push(data.toString()))
  socket.on('close', () => events.push('close'))
  socket.on('pong', () => events.push('pong'))
  return { socket, heard, events }
}

const said = (...texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text))

describe('what a room sends over HTTP', () => {
  test('waits for the client, comes in order, and what is sent together arrives together', async () => {
    const { socket } = aSocket()
    const reader = new Reader()
    socket.send(Buffer.from('step'), Buffer.from('ack'))
    expect(socket.attach(reader, 0)).toBe(true)
    expect(reader.words).toBe('step ack')
    for (const text of ['a', 'b', 'c']) socket.send(Buffer.from(text))
    await until(() => reader.words === 'step ack a b c', 'the rest')
    expect(reader.deliveries).toBe(2)
    expect(reader.messages.map(([number]) => number)).toEqual([1, 2, 3, 4, 5])
  })

  test('goes on, when a stream broke off, after the last message that arrived, and ends a stream that was forgotten', async () => {
    const { socket } = aSocket()
    const [lost, next] = [new Reader(), new Reader()]
    socket.attach(lost, 0)
    for (const text of ['a', 'b', 'c']) socket.send(Buffer.from(text))
    await until(() => lost.words === 'a b c', 'three messages')
    socket.attach(next, 1)
    expect(lost.isOver).toBe(true)
    expect(next.messages).toEqual([
      [2, 'b'],
      [3, 'c'],
    ])
    socket.detach(lost)
    socket.send(Buffer.from('d'))
    await until(() => next.words === 'b c d', 'the rest, on the newer stream')
  })

  test('is kept until the client says that it has it, and no longer', async () => {
    const { socket } = aSocket()
    const reader = new Reader()
    socket.attach(reader, 0)
    socket.send(Buffer.alloc(1_000), Buffer.alloc(500))
    await until(() => reader.messages.length === 2, 'both')
    expect(socket.bufferedAmount).toBe(1_500)
    socket.confirm(1)
    expect(socket.bufferedAmount).toBe(500)
    socket.confirm(99)
    expect(socket.bufferedAmount).toBe(0)
    expect(socket.canSendFrom(1)).toBe(false)
    expect(socket.attach(new Reader(), 1)).toBe(false)
    expect(socket.attach(new Reader(), 3)).toBe(false)
    expect(socket.attach(new Reader(), 2)).toBe(true)
  })

  test('ends with the code, also for a client that comes for it later', async () => {
    const { socket, events } = aSocket()
    socket.send(Buffer.from('last words'))
    socket.close(4403, 'removed')
    socket.send(Buffer.from('nothing follows'))
    await until(() => events.includes('close'), 'the room hears')
    const [late, again] = [new Reader(), new Reader()]
    expect(socket.attach(late, 0)).toBe(true)
    expect([late.words, late.closed]).toEqual(['last words', '4403 removed'])
    expect(socket.attach(again, 1)).toBe(true)
    expect([again.words, again.closed]).toEqual(['', '4403 removed'])
    socket.terminate()
    expect(events.filter((event) => event === 'close')).toHaveLength(1)
  })

  test('is not kept for a client that never reads: it learns the code alone', () => {
    const { socket } = aSocket()
    for (let count = 0; count < 5; count += 1) socket.send(Buffer.alloc(100_000))
    socket.close(4508, 'slowReader')
    expect(socket.bufferedAmount).toBe(0)
    const late = new Reader()
    expect(socket.attach(late, 0)).toBe(true)
    expect([late.messages, late.closed]).toEqual([[], '4508 slowReader'])
  })
})

describe('what a client sends over HTTP', () => {
  test('counts once, however often and in whichever order it comes', async () => {
    const { socket, heard } = aSocket()
    expect(await socket.take(1, said('a', 'b'))).toBe(2)
    expect(await socket.take(1, said('a', 'b', 'c'))).toBe(3)
    expect(await socket.take(1, said('a'))).toBe(3)
    expect(await socket.take(6, said('f'))).toBe(3)
    expect(await socket.take(3, said('c', 'd', 'e', 'f'))).toBe(6)
    expect(heard).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  test('waits while the room reads nothing, and is taken when it reads again', async () => {
    const { socket, heard } = aSocket()
    socket.on('message', (data) => {
      if (data.toString() === 'b') socket.pause()
    })
    const answer = socket.take(1, said('a', 'b', 'c'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(heard).toEqual(['a', 'b'])
    socket.resume()
    expect(await answer).toBe(3)
    expect(heard).toEqual(['a', 'b', 'c'])
  })

  test('is answered while the room reads nothing, with what was taken, when the time is up or the client sends again', async () => {
    const { socket, heard } = aSocket({ patienceMs: 30 })
    socket.pause()
    expect(await socket.take(1, said('a'))).toBe(0)
    const [first, again] = [socket.take(1, said('a', 'b')), socket.take(1, said('a', 'b', 'c'))]
    expect(await first).toBe(0)
    socket.resume()
    expect(await again).toBe(3)
    expect(heard).toEqual(['a', 'b', 'c'])
  })

  test('is no message any more once the connection has ended', async () => {
    const { socket, heard } = aSocket()
    socket.close(4401, 'signedOut')
    expect(await socket.take(1, said('too late'))).toBe(0)
    expect(heard).toEqual([])
  })
})

describe('whether somebody is there', () => {
  test('is asked on the stream, or on the next one, and answered by any request', async () => {
    const { socket, events } = aSocket()
    const reader = new Reader()
    socket.ping()
    socket.attach(reader, 0)
    expect(reader.pings).toBe(1)
    socket.ping()
    await until(() => reader.pings === 2, 'another question')
    const before = events.length
    await socket.take(1, [])
    expect(events.slice(before)).toEqual(['pong'])
  })

  test('is no question once nobody came for a while: the connection is gone, and nothing can be had of it', async () => {
    const { socket, events } = aSocket({ absentMs: 20 })
    const reader = new Reader()
    socket.attach(reader, 0)
    socket.detach(reader)
    await until(() => events.includes('close'), 'it is gone')
    expect(socket.isGone).toBe(true)
    expect(socket.attach(new Reader(), 0)).toBe(false)
  })

  test('is never one while a stream is open', async () => {
    const { socket, events } = aSocket({ absentMs: 10 })
    socket.attach(new Reader(), 0)
    const other = aSocket({ absentMs: 40 })
    await until(() => other.events.includes('close'), 'one without a stream is gone')
    expect(events).not.toContain('close')
  })
})
