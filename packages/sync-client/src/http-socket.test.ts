import { decodeMessages, encodeMessages, streamEnd, streamGreeting, streamMessage, streamPing } from '@samskriv/protocol/frames'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { HttpSocket, type HttpWay } from './http-socket.ts'

interface Post {
  readonly query: Readonly<Record<string, string>>
  readonly messages: readonly string[]
}

/** A server of one connection, whose answers the test gives. */
class TinyHttp implements HttpWay {
  keepsStreams = false
  readonly posts: Post[] = []
  readonly gets: Readonly<Record<string, string>>[] = []
  readonly beacons: Post[] = []
  opening: unknown = { connection: 'an-id-that-nobody-can-guess' }
  /** How the next POSTs are answered; as taken when there is nothing here. */
  answers: (Response | Error | Promise<Response>)[] = []
  #stream: ReadableStreamDefaultController<Uint8Array> | null = null
  #polls: ((answer: Response) => void)[] = []

  readonly fetch: HttpWay['fetch'] = async (url, { method = 'GET', body, signal }) => {
    if (url.endsWith('/connections')) return Response.json(this.opening)
    const query = Object.fromEntries(new URL(url).searchParams)
    if (method === 'GET') {
      this.gets.push(query)
      if (query['as'] === 'poll') return await new Promise((resolve) => this.#polls.push(resolve))
      const stream = new ReadableStream<Uint8Array>({ start: (controller) => void (this.#stream = controller) })
      signal?.addEventListener('abort', () => this.#cut())
      return new Response(stream)
    }
    const post = { query, messages: messagesIn(body as Uint8Array<ArrayBuffer>) }
    this.posts.push(post)
    const answer = this.answers.shift()
    if (answer instanceof Error) throw answer
    return (await answer) ?? Response.json({ taken: Number(query['first']) - 1 + post.messages.length })
  }

  readonly beacon: HttpWay['beacon'] = (url, body) => {
    this.beacons.push({ query: Object.fromEntries(new URL(url).searchParams), messages: messagesIn(body) })
  }

  say(...pieces: readonly string[]): void {
    for (const piece of pieces) this.#stream?.enqueue(new TextEncoder().encode(piece))
  }

  cutStream(): void {
    this.#cut()
  }

  answerPoll(messages: readonly string[], headers: Readonly<Record<string, string>> = {}): void {
    this.#polls.shift()?.(new Response(encodeMessages(messages.map((text) => new TextEncoder().encode(text))), { headers }))
  }

  #cut(): void {
    const stream = this.#stream
    this.#stream = null
    try {
      stream?.error(new TypeError('cut'))
    } catch {
      // It had ended already.
    }
  }
}

function messagesIn(body: Uint8Array<ArrayBuffer>): string[] {
  return decodeMessages(body).map((message) => new TextDecoder().decode(message))
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const message = (number: number, text: string): string => streamMessage(number, btoa(text))

const open: HttpSocket[] = []
afterEach(() => {
  for (const socket of open.splice(0)) socket.close()
})

interface Opened {
  readonly http: TinyHttp
  readonly socket: HttpSocket
  readonly heard: string[]
  readonly closed: string[]
}

async function aSocket(http = new TinyHttp()): Promise<Opened> {
  const socket = new HttpSocket('ws://server.example/sync/study', http)
  open.push(socket)
  const heard: string[] = []
  const closed: string[] = []
  socket.onmessage = ({ data }) => heard.push(new TextDecoder().decode(data))
  socket.onclose = ({ code, reason }) => closed.push(`${code} ${reason}`.trim())
  await vi.waitFor(() => expect(socket.readyState !== socket.CONNECTING).toBe(true))
  await vi.waitFor(() => expect(http.gets.length + closed.length).toBeGreaterThan(0))
  return { http, socket, heard, closed }
}

describe('what is sent', () => {
  test('in one turn goes in one request, and what follows while it is on its way in the next', async () => {
    const { http, socket } = await aSocket()
    let answer: (response: Response) => void = () => {}
    http.answers.push(new Promise((resolve) => (answer = resolve)))
    socket.send(bytes('hello'))
    socket.send(bytes('step'))
    await vi.waitFor(() => expect(http.posts).toHaveLength(1))
    for (const text of ['a', 'b', 'c']) socket.send(bytes(text))
    expect(socket.bufferedAmount).toBe(12)
    answer(Response.json({ taken: 2 }))
    await vi.waitFor(() => expect(socket.bufferedAmount).toBe(0))
    expect(http.posts.map(({ query, messages }) => [query['first'], messages])).toEqual([
      ['1', ['hello', 'step']],
      ['3', ['a', 'b', 'c']],
    ])
  })

  test('is sent again with the same numbers until the server says that it has it', async () => {
    const { http, socket, closed } = await aSocket()
    http.answers.push(new TypeError('cut'), new Response(null, { status: 502 }), Response.json({ taken: 1 }))
    socket.send(bytes('a'))
    socket.send(bytes('b'))
    await vi.waitFor(() => expect(socket.bufferedAmount).toBe(0), { timeout: 5_000 })
    expect(http.posts.map(({ query, messages }) => [query['first'], messages.join('')])).toEqual([
      ['1', 'ab'],
      ['1', 'ab'],
      ['1', 'ab'],
      ['2', 'b'],
    ])
    expect(closed).toEqual([])
  })

  test('goes with the last request of a page that closes, which says that nothing follows', async () => {
    const { http, socket, closed } = await aSocket()
    http.answers.push(new Promise(() => {}))
    socket.send(bytes('on its way'))
    await vi.waitFor(() => expect(http.posts).toHaveLength(1))
    socket.send(bytes('goodbye'))
    socket.close()
    expect(http.beacons).toEqual([{ query: { first: '1', received: '0', close: '' }, messages: ['on its way', 'goodbye'] }])
    await vi.waitFor(() => expect(closed).toEqual(['1000']))
  })
})

describe('what comes', () => {
  test('is heard once and in order, also when the stream breaks off, and begins after what was heard', async () => {
    const { http, heard } = await aSocket()
    http.say(streamGreeting, message(1, 'one'), message(2, 'two'), 'id: 3\nda')
    await vi.waitFor(() => expect(heard).toEqual(['one', 'two']))
    http.cutStream()
    await vi.waitFor(() => expect(http.gets).toHaveLength(2))
    expect(http.gets.map(({ received }) => received)).toEqual(['0', '2'])
    http.say(streamGreeting, message(2, 'two'), message(3, 'three'))
    await vi.waitFor(() => expect(heard).toEqual(['one', 'two', 'three']))
  })

  test('is polled for once two streams in a row brought nothing', async () => {
    const { http, heard } = await aSocket()
    for (const streams of [1, 2]) {
      await vi.waitFor(() => expect(http.gets).toHaveLength(streams))
      http.say(streamGreeting)
      await new Promise((resolve) => setTimeout(resolve, 5))
      http.cutStream()
    }
    await vi.waitFor(() => expect(http.gets.at(-1)).toEqual({ as: 'poll', received: '0' }))
    http.answerPoll(['one', 'two'])
    await vi.waitFor(() => expect(http.gets.at(-1)).toEqual({ as: 'poll', received: '2' }))
    http.answerPoll([])
    await vi.waitFor(() => expect(http.gets).toHaveLength(5))
    expect(heard).toEqual(['one', 'two'])
    expect(http.keepsStreams).toBe(true)
  })

  test('is answered when it is the question whether somebody is there', async () => {
    const { http } = await aSocket()
    http.say(streamGreeting, message(1, 'one'), streamPing)
    await vi.waitFor(() => expect(http.posts.at(-1)).toEqual({ query: { first: '1', received: '1' }, messages: [] }))
  })

  test.each([
    ['a stream', false],
    ['a poll', true],
  ])('last is why it ends, by %s', async (_, polls) => {
    const http = new TinyHttp()
    http.keepsStreams = polls
    const { heard, closed } = await aSocket(http)
    if (polls) http.answerPoll(['last words'], { 'sync-close': '4403 removed' })
    else http.say(streamGreeting, message(1, 'last words'), streamEnd({ code: 4403, reason: 'removed' }))
    await vi.waitFor(() => expect(closed).toEqual(['4403 removed']))
    expect(heard).toEqual(['last words'])
  })
})

describe('a connection', () => {
  test('that is refused closes with the code a WebSocket would have', async () => {
    const http = new TinyHttp()
    http.opening = { close: 4401, reason: 'signedOut' }
    expect((await aSocket(http)).closed).toEqual(['4401 signedOut'])
  })

  test.each([
    [404, '1006'],
    [413, '1009'],
  ])('whose POST is answered with %i closes with %s', async (status, code) => {
    const { http, socket, closed } = await aSocket()
    http.answers.push(new Response(null, { status }))
    socket.send(bytes('a'))
    await vi.waitFor(() => expect(closed).toEqual([code]))
  })

  test('in which a message is missing is lost', async () => {
    const { http, heard, closed } = await aSocket()
    http.say(streamGreeting, message(1, 'one'), message(3, 'three'))
    await vi.waitFor(() => expect(closed).toEqual(['1006']))
    expect(heard).toEqual(['one'])
  })
})
