import { decodeServerFrame, encodeHello, encodeSyncUpdate, protocolVersion, type ServerFrame } from '@samskriv/protocol/frames'
import { documentSchemaVersion } from '@samskriv/document'
import type { RoomSocket } from '@samskriv/sync-server'
import { loopSocket } from './loop-socket.ts'

/** A connection that sends what it is told to, and answers nothing. It opens again when it was closed. */
export class RawPage {
  readonly refusals = new Map<string, number>()
  sent = 0
  readonly closedWith: number[] = []
  readonly #Socket: typeof WebSocket
  readonly #client: number
  #socket: WebSocket

  constructor(client: number, accept: (socket: RoomSocket) => void) {
    this.#client = client
    this.#Socket = loopSocket({ isUp: true, accept, arrivesTwice: () => false, connections: new Set() })
    this.#socket = this.#open()
  }

  sendUpdate(update: Uint8Array): void {
    this.sent += 1
    this.#socket.send(new Uint8Array(encodeSyncUpdate(update)))
  }

  close(): void {
    this.#socket.close()
  }

  #open(): WebSocket {
    const socket = new this.#Socket('ws://house/sync')
    socket.onopen = () =>
      socket.send(new Uint8Array(encodeHello({ protocolVersion, epoch: 1, documentSchemaVersion, clients: [this.#client] })))
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.#receive(decodeServerFrame(new Uint8Array(data)))
    socket.onclose = ({ code }) => {
      this.closedWith.push(code)
      this.#socket = this.#open()
    }
    return socket
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === 'reject') this.refusals.set(frame.code, (this.refusals.get(frame.code) ?? 0) + 1)
  }
}
