import { documentSchemaVersion } from '@samskriv/document'
import {
  decodeServerFrame,
  encodeHello,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  protocolVersion,
  type ServerFrame,
} from '@samskriv/protocol'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { until } from '../../support/until.ts'
import type { Visitor } from './visitor.ts'

/**
 * A client that counts for itself what the server has acknowledged, and what of others it has been shown. It does not come back
 * after a lost connection, so what it knows is what it knew then.
 */
export class Typist {
  readonly doc = new Y.Doc()
  readonly frames: ServerFrame[] = []
  closedWith: number | null = null
  readonly #socket: WebSocket
  readonly #section: string
  /** What each counted message said, in the order sent. */
  readonly #said: string[] = []
  #acked = 0
  #synced = false

  constructor(
    visitor: Visitor,
    study: string,
    section: string,
    hello: { epoch?: number; schema?: number; clients?: readonly number[] } = {},
  ) {
    this.#section = section
    this.#socket = visitor.openSocket(study)
    const { epoch = 1, schema = documentSchemaVersion, clients = [this.doc.clientID] } = hello
    this.#socket.on('open', () => {
      this.#socket.send(encodeHello({ protocolVersion, epoch, documentSchemaVersion: schema, clients }))
      this.#socket.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
    })
    this.#socket.on('message', (data: Buffer) => this.#receive(decodeServerFrame(new Uint8Array(data))))
    this.#socket.on('close', (code) => (this.closedWith = code))
  }

  async ready(): Promise<void> {
    await until('the typist is in step', () => this.#synced && this.#said.length > 0)
  }

  /** Types a word of its own kind into a paragraph of its own. */
  type(word: string): void {
    const paragraph = this.#paragraph()
    this.doc.transact(() => paragraph.insert(paragraph.length, `${word} `), word)
  }

  get acked(): readonly string[] {
    return this.#said.slice(0, this.#acked).filter((word) => word !== '')
  }

  get unacked(): number {
    return this.#said.length - this.#acked
  }

  /** Everything it has been shown, its own words left out. */
  delivered(isOwn: (word: string) => boolean): readonly string[] {
    const words: string[] = []
    for (const paragraph of this.doc.getXmlFragment(`s:${this.#section}`).toArray()) {
      if (paragraph instanceof Y.XmlElement) words.push(...paragraph.toArray().map(String).join('').split(' '))
    }
    return words.filter((word) => word !== '' && !isOwn(word))
  }

  leave(): void {
    this.#socket.terminate()
  }

  #paragraph(): Y.XmlText {
    this.#text ??= this.#newParagraph()
    return this.#text
  }

  #text: Y.XmlText | null = null

  #newParagraph(): Y.XmlText {
    const text = new Y.XmlText()
    this.doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      this.doc.getXmlFragment(`s:${this.#section}`).push([paragraph])
      paragraph.push([text])
    }, '')
    return text
  }

  #send(update: Uint8Array, word: string): void {
    this.#said.push(word)
    this.#socket.send(encodeSyncUpdate(update))
  }

  #receive(frame: ServerFrame): void {
    this.frames.push(frame)
    if (frame.type === 'ack') this.#acked = frame.messages
    if (frame.type === 'sync-step-1') {
      this.#said.push('')
      this.#socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)))
      this.doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== this) this.#send(update, typeof origin === 'string' ? origin : '')
      })
    }
    if (frame.type === 'sync-step-2' || frame.type === 'sync-update') Y.applyUpdate(this.doc, frame.update, this)
    if (frame.type === 'sync-step-2') this.#synced = true
  }
}
