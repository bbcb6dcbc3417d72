import { documentSchemaVersion } from '@samskriv/document'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { openLine, type Line } from './line.ts'
import type { RoomAddress } from './peers/peer.ts'

const sync = 0
const auth = 2
const syncStatus = 8
const hello = 120
const ack = 121

/** What one room's typists sent and what each of them received, in Yjs clocks; one typed character is one clock. */
export class Meter {
  /** When each clock of a client was sent (performance.now), counted from the client's first measured clock. */
  readonly #sent = new Map<number, { first: number; at: number[] }>()
  readonly latenciesMs: number[] = []
  delivered = 0
  sent = 0
  measuring = false

  typed(client: number, clock: number): void {
    if (!this.measuring) return
    let row = this.#sent.get(client)
    if (!row) this.#sent.set(client, (row = { first: clock, at: [] }))
    row.at.push(performance.now())
    this.sent += 1
  }

  received(client: number, from: number, to: number): void {
    const row = this.#sent.get(client)
    if (!row) return
    const now = performance.now()
    for (let clock = Math.max(from, row.first); clock < to; clock++) {
      const at = row.at[clock - row.first]
      if (at === undefined) break
      this.delivered += 1
      // One in four is enough for quantiles and keeps the driver light.
      if ((this.delivered & 3) === 0) this.latenciesMs.push(now - at)
    }
  }
}

/**
 * A client that types. It holds a real Y.Doc, filled from the server when it joins; while typing it only reads the
 * clocks of what arrives, so that the driver stays lighter than the servers it measures.
 */
export class Typist {
  readonly doc = new Y.Doc()
  /** Own clock that the server said is stored; stays 0 with servers that never say so. */
  ackedClock = 0
  /** Highest clock received of every other client. */
  readonly seen = new Map<number, number>()
  joinedBytes = 0
  closeCode: number | null = null
  #line: Line | null = null
  #text: Y.XmlText | null = null
  /** Own clock after each message that awaits its acknowledgement, oldest first. */
  #sentClocks: number[] = []
  #ackedCount = 0
  #joined: () => void = () => {}
  readonly #room: RoomAddress
  readonly #person: number
  readonly #meter: Meter | null
  #applyRemote = true
  /** What it says it has: its own text, unless it was given another one when it joined. */
  #held: Y.Doc = this.doc

  constructor(room: RoomAddress, person: number, meter: Meter | null) {
    this.#room = room
    this.#person = person
    this.#meter = meter
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.#sendUpdate(update)
    })
  }

  /**
   * Opens the socket and resolves when the server's state has arrived.
   *
   * @param options.holding - a text that it has from before, which many may share: two hundred copies of an old study fill the memory
   */
  async join(options: { readonly applyState?: boolean; readonly holding?: Y.Doc } = {}): Promise<void> {
    this.#applyRemote = options.applyState ?? true
    this.#held = options.holding ?? this.doc
    const headers = this.#room.headers[this.#person % this.#room.headers.length] ?? {}
    this.#sentClocks = []
    this.#ackedCount = 0
    const joined = new Promise<void>((resolve, reject) => {
      this.#joined = resolve
      this.#line = openLine(this.#room, headers, {
        open: () => this.#greet(),
        message: (data) => this.#receive(data),
        closed: (code) => {
          this.closeCode = code
          reject(new Error(`closed with ${code} before joining`))
        },
      })
    })
    await joined
    this.#applyRemote = false
  }

  /** Types one character at the end of this typist's own paragraph (made on first use). */
  type(character: string): void {
    this.#text ??= this.#newParagraph()
    const text = this.#text
    this.#meter?.typed(this.doc.clientID, Y.getState(this.doc.store, this.doc.clientID))
    text.insert(text.length, character)
  }

  get clock(): number {
    return Y.getState(this.doc.store, this.doc.clientID)
  }

  get isOpen(): boolean {
    return this.#line?.isOpen === true
  }

  /** Sends a ready-made update as this client, such as a prepared history. */
  sendRaw(update: Uint8Array): void {
    this.#sendUpdate(update)
  }

  get unacked(): number {
    return this.#sentClocks.length
  }

  leave(): void {
    this.#line?.leave()
    this.#line = null
  }

  #greet(): void {
    if (this.#room.framePrefix === null) {
      if (this.#room.url.includes('/sync/')) this.#sendHello()
    } else {
      this.#send((encoder) => {
        encoding.writeVarUint(encoder, auth)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'bench')
        encoding.writeVarString(encoder, '4.7.0')
      })
    }
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, sync)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.#held))
    })
  }

  #newParagraph(): Y.XmlText {
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    this.doc.transact(() => {
      const root = this.doc.getXmlFragment(this.#room.root)
      root.insert(root.length, [paragraph])
      paragraph.insert(0, [text])
    })
    return text
  }

  #sendHello(): void {
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, hello)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, documentSchemaVersion)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.doc.clientID)
    })
  }

  #sendUpdate(update: Uint8Array, kind = 2): void {
    if (!this.isOpen) return
    this.#sentClocks.push(this.clock)
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, sync)
      encoding.writeVarUint(encoder, kind)
      encoding.writeVarUint8Array(encoder, update)
    })
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    if (this.#room.framePrefix !== null) encoding.writeVarString(encoder, this.#room.framePrefix)
    write(encoder)
    this.#line?.send(encoding.toUint8Array(encoder))
  }

  #receive(data: Buffer): void {
    const decoder = decoding.createDecoder(data)
    if (this.#room.framePrefix !== null) decoding.readVarString(decoder)
    const type = decoding.readVarUint(decoder)
    if (type === ack) {
      this.#acked(decoding.readVarUint(decoder))
    } else if (type === syncStatus && this.#room.framePrefix !== null) {
      const clock = this.#sentClocks.shift()
      if (clock !== undefined && decoding.readVarUint(decoder) === 1) this.ackedClock = Math.max(this.ackedClock, clock)
    } else if (type === sync || (type === 4 && this.#room.framePrefix !== null)) {
      this.#receiveSync(decoder, data.byteLength)
    }
  }

  #acked(count: number): void {
    const fresh = this.#sentClocks.splice(0, count - this.#ackedCount)
    this.#ackedCount = count
    const clock = fresh.at(-1)
    if (clock !== undefined) this.ackedClock = Math.max(this.ackedClock, clock)
  }

  #receiveSync(decoder: decoding.Decoder, bytes: number): void {
    const kind = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (kind === 0) {
      this.#sendUpdate(Y.encodeStateAsUpdate(this.#held, payload), 1)
      return
    }
    if (kind === 1 && this.#applyRemote) {
      Y.applyUpdate(this.doc, payload, this)
      this.joinedBytes = bytes
      this.#joined()
      return
    }
    if (kind === 1) {
      this.joinedBytes = bytes
      this.#joined()
    }
    const meta = Y.parseUpdateMeta(payload)
    for (const [client, to] of meta.to) {
      if (client === this.doc.clientID) continue
      const before = this.seen.get(client) ?? meta.from.get(client) ?? 0
      if (to <= before) continue
      this.seen.set(client, to)
      this.#meter?.received(client, before, to)
    }
  }
}
