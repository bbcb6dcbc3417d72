import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

/** What lies between browsers and a server: while it is cut, nobody answers at the address, as if there were no network. */
export class Line {
  readonly url: string
  readonly #to: number
  readonly #port: number
  readonly #open = new Set<Socket>()
  #listening: Server | undefined

  private constructor(to: number, port: number) {
    this.url = `http://localhost:${port}`
    this.#to = to
    this.#port = port
  }

  /** @param to - the port of the server @param port - a free one */
  static async to(to: number, port: number): Promise<Line> {
    const line = new Line(to, port)
    await line.mend()
    return line
  }

  /** At once, with everything that is on its way. */
  async cut(): Promise<void> {
    const listening = this.#listening
    if (listening === undefined) return
    this.#listening = undefined
    for (const socket of this.#open) socket.destroy()
    listening.close()
    await once(listening, 'close')
  }

  async mend(): Promise<void> {
    if (this.#listening !== undefined) return
    this.#listening = createServer((near) => {
      const far = connect(this.#to, '127.0.0.1')
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(one)
        one.on('error', () => other.destroy())
        one.once('close', () => {
          this.#open.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    })
    this.#listening.listen(this.#port, '127.0.0.1')
    await once(this.#listening, 'listening')
  }
}
