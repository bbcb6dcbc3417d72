import type { PersonId } from '@samskriv/domain'

import type { RoomLimits } from './room-limits.ts'
import { TokenBucket } from './token-bucket.ts'

/** How much one socket or one person may send: messages and bytes, whichever runs out first. */
export class WorkBudget {
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket

  constructor(limits: RoomLimits, factor: number, clock: () => number) {
    const messages = limits.messagesPerSecond * factor
    const bytes = limits.bytesPerSecond * factor
    this.#messages = new TokenBucket(messages, messages * limits.burstSeconds, clock)
    this.#bytes = new TokenBucket(bytes, bytes * limits.burstSeconds, clock)
  }

  /** @returns milliseconds to wait before reading on */
  spend(messages: number, bytes: number): number {
    return Math.max(this.#messages.take(messages), this.#bytes.take(bytes))
  }
}

const keptBudgets = 5_000

/** The budgets of people, shared by all their sockets in all studies. They outlive the sockets, so that connecting again refills nothing. */
export class PersonBudgets {
  readonly #limits: RoomLimits
  readonly #clock: () => number
  readonly #budgets = new Map<PersonId, { readonly budget: WorkBudget; sockets: number }>()

  constructor(limits: RoomLimits, clock: () => number) {
    this.#limits = limits
    this.#clock = clock
  }

  acquire(person: PersonId): WorkBudget {
    if (this.#budgets.size > keptBudgets) this.#forgetUnused()
    const held = this.#budgets.get(person) ?? { budget: new WorkBudget(this.#limits, this.#limits.personFactor, this.#clock), sockets: 0 }
    held.sockets += 1
    this.#budgets.set(person, held)
    return held.budget
  }

  release(person: PersonId): void {
    const held = this.#budgets.get(person)
    if (held !== undefined) held.sockets -= 1
  }

  #forgetUnused(): void {
    for (const [person, { sockets }] of this.#budgets) if (sockets === 0) this.#budgets.delete(person)
  }
}
