import type { ServerResponse } from 'node:http'
import { streamEnd, streamGreeting, streamMessage, streamPing } from '@samskriv/protocol'
import type { Downstream } from '@samskriv/sync-server'
import { whenClosed } from './when-closed.ts'

const headers = {
  'Content-Type': 'text/event-stream',
  // No cache, and nothing on the way that would compress it, which gathers what should pass at once.
  'Cache-Control': 'no-cache, no-store, no-transform',
  // nginx and those that learnt from it: pass every piece on as it comes.
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/**
 * Messages as server-sent events, base64 each, numbered by `id`.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream implements Downstream {
  readonly #response: ServerResponse

  /** @param over - is called once, when nothing can be sent any more */
  constructor(response: ServerResponse, over: (stream: EventStream) => void) {
    this.#response = response
    response.on('error', () => {})
    whenClosed(response, () => over(this))
  }

  open(): void {
    this.#response.writeHead(200, headers)
    this.#write(streamGreeting)
  }

  deliver(messages: readonly Buffer[], first: number): void {
    let text = ''
    for (const [place, message] of messages.entries()) text += streamMessage(first + place, base64Of(message))
    this.#write(text)
  }

  ping(): void {
    this.#write(streamPing)
  }

  close(code: number, reason: string): void {
    this.#write(streamEnd({ code, reason }))
    if (!this.#response.writableEnded) this.#response.end()
    // A peer that reads nothing would keep what is buffered for it.
    setTimeout(() => this.#response.destroy(), 5_000).unref()
  }

  end(): void {
    this.#response.destroy()
  }

  #write(text: string): void {
    if (!this.#response.writableEnded && !this.#response.destroyed) this.#response.write(text, 'latin1')
  }
}

const known = new WeakMap<Buffer, string>()

/** Made once for everybody who is sent the same message. */
function base64Of(message: Buffer): string {
  let text = known.get(message)
  if (text === undefined) known.set(message, (text = message.toString('base64')))
  return text
}
