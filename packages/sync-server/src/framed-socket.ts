import type { MessageData, RoomSocket } from './room-socket.ts'

/** What is taken of a socket of `ws` that has finished its handshake without compression. */
interface UpgradedSocket {
  readonly readyState: number
  readonly bufferedAmount: number
  close(code: number, reason?: string): void
  terminate(): void
  ping(): void
  pause(): void
  resume(): void
  on(event: 'message', listener: (data: MessageData, isBinary: boolean) => void): unknown
  on(event: 'close' | 'pong', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** The stream below it: `request.socket` of the upgrade. */
interface Stream {
  readonly writable: boolean
  cork(): void
  uncork(): void
  write(bytes: Uint8Array): boolean
}

const open = 1
/** Two messages up to this size are copied together: cheaper than a second write. */
const copiedBytes = 4_096

/**
 * Writes messages past the sender of `ws`, which writes a frame in two pieces and makes its header anew for everybody who gets the
 * same bytes. Whole frames, one write each, so that what `ws` itself sends (pongs, the close) falls between them. Only without
 * `permessage-deflate`: then nothing waits inside `ws`.
 */
export class FramedSocket implements RoomSocket {
  readonly #socket: UpgradedSocket
  readonly #stream: Stream

  constructor(socket: UpgradedSocket, stream: Stream) {
    this.#socket = socket
    this.#stream = stream
  }

  get bufferedAmount(): number {
    return this.#socket.bufferedAmount
  }

  send(message: Buffer, next?: Buffer): void {
    if (this.#socket.readyState !== open || !this.#stream.writable) return
    const frame = framed(message)
    if (next === undefined) this.#stream.write(frame)
    else if (frame.length <= copiedBytes) this.#stream.write(Buffer.concat([frame, frameOf(next)]))
    else {
      this.#stream.cork()
      this.#stream.write(frame)
      this.#stream.write(frameOf(next))
      this.#stream.uncork()
    }
  }

  close(code: number, reason?: string): void {
    this.#socket.close(code, reason)
  }

  terminate(): void {
    this.#socket.terminate()
  }

  ping(): void {
    this.#socket.ping()
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  on(event: 'message', listener: (data: MessageData, isBinary: boolean) => void): void
  on(event: 'close' | 'pong', listener: () => void): void
  on(event: 'error', listener: (error: Error) => void): void
  on(event: never, listener: never): void {
    this.#socket.on(event, listener)
  }
}

let lastMessage: Buffer | null = null
let lastFrame: Buffer | null = null

/** The frame of a message, made once for everybody who is sent the same one in a row. */
function framed(message: Buffer): Buffer {
  if (message === lastMessage && lastFrame !== null) return lastFrame
  lastMessage = message
  lastFrame = frameOf(message)
  return lastFrame
}

/** One unmasked binary message in one frame. @see RFC 6455, section 5.2 */
function frameOf(message: Buffer): Buffer {
  const { length } = message
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = 0x82
  if (header === 2) frame[1] = length
  else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2)
    frame.writeUInt32BE(length % 2 ** 32, 6)
  }
  message.copy(frame, header)
  return frame
}
