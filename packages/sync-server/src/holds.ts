import type { ParticipantId, SectionKey } from '@samskriv/domain'

/** A section that one person edits alone for a while; everybody else reads along. */
export interface Hold {
  readonly section: SectionKey
  readonly participant: ParticipantId
  readonly since: number
  /** It opens then, unless they write in it before. */
  readonly until: number
}

export interface HoldLimits {
  /** Whoever writes nothing in the section for so long holds it no longer. */
  readonly idleMs: number
  /** Whoever is away for so long has left; a page that is loaded again, or a change of networks, is shorter. */
  readonly absentMs: number
}

export const holdLimits: HoldLimits = { idleMs: 10 * 60_000, absentMs: 60_000 }

/** The others are told of a later end when it is this much later. */
const toldEveryMs = 60_000

interface Held {
  readonly participant: ParticipantId
  readonly since: number
  /** The two by a steady clock. */
  wroteAt: number
  seenAt: number
  toldAt: number
}

interface Clocks {
  readonly clock: () => number
  /** A steady one, for how long ago something was. */
  readonly steadyClock: () => number
}

/**
 * The held sections of one study. In memory, as presence is: whoever holds a section is there, and after a restart of the server
 * everything is open again, which its holder is told like everybody.
 *
 * @see rule SS47 in packages/sync-server/README.md
 */
export class Holds {
  readonly #held = new Map<SectionKey, Held>()
  readonly #clocks: Clocks
  readonly #limits: HoldLimits

  constructor(clocks: Clocks, limits: HoldLimits) {
    this.#clocks = clocks
    this.#limits = limits
  }

  get isEmpty(): boolean {
    return this.#held.size === 0
  }

  all(): readonly Hold[] {
    const { idleMs } = this.#limits
    const wall = this.#clocks.clock()
    const now = this.#clocks.steadyClock()
    return [...this.#held].flatMap(([section, { participant, since, wroteAt }]) =>
      now - wroteAt < idleMs ? [{ section, participant, since, until: wall + idleMs - (now - wroteAt) }] : [],
    )
  }

  /** Nobody holds two sections: one that is held before opens. @returns false when somebody else holds it */
  take(section: SectionKey, participant: ParticipantId): boolean {
    if (this.isClosedTo(section, participant)) return false
    if (this.#held.get(section)?.participant === participant) return true
    this.releaseOf(participant)
    const now = this.#clocks.steadyClock()
    this.#held.set(section, { participant, since: this.#clocks.clock(), wroteAt: now, seenAt: now, toldAt: now })
    return true
  }

  /** @returns whether it was held */
  release(section: SectionKey): boolean {
    return this.#held.delete(section)
  }

  /** @returns whether they held one */
  releaseOf(participant: ParticipantId): boolean {
    let hadOne = false
    for (const [section, held] of this.#held) if (held.participant === participant) hadOne = this.#held.delete(section) || hadOne
    return hadOne
  }

  isClosedTo(section: SectionKey, participant: ParticipantId | null): boolean {
    const held = this.#held.get(section)
    return held !== undefined && held.participant !== participant
  }

  /** Whether any section is. */
  hasClosedTo(participant: ParticipantId | null): boolean {
    for (const held of this.#held.values()) if (held.participant !== participant) return true
    return false
  }

  wrote(sections: Iterable<SectionKey>, participant: ParticipantId | null): void {
    if (this.isEmpty) return
    for (const section of sections) {
      const held = this.#held.get(section)
      if (held !== undefined && held.participant === participant) held.wroteAt = this.#clocks.steadyClock()
    }
  }

  /**
   * Opens what is held too long.
   *
   * @param isHere - whether somebody has the study open, to write in this section
   * @returns `opened` when something has, `later` when something stays held for longer than the others were told
   */
  sweep(isHere: (participant: ParticipantId, section: SectionKey) => boolean): 'opened' | 'later' | null {
    if (this.isEmpty) return null
    const now = this.#clocks.steadyClock()
    let outcome: 'opened' | 'later' | null = null
    for (const [section, held] of this.#held) {
      if (isHere(held.participant, section)) held.seenAt = now
      if (now - held.wroteAt >= this.#limits.idleMs || now - held.seenAt >= this.#limits.absentMs) {
        this.#held.delete(section)
        outcome = 'opened'
      } else if (held.wroteAt - held.toldAt >= toldEveryMs) {
        held.toldAt = held.wroteAt
        outcome ??= 'later'
      }
    }
    return outcome
  }
}
