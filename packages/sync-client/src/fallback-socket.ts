import type { SocketClass } from './counted-socket.ts'
import { SocketShape } from './socket-shape.ts'

export interface FallbackOptions {
  readonly WebSocket: SocketClass
  /** Loaded when it is needed: most people never do. */
  readonly loadHttpSocket?: () => Promise<{ readonly HttpSocket: new (url: string) => SocketShape }>
  /** So long a WebSocket may take to open. */
  readonly openWithinMs?: number
  /** The server speaks first: a WebSocket that is open and silent for so long is one that something on the way swallows. */
  readonly speakWithinMs?: number
  /** When a WebSocket is tried again; each time twice as late, up to the longest. */
  readonly tryAgainAfterMs?: number
  readonly longestTryAgainMs?: number
}

/** A WebSocket that ends by itself within this time has not worked, though it opened and something came. */
const shortLifeMs = 5_000
/** How many of those in a row are chance. */
const mostShortLives = 1

/**
 * A socket class that tries a WebSocket first and does without where none gets through. What it has found out holds for all sockets of
 * the class: a page makes one.
 */
export function socketWithFallback(options: FallbackOptions): SocketClass {
  const way = new Way(options)
  class SocketWithFallback extends FallbackSocket {
    constructor(url: string | URL) {
      super(url, way)
    }
  }
  // A browser's WebSocket in everything that y-websocket does with it.
  return SocketWithFallback as unknown as SocketClass
}

/** What is known of the way to the server. */
class Way {
  readonly WebSocket: SocketClass
  readonly loadHttpSocket: NonNullable<FallbackOptions['loadHttpSocket']>
  readonly openWithinMs: number
  readonly speakWithinMs: number
  readonly #firstMs: number
  readonly #longestMs: number
  #tryAgainMs: number
  /** No WebSocket gets through, and HTTP does. */
  isBlocked = false
  shortLives = 0

  constructor(options: FallbackOptions) {
    this.WebSocket = options.WebSocket
    this.loadHttpSocket = options.loadHttpSocket ?? (() => import('./http-socket.ts'))
    this.openWithinMs = options.openWithinMs ?? 2_500
    this.speakWithinMs = options.speakWithinMs ?? 3_500
    this.#firstMs = options.tryAgainAfterMs ?? 20_000
    this.#longestMs = options.longestTryAgainMs ?? 600_000
    this.#tryAgainMs = this.#firstMs
  }

  /** A WebSocket worked. */
  opened(): void {
    this.isBlocked = false
    this.#tryAgainMs = this.#firstMs
  }

  /** @returns when to try a WebSocket again; later each time */
  nextTryMs(): number {
    const ms = this.#tryAgainMs
    this.#tryAgainMs = Math.min(this.#longestMs, ms * 2)
    return ms
  }
}

/** One connection: over a WebSocket or, in the same object, over HTTP when that one does not open. */
class FallbackSocket extends SocketShape {
  readonly #way: Way
  #inner: WebSocket | SocketShape | null = null
  #tryTimer: ReturnType<typeof setTimeout> | null = null

  constructor(url: string | URL, way: Way) {
    super(url)
    this.#way = way
    if (way.isBlocked) void this.#startHttp()
    else this.#startWebSocket()
  }

  get bufferedAmount(): number {
    return this.#inner?.bufferedAmount ?? 0
  }

  send(data: Uint8Array): void {
    this.#inner?.send(new Uint8Array(data))
  }

  close(code?: number, reason?: string): void {
    if (this.readyState >= this.CLOSING) return
    this.readyState = this.CLOSING
    this.#stopTrying()
    if (this.#inner === null) queueMicrotask(() => this.closed(code, reason))
    else this.#inner.close(code, reason)
  }

  #startWebSocket(): void {
    const way = this.#way
    const socket = new way.WebSocket(this.url)
    socket.binaryType = 'arraybuffer'
    this.#inner = socket
    let openedAt: number | null = null
    let hasSpoken = false
    // A browser may wait a minute for the answer to a close: nothing here waits for it.
    let isGivenUp = false
    const giveUp = (): void => {
      isGivenUp = true
      socket.close()
    }
    let timer = setTimeout(() => {
      giveUp()
      if (this.readyState === this.CONNECTING) void this.#startHttp()
      else this.closed()
    }, way.openWithinMs)
    socket.addEventListener('open', () => {
      if (isGivenUp) return
      clearTimeout(timer)
      openedAt = performance.now()
      timer = setTimeout(() => {
        // Whoever hangs up before has not waited for it.
        if (this.readyState === this.OPEN) way.isBlocked = true
        giveUp()
        this.closed()
      }, way.speakWithinMs)
      this.opened()
    })
    socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
      if (!hasSpoken) {
        hasSpoken = true
        clearTimeout(timer)
        way.opened()
      }
      this.received(data)
    })
    // One that can't be opened is followed by its close.
    socket.addEventListener('error', () => {})
    socket.addEventListener('close', ({ code, reason }) => {
      clearTimeout(timer)
      if (isGivenUp) return
      if (openedAt === null && this.readyState === this.CONNECTING) return void this.#startHttp()
      if (openedAt !== null && code === 1006) this.#wasCutOff(hasSpoken, performance.now() - openedAt)
      this.closed(code, reason)
    })
  }

  #wasCutOff(hasSpoken: boolean, lifeMs: number): void {
    const way = this.#way
    way.shortLives = lifeMs < shortLifeMs ? way.shortLives + 1 : 0
    if (!hasSpoken || way.shortLives > mostShortLives) way.isBlocked = true
  }

  async #startHttp(): Promise<void> {
    const way = this.#way
    this.#inner = null
    try {
      const { HttpSocket } = await way.loadHttpSocket()
      if (this.readyState !== this.CONNECTING) return
      const socket = new HttpSocket(this.url)
      this.#inner = socket
      socket.onopen = () => {
        way.isBlocked = true
        way.shortLives = 0
        this.#tryAgainLater()
        this.opened()
      }
      socket.onmessage = ({ data }) => this.received(data)
      socket.onclose = ({ code, reason }) => {
        // Nothing gets through now: what does is found out anew.
        if (this.readyState === this.CONNECTING) way.isBlocked = false
        this.#stopTrying()
        this.closed(code, reason)
      }
    } catch {
      // The program for it could not be fetched: no network, or another version by now.
      way.isBlocked = false
      this.closed()
    }
  }

  #tryAgainLater(): void {
    this.#tryTimer = setTimeout(() => this.#tryWebSocket(), this.#way.nextTryMs())
  }

  #stopTrying(): void {
    if (this.#tryTimer !== null) clearTimeout(this.#tryTimer)
    this.#tryTimer = null
  }

  /** Opens a WebSocket beside the connection. When the server speaks on it, this connection ends, and the next one is a WebSocket. */
  #tryWebSocket(): void {
    const way = this.#way
    const probe = new way.WebSocket(this.url)
    probe.binaryType = 'arraybuffer'
    let isOver = false
    const over = (works: boolean): void => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      probe.close()
      if (this.readyState !== this.OPEN) return
      if (!works) return this.#tryAgainLater()
      way.opened()
      this.#changeWhenQuiet()
    }
    const timer = setTimeout(() => over(false), way.openWithinMs + way.speakWithinMs)
    probe.addEventListener('error', () => {})
    probe.addEventListener('message', () => over(true))
    probe.addEventListener('close', () => over(false))
  }

  /** What is on its way arrives first; what is not acknowledged by then is sent again on the next connection, as after any other. */
  #changeWhenQuiet(): void {
    if (this.readyState !== this.OPEN) return
    if (this.bufferedAmount > 0) this.#tryTimer = setTimeout(() => this.#changeWhenQuiet(), 50)
    else this.#inner?.close(1000, 'a WebSocket gets through')
  }
}
