import type { ParticipantId, Role, Sector } from '@samskriv/domain'
import { encodeAwareness } from '@samskriv/protocol/frames'
import * as encoding from 'lib0/encoding'

import type { PresenceEntry } from './read-presence.ts'

/** Who somebody is, from the session: whatever a client writes here itself is ignored. */
export interface PresentPerson {
  readonly name: string
  readonly participant: ParticipantId | null
  readonly sector: Sector | null
  readonly role: Role
  /** Whose words they write down now; null for their own. */
  readonly speaker: { readonly name: string; readonly participant: ParticipantId; readonly sector: Sector | null } | null
}

interface Present {
  /** The clock the client last sent, and the one others see: it also goes on over a reconnect. */
  said: number
  clock: number
  json: string
}

const keptDepartures = 1_000

/** Who is in a room and where. Changes are collected and sent together. */
export class Presence {
  readonly #present = new Map<number, Present>()
  readonly #departed = new Map<number, number>()
  readonly #changed = new Set<number>()

  get hasChanges(): boolean {
    return this.#changed.size > 0
  }

  get size(): number {
    return this.#present.size
  }

  /** @returns whether anything is new to others */
  set({ client, clock, state }: PresenceEntry, person: PresentPerson): boolean {
    const known = this.#present.get(client)
    if (state === null) return this.remove(client)
    if (known !== undefined && clock <= known.said) return false
    const seen = known?.clock ?? this.#departed.get(client) ?? 0
    const { name, participant, sector, role, speaker } = person
    const { section, cursor } = state
    const json = JSON.stringify({ section, cursor, ...(speaker === null ? {} : { speaker }), user: { name, participant, sector, role } })
    this.#departed.delete(client)
    this.#present.set(client, { said: clock, clock: Math.max(clock, seen + 1), json })
    this.#changed.add(client)
    return true
  }

  remove(client: number): boolean {
    const known = this.#present.get(client)
    if (known === undefined) return false
    this.#present.delete(client)
    if (this.#departed.size >= keptDepartures) this.#departed.clear()
    this.#departed.set(client, known.clock)
    this.#changed.add(client)
    return true
  }

  /** One frame with everything that changed since the last one. */
  takeChanges(): Uint8Array {
    const clients = [...this.#changed]
    this.#changed.clear()
    return this.#frame(clients)
  }

  everybody(): Uint8Array {
    return this.#frame([...this.#present.keys()])
  }

  #frame(clients: readonly number[]): Uint8Array {
    return encodeAwareness(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, clients.length)
        for (const client of clients) {
          const present = this.#present.get(client)
          encoding.writeVarUint(encoder, client)
          encoding.writeVarUint(encoder, present?.clock ?? this.#departed.get(client) ?? 0)
          encoding.writeVarString(encoder, present?.json ?? 'null')
        }
      }),
    )
  }
}

/** Says nothing to anybody and keeps the stock client's silence timer from closing a quiet connection. */
export const heartbeat: Buffer = Buffer.from(encodeAwareness(new Uint8Array([0])))
