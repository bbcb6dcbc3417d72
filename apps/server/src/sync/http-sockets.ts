import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { HttpSocket } from '@samskriv/sync-server'

/** A study that is open over HTTP. */
export interface HttpConnection {
  readonly socket: HttpSocket
  readonly study: string
  readonly session: string
  /** The session's cookie as it was sent when this was opened: whoever sends the same is who opened it. */
  readonly cookie: string
  /** Gives up the request that is being read for it, if there is one. */
  giveUpReading: () => void
  /** Requests in this second, and when it began. */
  requests: number
  secondFrom: number
}

/** So long its client can learn how a connection ended. */
const rememberedMs = 30_000
/** Of one connection; an honest client makes about ten. */
const mostRequestsPerSecond = 60

/** The connections over HTTP, by an id that nobody can guess. An id opens nothing by itself: the session must be the same. */
export class HttpSockets {
  readonly #byId = new Map<string, HttpConnection>()
  #open = 0
  /** Answers that are being written: streams, and polls that wait. */
  answering = 0

  get size(): number {
    return this.#open
  }

  add(of: Pick<HttpConnection, 'study' | 'session' | 'cookie'>): { readonly id: string; readonly socket: HttpSocket } {
    const id = randomBytes(24).toString('base64url')
    const socket = new HttpSocket()
    this.#byId.set(id, { ...of, socket, giveUpReading: () => {}, requests: 0, secondFrom: 0 })
    this.#open += 1
    socket.on('close', () => {
      this.#open -= 1
      if (socket.isGone) this.#byId.delete(id)
      else setTimeout(() => this.#byId.delete(id), rememberedMs).unref()
    })
    return { id, socket }
  }

  find(id: string, study: string): HttpConnection | undefined {
    const connection = this.#byId.get(id)
    return connection?.study === study ? connection : undefined
  }

  /** Counts a request. @returns false when it is one too many */
  allows(connection: HttpConnection): boolean {
    const now = performance.now()
    if (now - connection.secondFrom > 1_000) {
      connection.secondFrom = now
      connection.requests = 0
    }
    connection.requests += 1
    return connection.requests <= mostRequestsPerSecond
  }

  /** Lets clients hear why they were closed. */
  async answered(withinMs: number): Promise<void> {
    const end = performance.now() + withinMs
    while (this.answering > 0 && performance.now() < end) await sleep(10)
  }
}
