/** How a page reaches HTTP, and what it has learnt of the way; a browser's own, unless a test says otherwise. */
export interface HttpWay {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Sends a last request for a page that is being closed. */
  readonly beacon: (url: string, body: Uint8Array<ArrayBuffer>) => void
  /** Streams are kept back on it: what has been found out once holds for the page. */
  keepsStreams: boolean
}

export const browsersWay: HttpWay = {
  keepsStreams: false,
  fetch: (url, init) => globalThis.fetch(url, init),
  beacon: (url, body) => {
    const blob = new Blob([body], { type: 'application/octet-stream' })
    if (globalThis.navigator.sendBeacon(url, blob)) return
    globalThis.fetch(url, { method: 'POST', body, keepalive: true }).catch(() => {})
  },
}

/** After so long without an answer to anything the connection counts as lost: a new one may find another way. */
const patienceMs = 4_000

type Lost = (code?: number) => void

/** The requests of one connection, and whether they get anywhere. */
export class HttpConnection {
  readonly #address: string
  readonly #way: HttpWay
  readonly #lost: Lost
  /** Each way by itself: what goes up well helps nobody to whom nothing comes down. */
  readonly #failingSince = { up: Infinity, down: Infinity }

  /** @param lost - is called when there is no sense in going on */
  constructor(address: string, way: HttpWay, lost: Lost) {
    this.#address = address
    this.#way = way
    this.#lost = lost
  }

  /** @returns up to where messages were taken, or null when that is not known */
  async post(query: string, body: Uint8Array<ArrayBuffer>, withinMs: number): Promise<number | null> {
    try {
      const response = await this.#way.fetch(`${this.#address}?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
        signal: AbortSignal.timeout(withinMs),
      })
      if (!this.#isFine(response, 'up')) return null
      const answer: unknown = await response.json()
      const { taken } = { taken: undefined, ...(typeof answer === 'object' ? answer : {}) }
      if (typeof taken !== 'number') throw new TypeError('an answer without `taken`')
      this.#failingSince.up = Infinity
      return taken
    } catch {
      this.failed('up')
      return null
    }
  }

  /** @param signal - of whoever does not want to wait any more @returns null when there is nothing to read */
  async get(query: string, signal: AbortSignal): Promise<Response | null> {
    try {
      const response = await this.#way.fetch(`${this.#address}?${query}`, { cache: 'no-store', signal })
      if (!this.#isFine(response, 'down')) return null
      this.#failingSince.down = Infinity
      return response
    } catch {
      if (!signal.aborted) this.failed('down')
      return null
    }
  }

  last(query: string, body: Uint8Array<ArrayBuffer>): void {
    this.#way.beacon(`${this.#address}?${query}`, body)
  }

  /** A request got nowhere. */
  failed(way: 'up' | 'down'): void {
    const now = performance.now()
    this.#failingSince[way] = Math.min(this.#failingSince[way], now)
    if (now - this.#failingSince[way] >= patienceMs) this.#lost()
  }

  #isFine(response: Response, way: 'up' | 'down'): boolean {
    if (response.ok) return true
    void response.body?.cancel().catch(() => {})
    // The server knows nothing of this connection: it was restarted, or we have been away for too long.
    if (response.status === 404) this.#lost()
    else if (response.status === 413) this.#lost(1009)
    else this.failed(way)
    return false
  }
}
