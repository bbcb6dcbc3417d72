import { afterEach, describe, expect, test, vi } from 'vitest'

import type { SocketClass } from './counted-socket.ts'
import { socketWithFallback, type FallbackOptions } from './fallback-socket.ts'
import { SocketShape } from './socket-shape.ts'

/** A socket that does what the test says. */
class Puppet extends SocketShape {
  static all: Puppet[] = []
  readonly sent: Uint8Array[] = []
  bufferedAmount = 0

  constructor(url: string | URL) {
    super(url)
    Puppet.all.push(this)
  }

  send(data: Uint8Array): void {
    this.sent.push(data)
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState < this.CLOSING) this.readyState = this.CLOSING
    queueMicrotask(() => this.closed(code, reason))
  }

  open(): void {
    this.opened()
  }

  say(...bytes: readonly number[]): void {
    this.received(Uint8Array.from(bytes).buffer)
  }

  end(code?: number, reason?: string): void {
    this.closed(code, reason)
  }
}

class WebPuppet extends Puppet {}
/** Waits for an answer to its close, as on a slow way. */
class SlowPuppet extends WebPuppet {
  override close(): void {
    this.readyState = this.CLOSING
  }
}
class HttpPuppet extends Puppet {}

function aClass(changes: Partial<FallbackOptions> = {}): SocketClass {
  Puppet.all = []
  return socketWithFallback({
    WebSocket: WebPuppet as unknown as SocketClass,
    loadHttpSocket: async () => ({ HttpSocket: HttpPuppet }),
    openWithinMs: 30,
    speakWithinMs: 30,
    ...changes,
  })
}

interface Seen {
  readonly socket: WebSocket
  readonly events: string[]
}

const opened: WebSocket[] = []
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close()
})

function open(Socket: SocketClass): Seen {
  const socket = new Socket('ws://here/sync/study')
  opened.push(socket)
  const events: string[] = []
  socket.addEventListener('open', () => events.push('open'))
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => events.push(`said ${new Uint8Array(data).join()}`)
  socket.onclose = ({ code }) => events.push(`closed ${code}`)
  return { socket, events }
}

const last = (): Puppet => {
  const puppet = Puppet.all.at(-1)
  if (puppet === undefined) throw new Error('no socket was made')
  return puppet
}
const lastIs = (kind: typeof Puppet): Promise<void> => vi.waitFor(() => expect(last()).toBeInstanceOf(kind))

describe('a socket that can do without a WebSocket', () => {
  test('is the WebSocket where one gets through, whatever its code at the end', async () => {
    const Socket = aClass()
    const { socket, events } = open(Socket)
    last().open()
    last().say(1)
    socket.send(Uint8Array.of(7))
    expect(last().sent).toEqual([Uint8Array.of(7)])
    last().end(4403, 'removed')
    expect(events).toEqual(['open', 'said 1', 'closed 4403'])
    open(Socket)
    expect(last()).toBeInstanceOf(WebPuppet)
  })

  test.each([
    ['is refused', () => last().end(1006)],
    ['never opens', () => {}],
  ])('goes over HTTP in the same attempt when the WebSocket %s, and at once the next time', async (_, happens) => {
    const Socket = aClass()
    const { events } = open(Socket)
    happens()
    await lastIs(HttpPuppet)
    last().open()
    last().say(2)
    last().end(1012)
    expect(events).toEqual(['open', 'said 2', 'closed 1012'])
    open(Socket)
    await lastIs(HttpPuppet)
    expect(Puppet.all.map((puppet) => puppet instanceof HttpPuppet)).toEqual([false, true, true])
  })

  test.each([
    ['is silent', () => vi.waitFor(() => expect(last().readyState).toBe(3))],
    ['is cut off before anybody spoke', async () => last().end(1006)],
  ])('goes over HTTP the next time when the WebSocket opens and %s', async (_, happens) => {
    const Socket = aClass()
    const { events } = open(Socket)
    last().open()
    await happens()
    expect(events[0]).toBe('open')
    expect(events[1]).toMatch(/^closed/)
    open(Socket)
    await lastIs(HttpPuppet)
  })

  test('takes one short life for chance, and two for a proxy', async () => {
    const Socket = aClass()
    for (const kind of [WebPuppet, WebPuppet, HttpPuppet]) {
      open(Socket)
      await lastIs(kind)
      last().open()
      last().say(1)
      last().end(1006)
    }
    expect(Puppet.all.map((puppet) => puppet instanceof HttpPuppet)).toEqual([false, false, true])
  })

  test('is closed like any other when nothing gets through, and asks for both again', async () => {
    const Socket = aClass()
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { events } = open(Socket)
      last().end(1006)
      await lastIs(HttpPuppet)
      last().end(1006)
      expect(events).toEqual(['closed 1006'])
    }
    expect(Puppet.all.map((puppet) => puppet instanceof HttpPuppet)).toEqual([false, true, false, true])
  })

  test('is closed when the program for HTTP can’t be fetched', async () => {
    const Socket = aClass({ loadHttpSocket: () => Promise.reject(new Error('no network')) })
    const { events } = open(Socket)
    last().end(1006)
    await vi.waitFor(() => expect(events).toEqual(['closed 1006']))
    open(Socket)
    expect(last()).toBeInstanceOf(WebPuppet)
  })

  test('has codes that end for good over HTTP, too', async () => {
    const { events } = open(aClass())
    last().end(1006)
    await lastIs(HttpPuppet)
    last().end(4401, 'signedOut')
    expect(events).toEqual(['closed 4401'])
  })

  test('tries a WebSocket beside it from time to time, and changes over when the server speaks there and nothing is on its way', async () => {
    const Socket = aClass({ tryAgainAfterMs: 10 })
    const { events } = open(Socket)
    last().end(1006)
    await lastIs(HttpPuppet)
    const http = last()
    http.open()
    await lastIs(WebPuppet)
    last().end(1006)
    await vi.waitFor(() => expect(Puppet.all.filter((puppet) => puppet instanceof WebPuppet)).toHaveLength(3))
    http.bufferedAmount = 5
    last().open()
    last().say(0)
    await vi.waitFor(() => expect(last().readyState).toBe(3))
    expect(http.readyState).toBe(1)
    http.bufferedAmount = 0
    await vi.waitFor(() => expect(events).toEqual(['open', 'closed 1000']))
    open(Socket)
    expect(last()).toBeInstanceOf(WebPuppet)
  })

  test('learns nothing of the way from one that is closed before the server could speak', async () => {
    const Socket = aClass({ WebSocket: SlowPuppet as unknown as SocketClass })
    const { socket, events } = open(Socket)
    last().open()
    socket.close()
    // It waits no longer for the other side than for its first word.
    await vi.waitFor(() => expect(events).toEqual(['open', 'closed 1006']))
    open(Socket)
    expect(last()).toBeInstanceOf(SlowPuppet)
    expect(Puppet.all).toHaveLength(2)
  })

  test('that is closed while it looks for a way is closed', async () => {
    const { socket, events } = open(aClass())
    last().end(1006)
    socket.close()
    await vi.waitFor(() => expect(events).toEqual(['closed 1006']))
    expect(Puppet.all).toHaveLength(1)
  })
})
