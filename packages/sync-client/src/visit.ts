import type { RejectCode, SourceNote, StudyEvent, Welcome } from '@samskriv/protocol/frames'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'

import type { SocketClass } from './counted-socket.ts'
import { DeviceCopy } from './device-copy.ts'
import { deviceName } from './device-name.ts'
import { Ledger } from './ledger.ts'
import type { NewSpeaker, NewSpeakers } from './new-speakers.ts'
import type { Copy } from './lost-text.ts'
import { type Observed, ObservedValue } from './observed.ts'
import { sameSaveState, type SaveFacts, type SaveState, saveStateOf } from './save-state.ts'
import { SourceNotes } from './source-notes.ts'
import { unsentText, type UnsentText } from './unsent-text.ts'
import { Wire } from './wire.ts'

export interface VisitOptions {
  /** Such as `wss://host/sync`; the study's id is added. */
  readonly syncUrl: string
  readonly origin: string
  readonly person: string
  readonly study: string
  readonly epoch: number
  readonly documentSchemaVersion: number
  /** A visit that may not write sends no words; what it keeps on this device is to be read without a network. */
  readonly canWrite: boolean
  readonly Socket: SocketClass
  /** Undefined where the browser has none. */
  readonly storage: IDBFactory | undefined
  /** Of whom the server must have heard before it gets words. */
  readonly newSpeakers?: NewSpeakers
}

/** Why this copy cannot go on; what to do about it is the session's business. */
export type VisitEnd =
  | { readonly kind: 'closed'; readonly code: number }
  | { readonly kind: 'given-back'; readonly code: RejectCode }
  /** Somebody else's words appeared under this copy's clientID. */
  | { readonly kind: 'collision' }

export interface VisitListener {
  readonly welcome: (welcome: Welcome) => void
  readonly event: (event: StudyEvent) => void
  readonly push: (body: unknown) => void
  /** The server's text is in the document; again after each new connection. */
  readonly synced: () => void
  /** At most once. */
  readonly end: (end: VisitEnd) => void
}

const nobody = new ObservedValue<readonly NewSpeaker[]>([])

export type Connection = 'connecting' | 'online' | 'offline'

/** One Y.Doc's life: from opening a study until it is closed, or until the server can't go on with this copy. */
export class Visit {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  /** Where ids of this copy mean what they mean: the study and the epoch. */
  readonly place: string
  readonly #clientID = this.doc.clientID
  /** The one that what is typed now gets. */
  #hand = this.#clientID
  /** By the participant whose words each writes down. */
  readonly #hands = new Map<string, number>()
  readonly #speaker = new ObservedValue<string | null>(null)
  readonly #listener: VisitListener
  readonly #ledger = new Ledger()
  readonly #sources = new SourceNotes(this.#clientID, () => this.#copy.noteSources())
  readonly #copy: DeviceCopy
  readonly #canWrite: boolean
  readonly #wire: Wire
  readonly #save = new ObservedValue<SaveState>({ state: 'opening' })
  readonly #connection = new ObservedValue<Connection>('connecting')
  readonly #hasContent = new ObservedValue(false)
  readonly #newSpeakers: NewSpeakers | null
  #isWaiting = false
  #unsent = false
  #settledOnce = false
  #refusal: SaveFacts['refusal'] = null
  #ended = false

  constructor(options: VisitOptions, listener: VisitListener) {
    this.#listener = listener
    this.#newSpeakers = (options.canWrite ? options.newSpeakers : undefined) ?? null
    this.place = `${options.study}/${options.epoch}`
    // Only while something is typed: presence and the provider know this copy by the clientID it began with.
    this.doc.on('beforeTransaction', ({ local }: Y.Transaction) => {
      if (local && this.#hand !== this.#clientID) this.doc.clientID = this.#hand
    })
    this.doc.on('afterTransaction', ({ local }: Y.Transaction) => {
      if (local && this.doc.clientID === this.#hand) this.doc.clientID = this.#clientID
    })
    this.doc.on('update', this.#onUpdate)
    this.#canWrite = options.canWrite
    this.#copy = new DeviceCopy({
      name: deviceName(options),
      doc: this.doc,
      ledger: this.#ledger,
      sources: this.#sources,
      factory: options.storage,
    })
    this.#wire = new Wire(
      { ...options, doc: this.doc, awareness: this.awareness, ledger: this.#ledger, sources: this.#sources, speaker: this.#speaker },
      {
        connected: (isConnected) => this.#onConnected(isConnected),
        synced: () => {
          this.#onSynced(options.canWrite)
          listener.synced()
        },
        acknowledged: (isSettled) => this.#onAcknowledged(isSettled),
        welcome: listener.welcome,
        event: (event) => this.#onEvent(event),
        push: listener.push,
        givenBack: (code) => this.#end({ kind: 'given-back', code }),
        closed: (code) => this.#end({ kind: 'closed', code }),
      },
    )
  }

  get save(): Observed<SaveState> {
    return this.#save
  }

  get connection(): Observed<Connection> {
    return this.#connection
  }

  /** True once there is something to show: this device's copy, or the server's first answer. */
  get hasContent(): Observed<boolean> {
    return this.#hasContent
  }

  get hasUnsent(): boolean {
    return this.#unsent
  }

  /** The person's own words that no acknowledgement covers. */
  unsent(): readonly UnsentText[] {
    return unsentText(this.doc, this.#ledger)
  }

  /** What is in it now, for when the visit is over. */
  copy(): Copy {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc))
    return { doc, ledger: this.#ledger.copy() }
  }

  /** The participant whose words are written down now; null while this person writes for themselves, as every visit begins. */
  get speaker(): Observed<string | null> {
    return this.#speaker
  }

  /** What is typed from now on is what somebody says who has no device, or, with null, again this person's own. */
  writeFor(speaker: string | null): void {
    if (this.#ended || !this.#canWrite || speaker === this.#speaker.get()) return
    this.#hand = speaker === null ? this.#clientID : this.#handFor(speaker)
    this.#speaker.set(speaker)
    // The others see it; what is said of whom is the server's to say.
    if (this.awareness.getLocalState() !== null) this.awareness.setLocalStateField('speaker', speaker)
  }

  /** Those of whom the server has not heard yet. */
  get newSpeakers(): Observed<readonly NewSpeaker[]> {
    return this.#newSpeakers?.waiting ?? nobody
  }

  /** Somebody was added without a network: what is written for them stays on this device until the server has heard of them. */
  async addSpeaker(speaker: Omit<NewSpeaker, 'study'>): Promise<void> {
    if (this.#ended || this.#newSpeakers === null) return
    this.#wire.rest()
    await this.#newSpeakers.add(speaker)
    void this.#connect()
  }

  /** Whose words a clientID of this device writes; null for one of somebody else's. */
  writerOf(client: number): { readonly speaker: string | null } | null {
    const isHere = client === this.#clientID || this.#ledger.has(client)
    return isHere ? { speaker: this.#ledger.speakerOf(client) ?? null } : null
  }

  #handFor(speaker: string): number {
    const known = this.#hands.get(speaker)
    if (known !== undefined) return known
    // As Yjs makes them; two of 4,294,967,296 are hardly ever the same, and then the server refuses it.
    const client = new Y.Doc().clientID
    this.#hands.set(speaker, client)
    this.#ledger.own(client, speaker)
    this.#wire.declare(client, speaker)
    return client
  }

  get #inUse(): ReadonlySet<number> {
    return new Set([this.#clientID, ...this.#hands.values()])
  }

  /** Says where words of this copy came from, once they are in it. The server hears it after them, as soon as there is a connection. */
  noteSource(note: SourceNote): void {
    // Whoever may not write has pasted nothing that is kept.
    if (!this.#canWrite) return
    this.#sources.add(note)
    this.#unsent = true
    this.#wire.tellSources()
    this.#refresh()
  }

  async open(): Promise<void> {
    this.#copy.state.subscribe(this.#refresh)
    await this.#copy.open()
    if (this.#ended) return
    this.#ledger.settle(this.doc, this.#inUse)
    const hasOwn = this.#sources.waiting.length > 0 || this.#ledger.hasUnacknowledged(this.doc)
    // The right to write went while the page was closed: words that nobody else has must not stand in the text as if they were sent.
    if (hasOwn && !this.#canWrite) return this.#end({ kind: 'given-back', code: 'read-only' })
    this.#unsent ||= hasOwn
    if (this.doc.store.clients.size > 0) this.#hasContent.set(true)
    globalThis.addEventListener?.('offline', this.#onOffline)
    globalThis.addEventListener?.('online', this.#onOnline)
    this.#refresh()
    void this.#connect()
  }

  /** After the server closed for good, when it is known to let this person in again. */
  connectAgain(): void {
    if (!this.#ended) void this.#connect()
  }

  /** Ends the visit and keeps this device's copy. */
  async close(): Promise<void> {
    this.#hangUp()
    await this.#copy.close()
    this.doc.destroy()
  }

  /** Ends the visit and removes this device's copy; unsent words are taken out before. */
  async discard(): Promise<void> {
    this.#hangUp()
    await this.#copy.erase()
    this.doc.destroy()
  }

  /** Stops talking to the server. Words stay on this device, and the save state says why they go no further. */
  hold(refusal: SaveFacts['refusal']): void {
    this.#refusal = refusal
    this.#hangUp()
    this.#connection.set('offline')
    this.#refresh()
  }

  #hangUp(): void {
    if (this.#ended) return
    this.#ended = true
    globalThis.removeEventListener?.('offline', this.#onOffline)
    globalThis.removeEventListener?.('online', this.#onOnline)
    this.#wire.close()
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (this.doc.clientID !== this.#clientID) return this.#end({ kind: 'collision' })
    if (origin === this.#wire.origin || origin === this.#copy) return
    this.#ledger.own(this.#hand)
    this.#unsent = true
    this.#refresh()
  }

  #onConnected(isConnected: boolean): void {
    this.#connection.set(isConnected ? 'online' : 'offline')
    if (isConnected) this.#refusal = null
    this.#refresh()
  }

  #onSynced(canWrite: boolean): void {
    this.#hasContent.set(true)
    if (!canWrite) this.#settledOnce = true
    this.#refresh()
  }

  #onAcknowledged(isSettled: boolean): void {
    if (isSettled) {
      const wasUnsent = this.#unsent
      this.#unsent = false
      this.#settledOnce = true
      this.#ledger.settle(this.doc, this.#inUse)
      if (wasUnsent) this.#copy.noteLedger()
    }
    this.#refresh()
  }

  #onEvent(event: StudyEvent): void {
    if (event.kind === 'storage') {
      this.#refusal = event.state === 'unavailable' ? 'server-storage' : null
      this.#refresh()
    }
    this.#listener.event(event)
  }

  // The browser notices a lost network sooner than the socket; trying again at once costs nothing when it was wrong.
  readonly #onOffline = (): void => {
    if (!this.#isWaiting) this.#wire.drop()
  }
  readonly #onOnline = (): void => void this.#connect()

  async #connect(): Promise<void> {
    if (this.#newSpeakers !== null) {
      this.#isWaiting = true
      await this.#newSpeakers.ready()
      this.#isWaiting = false
    }
    if (!this.#ended) this.#wire.connect()
  }

  readonly #refresh = (): void => {
    const state = saveStateOf({
      connected: this.#wire.isConnected,
      settledOnce: this.#settledOnce,
      unsent: this.#unsent,
      onDevice: this.#copy.state.get() === 'kept',
      refusal: this.#refusal,
    })
    if (!sameSaveState(state, this.#save.get())) this.#save.set(state)
  }

  #end(end: VisitEnd): void {
    if (!this.#ended) this.#listener.end(end)
  }
}
