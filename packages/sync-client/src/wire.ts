import {
  encodeAwareness,
  encodeHello,
  encodeSource,
  encodeVoice,
  isTerminalClose,
  limits,
  messageType,
  protocolVersion,
  readAck,
  readEvent,
  readPush,
  readReject,
  readWelcome,
  type RejectCode,
  rejectCodes,
  type StudyEvent,
  type Welcome,
} from '@samskriv/protocol/frames'
import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'

import { isSyncStep2, isSyncUpdate, type SocketClass, watchedSocket } from './counted-socket.ts'
import { Delivery } from './delivery.ts'
import type { Ledger } from './ledger.ts'
import { sharePresence } from './presence.ts'
import type { Observed } from './observed.ts'
import type { SourceNotes } from './source-notes.ts'
import { splitFrame } from './split-frame.ts'

export interface WireOptions {
  /** Such as `wss://host/sync`; the study's id is added. */
  readonly syncUrl: string
  readonly study: string
  readonly epoch: number
  readonly documentSchemaVersion: number
  readonly canWrite: boolean
  readonly Socket: SocketClass
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly ledger: Ledger
  readonly sources: SourceNotes
  /** The participant whose words are written down now. */
  readonly speaker: Observed<string | null>
}

export interface WireListener {
  readonly connected: (isConnected: boolean) => void
  /** The server's first full answer has been applied. */
  readonly synced: () => void
  /** An acknowledgement came; `isSettled` when nothing is waiting any more. */
  readonly acknowledged: (isSettled: boolean) => void
  readonly welcome: (welcome: Welcome) => void
  readonly event: (event: StudyEvent) => void
  readonly push: (body: unknown) => void
  /** The server will never store what this copy holds. */
  readonly givenBack: (code: RejectCode) => void
  /** The server closed for good. */
  readonly closed: (code: number) => void
}

const longestBackoffMs = 10_000

/** The socket of one visit: hello first, every message counted, and y-websocket for the rest. */
export class Wire {
  readonly #options: WireOptions
  readonly #listener: WireListener
  readonly #provider: WebsocketProvider
  readonly #stopPresence: () => void
  #delivery: Delivery

  constructor(options: WireOptions, listener: WireListener) {
    this.#options = options
    this.#listener = listener
    this.#delivery = new Delivery(options.ledger)
    const { syncUrl, study, doc, awareness, Socket } = options
    this.#provider = new WebsocketProvider(syncUrl, study, doc, {
      connect: false,
      awareness,
      // Edits of another tab must reach the server through that tab's own connection: the server knows them by it.
      disableBc: true,
      WebSocketPolyfill: watchedSocket(Socket, { greeting: () => this.#greeting(), outgoing: (frame) => this.#outgoing(frame) }),
      shouldReconnect: ({ code }) => !isTerminalClose(code),
    })
    awareness.off('update', this.#provider._awarenessUpdateHandler)
    this.#stopPresence = sharePresence(awareness, () => this.#sendPresence())
    this.#listen()
  }

  /** The origin of what the server sent, to tell it from what the person typed. */
  get origin(): unknown {
    return this.#provider
  }

  get isConnected(): boolean {
    return this.#provider.wsconnected
  }

  connect(): void {
    this.#provider.connect()
  }

  /** Says whose words a clientID writes down, before its first ones; on a new connection it is said again by itself. */
  declare(client: number, speaker: string): void {
    if (!this.#options.canWrite || !this.isConnected) return
    this.#delivery.sent('update', this.#options.doc)
    this.#provider.ws?.send(new Uint8Array(encodeVoice({ client, speaker })))
  }

  /** Tells where words came from, of those in the document already. */
  tellSources(): void {
    const { canWrite, sources, doc } = this.#options
    if (!canWrite || !this.isConnected || !this.#delivery.mayUpdate) return
    sources.send((note) => {
      const number = this.#delivery.sent('update', doc)
      this.#provider.ws?.send(new Uint8Array(encodeSource(note)))
      return number
    })
  }

  /** Drops a connection that is known to be dead; the provider comes back by itself. */
  drop(): void {
    this.#provider.disconnect()
    this.#provider.shouldConnect = true
  }

  /** Hangs up, and comes back only when told to. */
  rest(): void {
    this.#provider.disconnect()
  }

  close(): void {
    this.#stopPresence()
    // After a clash of ids Yjs has renamed the document, and the provider would look for a presence under the new name.
    this.#options.doc.clientID = this.#options.awareness.clientID
    this.#provider.destroy()
    this.#options.awareness.destroy()
  }

  #listen(): void {
    const provider = this.#provider
    provider.on('connection-close', () => {
      // Spread out, so that two hundred browsers don't come back in the same moment after a restart.
      provider.maxBackoffTime = Math.min(longestBackoffMs, 200 * 2 ** provider.wsUnsuccessfulReconnects) * (0.5 + Math.random() / 2)
      // Of a first attempt that came to nothing the provider says nothing else.
      if (!provider.wsconnected) this.#listener.connected(false)
    })
    provider.on('status', ({ status }) => {
      if (status === 'connected') {
        this.#delivery = new Delivery(this.#options.ledger)
        this.#options.sources.connected()
        for (const [client, speaker] of this.#options.ledger.declared) this.declare(client, speaker)
      }
      if (status !== 'connecting') this.#listener.connected(status === 'connected')
    })
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) this.#listener.synced()
    })
    provider.on('closed', ({ code }) => this.#listener.closed(code))
    provider.messageHandlers[messageType.hello] = (_encoder, decoder) => this.#listener.welcome(readWelcome(decoder))
    provider.messageHandlers[messageType.event] = (_encoder, decoder) => {
      const event = readEvent(decoder)
      if (event) this.#listener.event(event)
    }
    provider.messageHandlers[messageType.push] = (_encoder, decoder) => this.#listener.push(readPush(decoder))
    provider.messageHandlers[messageType.reject] = (_encoder, decoder) => this.#onReject(readReject(decoder))
    provider.messageHandlers[messageType.ack] = (_encoder, decoder) => {
      const messages = readAck(decoder)
      this.#delivery.acknowledged(messages)
      this.#options.sources.acknowledged(messages)
      this.tellSources()
      this.#listener.acknowledged(this.#delivery.isSettled)
    }
  }

  #greeting(): Uint8Array {
    const { epoch, documentSchemaVersion, doc, ledger } = this.#options
    const earlier = ledger.clients.filter((client) => client !== doc.clientID && ledger.speakerOf(client) === undefined)
    const clients = [doc.clientID, ...earlier].slice(0, limits.maxHelloClients)
    return encodeHello({ protocolVersion, epoch, documentSchemaVersion, clients })
  }

  #outgoing(frame: Uint8Array): readonly Uint8Array[] {
    const isStep2 = isSyncStep2(frame)
    if (!isStep2 && !isSyncUpdate(frame)) return [frame]
    if (!this.#options.canWrite || (!isStep2 && !this.#delivery.mayUpdate)) return []
    const parts = splitFrame(frame)
    for (const [index] of parts.entries())
      this.#delivery.sent(isStep2 && index === parts.length - 1 ? 'step2' : 'update', this.#options.doc)
    return parts
  }

  #onReject({ message, code }: { message: number; code: RejectCode }): void {
    // No words are refused with it, so nothing is given back, and what is saved stays saved.
    if (this.#options.sources.rejected(message, code) && rejectCodes[code] !== 'resync') return
    this.#delivery.rejected(message, code)
    switch (rejectCodes[code]) {
      case 'resync':
      case 'none':
        return
      case 'split':
        // Sent too big in spite of our own splitting: the exchange that follows a new connection splits again, by the limits of then.
        return this.drop()
      case 'give-back':
        return this.#listener.givenBack(code)
    }
  }

  #sendPresence(): void {
    const { awareness } = this.#options
    if (!this.isConnected || !awareness.meta.has(awareness.clientID)) return
    // Who somebody is stands in the state because the server put it there; only where they are is ours to say.
    const { section, cursor } = { section: undefined, cursor: undefined, ...awareness.getLocalState() }
    const speaker = this.#options.speaker.get() ?? undefined
    const update = encodeAwarenessUpdate(awareness, [awareness.clientID], new Map([[awareness.clientID, { section, cursor, speaker }]]))
    this.#provider.ws?.send(new Uint8Array(encodeAwareness(update)))
  }
}
