import type { ServerResponse } from 'node:http'
import { encodeMessages, type StreamEnd } from '@samskriv/protocol'
import type { Downstream } from '@samskriv/sync-server'
import { whenClosed } from './when-closed.ts'

/** Below the time after which proxies in use give up a request that is not answered. */
const longestMs = 20_000

export interface PollAnswer {
  readonly body: Uint8Array<ArrayBuffer>
  readonly end: StreamEnd | null
}

/** Waits for the next messages, for those whose way to us keeps streams back: one answer, and the next request comes. */
export class OnePoll implements Downstream {
  readonly answer: Promise<PollAnswer>
  readonly #over: (poll: OnePoll) => void
  readonly #timer: NodeJS.Timeout
  #resolve: (answer: PollAnswer) => void = () => {}
  #messages: Buffer[] = []
  #end: StreamEnd | null = null
  #isOver = false

  /** @param over - is called once, when it can be given nothing any more */
  constructor(response: ServerResponse, over: (poll: OnePoll) => void) {
    this.#over = over
    this.answer = new Promise((resolve) => {
      this.#resolve = resolve
    })
    this.#timer = setTimeout(() => this.end(), longestMs)
    whenClosed(response, () => this.end())
  }

  deliver(messages: readonly Buffer[]): void {
    this.#messages.push(...messages)
    // What ends the connection may come right behind.
    queueMicrotask(() => this.end())
  }

  ping(): void {
    this.end()
  }

  close(code: number, reason: string): void {
    this.#end = { code, reason }
    this.end()
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#over(this)
    this.#resolve({ body: encodeMessages(this.#messages), end: this.#end })
  }
}
