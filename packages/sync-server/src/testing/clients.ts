import { documentSchemaVersion } from '@samskriv/document'
import {
  decodeServerFrame,
  encodeHello,
  encodeSource,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  encodeVoice,
  type Hello,
  type ServerFrame,
  type SourceNote,
} from '@samskriv/protocol/frames'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

import { until } from './until.ts'
import { aStudy } from './serve-rooms.ts'

/** A stock y-websocket client: what anybody can connect with. */
export function aStockClient(url: string, person: string, doc = new Y.Doc()): WebsocketProvider {
  return new WebsocketProvider(url, aStudy, doc, {
    disableBc: true,
    maxBackoffTime: 50,
    params: { as: person },
    // The `ws` socket of these tests is a WebSocket in all that the provider uses.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
}

/** A client that speaks the frames itself, so that a test sees each one and can send what no editor would. */
export class RawClient {
  readonly socket: WebSocket
  readonly doc: Y.Doc
  readonly frames: ServerFrame[] = []
  closed: { readonly code: number; readonly reason: string } | null = null
  sent = 0
  /** Whether it answers and applies like a client, or only listens. */
  follows = true
  /** What came before it has said who it is; null afterwards. */
  #early: ServerFrame[] | null = []

  private constructor(socket: WebSocket, doc: Y.Doc) {
    this.socket = socket
    this.doc = doc
    socket.on('error', () => {})
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
    })
    socket.on('message', (data: Buffer) => {
      const frame = decodeServerFrame(data)
      if (this.#early === null) this.#receive(frame)
      else this.#early.push(frame)
    })
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.follows) this.update(update)
    })
  }

  static async open(
    url: string,
    person: string,
    options: { hello?: Partial<Hello> | false; doc?: Y.Doc; study?: string; speakers?: readonly (readonly [number, string])[] } = {},
  ): Promise<RawClient> {
    const doc = options.doc ?? new Y.Doc()
    const client = new RawClient(new WebSocket(`${url}/${options.study ?? aStudy}?as=${person}`), doc)
    await new Promise((resolve, reject) => {
      client.socket.once('open', resolve)
      client.socket.once('error', reject)
    })
    if (options.hello !== false) client.hello(options.hello)
    for (const [id, speaker] of options.speakers ?? []) client.declare(id, speaker)
    client.#greet()
    client.socket.send(encodeSyncStep1(Y.encodeStateVector(doc)))
    return client
  }

  /** The same, once it has the study. Closing what serves it ends it. */
  static async joined(...to: Parameters<typeof RawClient.open>): Promise<RawClient> {
    const client = await RawClient.open(...to)
    await client.synced()
    return client
  }

  hello(changes: Partial<Hello> = {}): void {
    this.socket.send(encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [this.doc.clientID], ...changes }))
  }

  update(update: Uint8Array): void {
    if (this.socket.readyState !== WebSocket.OPEN) return
    this.sent += 1
    this.socket.send(encodeSyncUpdate(update))
  }

  /** Says that a clientID writes down what somebody says. */
  declare(client: number, speaker: string): void {
    this.sent += 1
    this.socket.send(encodeVoice({ client, speaker }))
  }

  /** Word about where words came from that were sent before. */
  note(kind: SourceNote['kind'], ranges: SourceNote['ranges'], from: SourceNote['from'] = []): void {
    this.sent += 1
    this.socket.send(encodeSource({ kind, ranges, from }))
  }

  get acked(): number {
    return this.frames.reduce((most, frame) => (frame.type === 'ack' ? Math.max(most, frame.messages) : most), 0)
  }

  get rejects(): readonly string[] {
    return this.frames.flatMap((frame) => (frame.type === 'reject' ? [frame.code] : []))
  }

  of<Type extends ServerFrame['type']>(type: Type): Extract<ServerFrame, { type: Type }>[] {
    return this.frames.filter((frame): frame is Extract<ServerFrame, { type: Type }> => frame.type === type)
  }

  /** Everything sent so far is settled. */
  async saved(): Promise<void> {
    await until(() => this.sent > 0 && this.acked === this.sent, 'an ack of everything')
  }

  async synced(): Promise<void> {
    await until(() => this.of('sync-step-2').length > 0, 'a step 2')
  }

  async closedWith(): Promise<number> {
    await until(() => this.closed !== null, 'the socket to close')
    return this.closed?.code ?? 0
  }

  close(): void {
    this.follows = false
    this.socket.close()
  }

  #greet(): void {
    const early = this.#early ?? []
    this.#early = null
    for (const frame of early) this.#receive(frame)
  }

  #receive(frame: ServerFrame): void {
    this.frames.push(frame)
    if (!this.follows) return
    if (frame.type === 'sync-step-1') {
      this.sent += 1
      this.socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)))
    }
    if (frame.type === 'sync-step-2' || frame.type === 'sync-update') Y.applyUpdate(this.doc, frame.update, this)
  }
}
