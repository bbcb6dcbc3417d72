import type { ParticipantId, StudyId } from '@samskriv/domain'

/** A socket that is open, as far as its rights are concerned. */
export interface OpenSocket {
  readonly study: StudyId
  /** Null for somebody who reads an example without taking part in it. */
  readonly participant: ParticipantId | null
  readonly session: string
}

/** Which session holds which sockets, so that the end of a session is the end of its sockets. */
export class OpenSockets {
  readonly #bySession = new Map<string, Set<OpenSocket>>()

  /** @returns the function to call when the socket has closed */
  add(socket: OpenSocket): () => void {
    const known = this.#bySession.get(socket.session) ?? new Set()
    this.#bySession.set(socket.session, known.add(socket))
    return () => {
      known.delete(socket)
      if (known.size === 0) this.#bySession.delete(socket.session)
    }
  }

  ofSession(session: string): readonly OpenSocket[] {
    return [...(this.#bySession.get(session) ?? [])]
  }

  get sessions(): readonly string[] {
    return [...this.#bySession.keys()]
  }

  get size(): number {
    return [...this.#bySession.values()].reduce((sum, { size }) => sum + size, 0)
  }
}
