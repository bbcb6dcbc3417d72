import { spansOfBlocks, type Authorship } from '@samskriv/attribution'
import type { ParticipantId, VoiceId } from '@samskriv/domain'
import { limits } from '@samskriv/protocol/frames'
import type * as Y from 'yjs'

import type { StoredStudy } from '../update-store.ts'
import type { BoundClients } from './bound-clients.ts'
import type { Voices } from './voices.ts'
import { sizeOf, type Writing } from './writing.ts'

interface Body {
  readonly doc: Y.Doc
  readonly authorship: Authorship
  readonly clients: BoundClients
  readonly voices: Voices
  encoded(): Uint8Array
}

/** How large a study is, and whether more fits into it: reckoned as it grows, and counted before anything is refused. */
export class BodySize {
  readonly #body: Body
  #structs: number
  #bytes: number

  constructor(body: Body, { snapshot, updates }: Pick<StoredStudy, 'snapshot' | 'updates'>) {
    this.#body = body
    this.#structs = structsIn(body.doc)
    this.#bytes = (snapshot?.state.length ?? 0) + updates.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  get bytes(): number {
    return this.#bytes
  }

  grow(bytes: number, structs = 0): void {
    this.#bytes += bytes
    this.#structs += structs
  }

  countStructs(): void {
    this.#structs = structsIn(this.#body.doc)
  }

  /** Whether so many more clientIDs fit into the study, and into what one participant may have of it. */
  hasRoomForClients(participant: ParticipantId, more: number, limit: number): boolean {
    const { clients, voices } = this.#body
    const isOwn = (voice: VoiceId): boolean => voices.isHandOf(voice, participant)
    return clients.size + more <= limits.maxClientsPerStudy && clients.countOf(isOwn) + more <= limit
  }

  hasRoomFor(structs: number, bytes: number): boolean {
    if (this.#structs + structs > limits.maxStructsPerStudy) this.countStructs()
    if (this.#bytes + bytes > limits.maxBytesPerStudy) this.#bytes = this.#body.encoded().length
    return this.#structs + structs <= limits.maxStructsPerStudy && this.#bytes + bytes <= limits.maxBytesPerStudy
  }

  /** The same for an edit of the server's own. One that takes away no less than it brings always has room: it makes a full study smaller. */
  hasRoomToWrite({ section, blocks, replaces }: Writing): boolean {
    const { doc, authorship, clients } = this.#body
    const brought = sizeOf(section, blocks)
    const voices = [...brought.voices].filter((voice) => clients.ofServer(voice) === undefined)
    if (clients.size + voices.length > limits.maxClientsPerStudy) return false
    if (this.hasRoomFor(brought.structs, brought.bytes)) return true
    if (!replaces) return false
    const taken = sizeOf(section, spansOfBlocks(doc, section, authorship))
    const structs = Math.max(0, brought.structs - taken.structs)
    const bytes = Math.max(0, brought.bytes - taken.bytes)
    return (structs === 0 && bytes === 0) || this.hasRoomFor(structs, bytes)
  }
}

function structsIn(doc: Y.Doc): number {
  let count = 0
  for (const structs of doc.store.clients.values()) count += structs.length
  return count
}
