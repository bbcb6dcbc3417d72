import type { Connection } from './connection.ts'

/**
 * Acks that are due. Each goes out with the next message to its socket, or alone when nothing came within the delay: half of all that
 * a server sends while people write would otherwise be acks.
 */
export class Acks {
  readonly #delayMs: number
  /** Since when each is owed, oldest first. */
  readonly #owing = new Map<Connection, number>()
  #timer: NodeJS.Timeout | null = null

  constructor(delayMs: number) {
    this.#delayMs = delayMs
  }

  /** Everything that a connection sent so far is settled. */
  owe(connection: Connection): void {
    if (!connection.owe()) return
    if (this.#delayMs === 0) {
      connection.payAck()
      return
    }
    if (this.#owing.has(connection)) return
    this.#owing.set(connection, performance.now())
    this.#timer ??= setTimeout(() => this.#pay(), this.#delayMs)
  }

  forget(connection: Connection): void {
    this.#owing.delete(connection)
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#owing.clear()
  }

  #pay(): void {
    this.#timer = null
    const now = performance.now()
    for (const [connection, since] of this.#owing) {
      const left = since + this.#delayMs - now
      if (left > 1 && connection.owesAck) {
        this.#timer = setTimeout(() => this.#pay(), left)
        return
      }
      this.#owing.delete(connection)
      connection.payAck()
    }
  }
}
