import { documentSchemaVersion } from '@samskriv/document'
import {
  decodeServerFrame,
  encodeHello,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  type ServerFrame,
} from '@samskriv/protocol/frames'
import { EventEmitter } from 'node:events'
import * as Y from 'yjs'

import type { Admission } from '../admission.ts'
import type { Rooms } from '../rooms.ts'
import type { RoomSocket } from '../room-socket.ts'
import type { MemoryAlso } from './memory-store.ts'
import { aStudy, anAdmission } from './serve-rooms.ts'

/** A socket without a network: what the room sends waits in `outbox`. */
export class LoopbackSocket extends EventEmitter implements RoomSocket {
  readonly outbox: Uint8Array[] = []
  bufferedAmount = 0
  closedWith: number | null = null

  send(...messages: Buffer[]): void {
    if (this.closedWith === null) this.outbox.push(...messages)
  }

  close(code: number): void {
    if (this.closedWith !== null) return
    this.closedWith = code
    setImmediate(() => this.emit('close'))
  }

  terminate(): void {
    this.close(1006)
  }

  ping(): void {
    setImmediate(() => {
      if (this.closedWith === null) this.emit('pong')
    })
  }

  pause(): void {}
  resume(): void {}

  deliver(bytes: Uint8Array): void {
    if (this.closedWith === null) this.emit('message', Buffer.from(bytes), true)
  }
}

/** A client whose messages travel when the test says so. It follows PROTOCOL.md: hello, resync, a new document for a new epoch. */
export class LoopbackClient {
  readonly person: string
  doc: Y.Doc
  epoch = 1
  socket: LoopbackSocket | null = null
  readonly rejects: string[] = []
  readonly closes: number[] = []
  readonly #inbox: Uint8Array[] = []
  #sent = 0
  #acked = 0

  readonly #newClient: () => number

  readonly #admittedAs: Partial<Admission>

  /** @param newClient - instead of Yjs's own random clientIDs, so that a run can be repeated */
  constructor(person: string, newClient: () => number, admittedAs: Partial<Admission> = {}) {
    this.person = person
    this.#admittedAs = admittedAs
    this.#newClient = newClient
    this.doc = this.#newDoc()
  }

  get isSettled(): boolean {
    return (
      this.socket !== null && this.#inbox.length === 0 && this.socket.outbox.length === 0 && this.#sent > 0 && this.#acked === this.#sent
    )
  }

  connect(rooms: Rooms<MemoryAlso>): void {
    const socket = new LoopbackSocket()
    this.socket = socket
    this.#sent = 0
    this.#acked = 0
    socket.on('close', () => {
      this.closes.push(socket.closedWith ?? 0)
      if (this.socket === socket) this.disconnect()
      if (socket.closedWith === 4412) {
        this.epoch += 1
        this.doc = this.#newDoc()
      }
    })
    void rooms.connect(socket, { ...anAdmission(this.person, aStudy), ...this.#admittedAs })
    this.#inbox.push(encodeHello({ protocolVersion: 1, epoch: this.epoch, documentSchemaVersion, clients: [this.doc.clientID] }))
    this.#inbox.push(encodeSyncStep1(Y.encodeStateVector(this.doc)))
  }

  /** What is on its way in either direction is lost. */
  disconnect(): void {
    const { socket } = this
    this.socket = null
    this.#inbox.length = 0
    socket?.close(1006)
  }

  send(update: Uint8Array): void {
    if (this.socket === null) return
    this.#sent += 1
    this.#inbox.push(encodeSyncUpdate(update))
  }

  /** Lets one message travel. @returns false when there is none */
  travel(direction: 'up' | 'down'): boolean {
    if (this.socket === null) return false
    const bytes = direction === 'up' ? this.#inbox.shift() : this.socket.outbox.shift()
    if (bytes === undefined) return false
    if (direction === 'up') this.socket.deliver(bytes)
    else this.#receive(decodeServerFrame(bytes))
    return true
  }

  travelAll(): void {
    while (this.travel('up') || this.travel('down')) continue
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === 'ack') this.#acked = frame.messages
    else if (frame.type === 'reject') this.rejects.push(frame.code)
    else if (frame.type === 'sync-step-1') {
      this.#sent += 1
      this.#inbox.push(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)))
    } else if (frame.type === 'sync-step-2' || frame.type === 'sync-update') Y.applyUpdate(this.doc, frame.update, this)
  }

  #newDoc(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#newClient()
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(update)
    })
    return doc
  }
}
