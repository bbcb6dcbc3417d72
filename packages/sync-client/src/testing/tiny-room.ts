import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import type { Role } from '@samskriv/domain'
import {
  decodeClientFrame,
  encodeAck,
  encodeEvent,
  encodeReject,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  encodeWelcome,
  type ClientFrame,
  type Hello,
  type RejectCode,
  type StudyEvent,
} from '@samskriv/protocol/frames'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'

/**
 * A server that speaks the frames and does as it is told: it can hold back acknowledgements, refuse messages and close with any
 * code, all of which a real room does only when something is wrong.
 */
export class TinyRoom {
  doc = new Y.Doc()
  readonly hellos: Hello[] = []
  readonly frames: ClientFrame[] = []
  canWrite = true
  role: Role = 'editor'
  /** Refuses the next counted message. */
  refuseNext: RejectCode | null = null
  #holdsAcks = false
  readonly #server: WebSocketServer
  readonly #sockets = new Map<WebSocket, { counted: number }>()

  private constructor(server: WebSocketServer) {
    this.#server = server
    server.on('connection', (socket) => this.#welcome(socket))
    this.#broadcast()
  }

  static async open(): Promise<TinyRoom> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    return new TinyRoom(server)
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo
    return `ws://127.0.0.1:${port}/sync`
  }

  holdAcks(): void {
    this.#holdsAcks = true
  }

  releaseAcks(): void {
    this.#holdsAcks = false
    for (const [socket, { counted }] of this.#sockets) socket.send(encodeAck(counted))
  }

  tell(event: StudyEvent): void {
    for (const socket of this.#sockets.keys()) socket.send(encodeEvent(event))
  }

  /** Ends all connections with a code; 0 cuts them as a failing network would. */
  hangUp(code: number): void {
    for (const socket of this.#sockets.keys())
      if (code === 0) socket.terminate()
      else socket.close(code)
  }

  /** As after a restore: another text, whose ids nobody has seen. Tell whoever is there with {@link hangUp}. */
  goBackTo(doc: Y.Doc): void {
    this.doc = doc
    this.#broadcast()
  }

  async close(): Promise<void> {
    this.hangUp(0)
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #broadcast(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      for (const socket of this.#sockets.keys()) if (socket !== origin) socket.send(encodeSyncUpdate(update))
    })
  }

  #welcome(socket: WebSocket): void {
    this.#sockets.set(socket, { counted: 0 })
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('message', (data: Buffer) => this.#read(socket, decodeClientFrame(new Uint8Array(data))))
    socket.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
  }

  #read(socket: WebSocket, frame: ClientFrame): void {
    this.frames.push(frame)
    switch (frame.type) {
      case 'hello':
        this.hellos.push(frame)
        socket.send(encodeWelcome({ protocolVersion: 1, epoch: frame.epoch, participant: 'p', role: this.role, canWrite: this.canWrite }))
        return
      case 'sync-step-1':
        socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)))
        return
      case 'sync-step-2':
      case 'sync-update':
        this.#count(socket, frame.update)
        return
      case 'voice':
      case 'source':
        this.#count(socket, null)
        return
      case 'awareness':
      case 'query-awareness':
        return
    }
  }

  /** @param update - null for word about a source */
  #count(socket: WebSocket, update: Uint8Array | null): void {
    const connection = this.#sockets.get(socket)
    if (!connection) return
    connection.counted += 1
    const refusal = this.refuseNext
    this.refuseNext = null
    if (refusal === null && update !== null) Y.applyUpdate(this.doc, update, socket)
    else if (refusal !== null) socket.send(encodeReject(connection.counted, refusal))
    if (refusal === 'gap' || refusal === 'rate') socket.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
    if (!this.#holdsAcks) socket.send(encodeAck(connection.counted))
  }
}
