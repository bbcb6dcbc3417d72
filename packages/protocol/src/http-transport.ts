import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

import { BadFrame } from './frames.ts'

// How messages cross HTTP where no WebSocket gets through. The messages themselves are the same.

/** So many messages of one POST are taken at most; what is behind them is sent again. */
export const maxMessagesPerPost = 4_096

/** The body of a POST, and of the answer to a poll: messages one behind the other, each with its length before it. */
export function encodeMessages(messages: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encoding.encode((encoder) => {
    for (const message of messages) encoding.writeVarUint8Array(encoder, message)
  })
}

/**
 * @param most - so many are read: a message of one byte costs a hundred times as much once it is one
 * @returns views into `bytes`, in order
 * @throws {@link BadFrame} when the last message ends early
 */
export function decodeMessages(bytes: Uint8Array, most = Infinity): Uint8Array[] {
  const decoder = decoding.createDecoder(bytes)
  const messages: Uint8Array[] = []
  try {
    while (decoder.pos < bytes.length && messages.length < most) {
      const message = decoding.readVarUint8Array(decoder)
      // A length beyond the end makes a shorter view, and no error.
      if (decoder.pos > bytes.length) throw new BadFrame('the last message ends early')
      messages.push(message)
    }
  } catch (error) {
    throw error instanceof BadFrame ? error : new BadFrame('no list of messages', { cause: error })
  }
  return messages
}

/** How a connection ended: in the stream as the data of `event: close`, and in the answer to a poll as a header. */
export interface StreamEnd {
  readonly code: number
  readonly reason: string
}

/** The header of a poll's answer that says how the connection ended, after the messages in its body. */
export const endHeader = 'sync-close'

export function writeStreamEnd({ code, reason }: StreamEnd): string {
  return `${code} ${reason}`.trimEnd()
}

/** @returns undefined for anything else */
export function readStreamEnd(text: string): StreamEnd | undefined {
  const [, code, reason] = /^(\d{4})(?: (.*))?$/.exec(text) ?? []
  return code === undefined ? undefined : { code: Number(code), reason: reason ?? '' }
}

/** Before anything else of a stream: whoever reads it knows that nothing on the way keeps it back. */
export const streamGreeting = ': open\n\n'

export const streamPing = 'event: ping\ndata\n\n'

/** One message of a stream. @param base64 - of the message */
export function streamMessage(number: number, base64: string): string {
  return `id: ${number}\ndata: ${base64}\n\n`
}

export function streamEnd(end: StreamEnd): string {
  return `event: close\ndata: ${writeStreamEnd(end)}\n\n`
}
