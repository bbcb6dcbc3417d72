import type { ParticipantId, PersonId, StudyId } from '@samskriv/domain'

/** A socket that is open, as far as its rights are concerned. */
export interface OpenSocket {
  readonly study: StudyId
  readonly person: PersonId
  /** Null for somebody who reads an example without taking part in it. */
  readonly participant: ParticipantId | null
  readonly session: string
}

/** So many sockets one person may have open: many tabs on several devices, and those that a lost signal left behind for a minute. */
const mostOfOnePerson = 64

/** Which session holds which sockets, so that the end of a session is the end of its sockets. */
export class OpenSockets {
  readonly #bySession = new Map<string, Set<OpenSocket>>()
  readonly #ofPerson = new Map<PersonId, number>()

  /** Whether a person may have one more. */
  hasRoomFor(person: PersonId): boolean {
    return (this.#ofPerson.get(person) ?? 0) < mostOfOnePerson
  }

  /** @returns the function to call when the socket has closed */
  add(socket: OpenSocket): () => void {
    const known = this.#bySession.get(socket.session) ?? new Set()
    this.#bySession.set(socket.session, known.add(socket))
    this.#ofPerson.set(socket.person, (this.#ofPerson.get(socket.person) ?? 0) + 1)
    return () => {
      if (!known.delete(socket)) return
      if (known.size === 0) this.#bySession.delete(socket.session)
      const left = (this.#ofPerson.get(socket.person) ?? 0) - 1
      if (left > 0) this.#ofPerson.set(socket.person, left)
      else this.#ofPerson.delete(socket.person)
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
