import { EventEmitter } from 'node:events'
import type { RoomSocket } from '@samskriv/sync-server'

const connecting = 0
const open = 1
const closed = 3
/** What a browser reports when a connection broke without a word. */
const brokenOff = 1006

/** The cable between one page and the server. */
export interface Network {
  isUp: boolean
  /** Bytes that arrive twice, as after a proxy that sends again what it thought was lost. Asked for each frame. */
  readonly arrivesTwice: (frame: Uint8Array, direction: 'up' | 'down') => boolean
  /** Called with the server's end of each new connection. */
  readonly accept: (socket: RoomSocket) => void
  readonly connections: Set<{ breakOff(): void }>
}

/**
 * A WebSocket class whose other end is in this process. Each frame arrives in a turn of its own, in order; what is on its way when
 * the connection breaks arrives nowhere.
 */
export function loopSocket(network: Network): typeof WebSocket {
  class LoopSocket extends EventTarget {
    static readonly CONNECTING = connecting
    static readonly OPEN = open
    readonly OPEN = open
    readyState = connecting
    binaryType = 'arraybuffer'
    onopen: ((event: Event) => void) | null = null
    onmessage: ((event: MessageEvent) => void) | null = null
    onclose: ((event: { code: number; reason: string }) => void) | null = null
    onerror: ((event: Event) => void) | null = null
    readonly #server = new ServerEnd(this)
    #queue: Uint8Array[] = []

    constructor() {
      super()
      setImmediate(() => this.#connect())
    }

    send(data: Uint8Array): void {
      if (this.readyState !== open) return
      const frame = new Uint8Array(data)
      this.#server.toCome(frame)
      if (network.arrivesTwice(frame, 'up')) this.#server.toCome(frame)
    }

    close(): void {
      if (this.readyState === closed) return
      this.#end()
      this.#server.end()
    }

    breakOff(): void {
      this.arriveClosed(brokenOff, '')
      this.#server.end()
    }

    toCome(frame: Uint8Array): void {
      for (let times = network.arrivesTwice(frame, 'down') ? 2 : 1; times > 0; times--) {
        this.#queue.push(frame)
        setImmediate(() => this.#arrive())
      }
    }

    /** After everything that was sent before. */
    closesWith(code: number, reason: string): void {
      setImmediate(() => {
        while (this.#queue.length > 0) this.#arrive()
        this.arriveClosed(code, reason)
      })
    }

    arriveClosed(code: number, reason: string): void {
      if (this.readyState === closed) return
      this.#end()
      this.onclose?.({ code, reason })
    }

    #connect(): void {
      if (this.readyState === closed) return
      if (!network.isUp) return this.arriveClosed(brokenOff, '')
      this.readyState = open
      network.connections.add(this)
      network.accept(this.#server)
      const event = new Event('open')
      this.dispatchEvent(event)
      this.onopen?.(event)
    }

    #arrive(): void {
      const frame = this.#queue.shift()
      if (frame === undefined || this.readyState !== open) return
      this.onmessage?.(new MessageEvent('message', { data: frame.buffer }))
    }

    #end(): void {
      this.readyState = closed
      this.#queue = []
      network.connections.delete(this)
    }
  }
  // Only what y-websocket uses of a WebSocket is here.
  return LoopSocket as unknown as typeof WebSocket
}

interface ClientEnd {
  toCome(frame: Uint8Array): void
  closesWith(code: number, reason: string): void
  breakOff(): void
}

class ServerEnd extends EventEmitter implements RoomSocket {
  readonly bufferedAmount = 0
  readonly #client: ClientEnd
  #queue: Uint8Array[] = []
  #isPaused = false
  #isOver = false

  constructor(client: ClientEnd) {
    super()
    this.#client = client
  }

  send(...messages: Buffer[]): void {
    if (this.#isOver) return
    for (const message of messages) this.#client.toCome(new Uint8Array(message))
  }

  close(code: number, reason = ''): void {
    if (this.#isOver) return
    this.#client.closesWith(code, reason)
    this.end()
  }

  terminate(): void {
    if (!this.#isOver) this.#client.breakOff()
  }

  ping(): void {
    setImmediate(() => this.emit('pong'))
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    for (const _ of this.#queue) setImmediate(() => this.#arrive())
  }

  toCome(frame: Uint8Array): void {
    this.#queue.push(frame)
    setImmediate(() => this.#arrive())
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#queue = []
    setImmediate(() => this.emit('close'))
  }

  #arrive(): void {
    if (this.#isPaused || this.#isOver) return
    const frame = this.#queue.shift()
    if (frame !== undefined) this.emit('message', Buffer.from(frame), true)
  }
}
