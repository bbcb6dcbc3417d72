import { decodeMessages, endHeader, readStreamEnd, type StreamEnd } from '@samskriv/protocol/frames'

import { EventBlocks, type StreamEvent } from './event-blocks.ts'
import type { HttpConnection, HttpWay } from './http-connection.ts'

export interface DownstreamListener {
  readonly message: (message: Uint8Array<ArrayBuffer>, number: number) => void
  readonly ping: () => void
  readonly end: (end: StreamEnd) => void
  /** What comes is not what is expected, or does not come. */
  readonly lost: () => void
}

/** The server greets at once: a stream of which nothing is there by then is kept back on its way. */
const greetingWithinMs = 3_000
/** The server says something at least every fifteen seconds. */
const silenceMs = 25_000
/** The server answers a poll after twenty seconds at the latest. */
const pollWithinMs = 30_000
/** Streams in a row that brought nothing; after those, the rest of the connection polls. */
const mostIdleStreams = 2
const shortestRestMs = 100
const longestRestMs = 1_000

/** The way from the server: a stream, begun again after the last message that came whenever it breaks off; or polls, where streams are kept back. */
export class HttpDownstream {
  readonly #connection: HttpConnection
  readonly #listener: DownstreamListener
  readonly #way: HttpWay
  #request = new AbortController()
  #isOver = false
  #received = 0
  #idleStreams = 0
  #failures = 0

  constructor(connection: HttpConnection, way: HttpWay, listener: DownstreamListener) {
    this.#connection = connection
    this.#way = way
    this.#listener = listener
  }

  async run(): Promise<void> {
    while (!this.#isOver) {
      const before = this.#received
      const polls = this.#way.keepsStreams
      const reached = polls ? await this.#poll() : await this.#stream()
      this.#failures = reached && (polls || this.#received > before) ? 0 : this.#failures + 1
      if (this.#failures > 0 && !this.#isStopped()) await this.#rest()
    }
  }

  stop(): void {
    this.#isOver = true
    this.#request.abort()
  }

  async #stream(): Promise<boolean> {
    const request = this.#newRequest()
    const before = this.#received
    let heard = false
    let timer = setTimeout(() => request.abort(), greetingWithinMs)
    try {
      const response = await this.#connection.get(`as=stream&received=${this.#received}`, request.signal)
      if (response === null && !request.signal.aborted) return false
      if (response?.body) {
        const blocks = new EventBlocks()
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          heard = true
          clearTimeout(timer)
          timer = setTimeout(() => request.abort(), silenceMs)
          for (const event of blocks.add(read.value)) this.#take(event)
        }
      }
    } catch {
      // Broken off: by the network, by a proxy that has had enough, or here, because nothing came.
    } finally {
      clearTimeout(timer)
      request.abort()
    }
    if (this.#isStopped()) return heard
    this.#idleStreams = this.#received > before ? 0 : this.#idleStreams + 1
    if (!heard || this.#idleStreams >= mostIdleStreams) this.#way.keepsStreams = true
    return heard
  }

  #newRequest(): AbortController {
    this.#request = new AbortController()
    return this.#request
  }

  // A method: it changes while a request is waited for.
  #isStopped(): boolean {
    return this.#isOver
  }

  #take({ event, id, data }: StreamEvent): void {
    if (this.#isOver) return
    if (event === 'ping') this.#listener.ping()
    else if (event === 'close') this.#end(data)
    else if (data !== '' || id !== '') this.#message(Number(id), bytesOfBase64(data))
  }

  async #poll(): Promise<boolean> {
    const request = this.#newRequest()
    const timer = setTimeout(() => request.abort(), pollWithinMs)
    try {
      const response = await this.#connection.get(`as=poll&received=${this.#received}`, request.signal)
      if (response === null) {
        if (request.signal.aborted && !this.#isOver) this.#connection.failed('down')
        return false
      }
      let number = this.#received
      for (const message of decodeMessages(new Uint8Array(await response.arrayBuffer()))) this.#message((number += 1), message.slice())
      const end = response.headers.get(endHeader)
      if (end !== null) this.#end(end)
      return true
    } catch {
      return false
    } finally {
      clearTimeout(timer)
    }
  }

  #message(number: number, message: Uint8Array<ArrayBuffer>): void {
    if (this.#isOver || number <= this.#received) return
    if (number !== this.#received + 1) return this.#listener.lost()
    this.#received = number
    this.#listener.message(message, number)
  }

  #end(text: string): void {
    const end = readStreamEnd(text)
    if (end === undefined) this.#listener.lost()
    else this.#listener.end(end)
  }

  #rest(): Promise<void> {
    const ms = Math.min(longestRestMs, shortestRestMs * 2 ** (this.#failures - 1))
    return new Promise((resolve) => setTimeout(resolve, ms))
  }
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let place = 0; place < binary.length; place += 1) bytes[place] = binary.charCodeAt(place)
  return bytes
}
