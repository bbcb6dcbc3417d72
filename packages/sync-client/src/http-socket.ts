import { browsersWay, HttpConnection, type HttpWay } from './http-connection.ts'
import { HttpDownstream } from './http-downstream.ts'
import { HttpUpstream } from './http-upstream.ts'
import { SocketShape } from './socket-shape.ts'

export type { HttpWay } from './http-connection.ts'

const openWithinMs = 8_000

/**
 * A WebSocket's work done by HTTP requests, for a network that lets none through: the same messages in the same order, each once, and
 * the same close codes.
 *
 * @see "Over HTTP" in PROTOCOL.md
 */
export class HttpSocket extends SocketShape {
  readonly #way: HttpWay
  readonly #giveUp = new AbortController()
  #up: HttpUpstream | null = null
  #down: HttpDownstream | null = null

  /** @param url - a study's WebSocket */
  constructor(url: string | URL, way: HttpWay = browsersWay) {
    super(url)
    this.#way = way
    void this.#open()
  }

  get bufferedAmount(): number {
    return this.#up?.bufferedAmount ?? 0
  }

  send(data: Uint8Array): void {
    if (this.readyState === this.OPEN) this.#up?.send(data)
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState >= this.CLOSING) return
    this.readyState = this.CLOSING
    this.#up?.finish()
    this.#hangUp()
    // Not to the one who closes, while they are at it.
    queueMicrotask(() => this.closed(code, reason))
  }

  async #open(): Promise<void> {
    const address = `${this.url.replace(/^ws/, 'http')}/connections`
    let connection: string
    const timer = setTimeout(() => this.#giveUp.abort(), openWithinMs)
    try {
      const response = await this.#way.fetch(address, { method: 'POST', signal: this.#giveUp.signal })
      if (!response.ok) throw new Error(`answered with ${response.status}`)
      const body: unknown = await response.json()
      const answer = { connection: undefined, close: undefined, reason: undefined, ...(typeof body === 'object' ? body : {}) }
      if (typeof answer.close === 'number') return this.#end(answer.close, typeof answer.reason === 'string' ? answer.reason : '')
      if (typeof answer.connection !== 'string') throw new TypeError('an answer without a connection')
      ;({ connection } = answer)
    } catch {
      return this.#end(1006)
    } finally {
      clearTimeout(timer)
    }
    const requests = new HttpConnection(`${address}/${connection}`, this.#way, (code) => this.#end(code ?? 1006))
    this.#up = new HttpUpstream(requests)
    if (this.readyState !== this.CONNECTING) return this.#up.finish()
    this.#down = new HttpDownstream(requests, this.#way, {
      message: (message, number) => {
        this.#up?.confirm(number, message.length)
        this.received(message.buffer)
      },
      ping: () => this.#up?.answer(),
      end: ({ code, reason }) => this.#end(code, reason),
      lost: () => this.#end(1006),
    })
    globalThis.addEventListener?.('pagehide', this.#onPageGone)
    void this.#down.run()
    this.opened()
  }

  #end(code: number, reason = ''): void {
    this.#up?.stop()
    this.#hangUp()
    this.closed(code, reason)
  }

  #hangUp(): void {
    globalThis.removeEventListener?.('pagehide', this.#onPageGone)
    this.#giveUp.abort()
    this.#down?.stop()
  }

  // Browsers keep closed pages for a while: one that comes back opens another connection.
  readonly #onPageGone = (): void => {
    this.#up?.finish()
    this.#end(1006)
  }
}
