import type { Authorship } from '@samskriv/attribution'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import { BodyBroken } from '../errors.ts'
import type { Binding, StoredStudy } from '../update-store.ts'

interface Bound {
  readonly server: boolean
  /** 0 until it is stored. */
  firstSeq: number
}

/** The clientIDs of an epoch: whose each of them is, and which bindings are to be stored. */
export class BoundClients {
  readonly #doc: Y.Doc
  readonly #authorship: Authorship
  readonly #randomBytes: (size: number) => Uint8Array
  readonly #bound = new Map<number, Bound>()
  readonly #retired: ReadonlySet<number>
  /** The document's own, in which nobody writes. */
  readonly #unused: number
  /** Those whose last clock moved since their bindings were stored. */
  readonly #moved = new Set<number>()

  constructor(
    doc: Y.Doc,
    authorship: Authorship,
    stored: Pick<StoredStudy, 'bindings' | 'retiredClients'>,
    randomBytes: (size: number) => Uint8Array,
  ) {
    this.#doc = doc
    this.#authorship = authorship
    this.#randomBytes = randomBytes
    this.#retired = new Set(stored.retiredClients)
    this.#unused = doc.clientID
    for (const { client, server, firstSeq } of stored.bindings) this.#bound.set(client, { server, firstSeq })
  }

  get size(): number {
    return this.#bound.size
  }

  /** How many write in such a voice. */
  countOf(isWanted: (voice: VoiceId) => boolean): number {
    let count = 0
    for (const voice of this.#authorship.bindings.values()) if (isWanted(voice)) count += 1
    return count
  }

  isServers(client: number): boolean {
    return this.#bound.get(client)?.server === true
  }

  /** Whether it comes from an earlier epoch, with words that are here under other ids, or are not to be here any more. */
  isRetired(client: number): boolean {
    return this.#retired.has(client)
  }

  /** For the rest of the epoch. It is stored with its first words. */
  bind(client: number, voice: VoiceId, server = false): void {
    if (this.#bound.has(client)) return
    this.#authorship.bind(client, voice)
    this.#bound.set(client, { server, firstSeq: 0 })
  }

  /** @returns the one in which the server writes in this voice already; undefined when there is none */
  ofServer(voice: VoiceId): number | undefined {
    for (const [client, { server }] of this.#bound) if (server && this.#authorship.voiceOf(client) === voice) return client
    return undefined
  }

  /** The one in which the server writes in this voice, from now on if it had none. */
  forServer(voice: VoiceId): number {
    const known = this.ofServer(voice)
    if (known !== undefined) return known
    const client = this.#free()
    this.bind(client, voice, true)
    return client
  }

  /**
   * @param seq - of the update that brought its words
   * @returns its voice when its binding is to be stored with them, for the first time; null otherwise, and when it wrote nothing after all
   */
  wrote(client: number, seq: number): VoiceId | null {
    const bound = this.#bound.get(client)
    const voice = this.#authorship.voiceOf(client)
    if (bound === undefined || voice === undefined || Y.getState(this.#doc.store, client) === 0) return null
    this.#moved.add(client)
    if (bound.firstSeq !== 0) return null
    bound.firstSeq = seq
    return voice
  }

  /** As rows, with their last clocks. */
  bindings(clients: Iterable<number>): Binding[] {
    return Array.from(clients, (client) => this.#bindingOf(client))
  }

  /** The bindings whose last clock moved, once. */
  takeMoved(): Binding[] {
    const bindings = this.bindings(this.#moved)
    this.#moved.clear()
    return bindings
  }

  #bindingOf(client: number): Binding {
    const voice = this.#authorship.voiceOf(client)
    const bound = this.#bound.get(client)
    if (voice === undefined || bound === undefined) throw new BodyBroken('words of an unbound client')
    return { client, voice, firstSeq: bound.firstSeq, lastClock: Y.getState(this.#doc.store, client), server: bound.server }
  }

  #free(): number {
    for (;;) {
      const client = Buffer.from(this.#randomBytes(4)).readUInt32BE()
      if (!this.#bound.has(client) && client !== this.#unused) return client
    }
  }
}
