import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RequestProblem } from './problem.ts'

const minute = 60
const day = 24 * 60 * minute

/**
 * How often. A limit on a person or a mailbox is tight; one on an address is wide, because a village hall and a council's proxy are
 * one address. The person is counted first, so that one who runs wild doesn't use up the share of those beside them.
 */
const rules = {
  /**
   * Codes asked for one mailbox from one address, and for one mailbox at all. The first of each address are free of the latter: whoever
   * asks for somebody else's codes all day long uses up their own share, and locks nobody out.
   */
  'mail-here': { points: 12, duration: 10 * minute },
  'mail-first': { points: 3, duration: day },
  mailbox: { points: 60, duration: day },
  'mail-address': { points: 240, duration: 10 * minute },
  /** Wrong sign-in codes from one address; each code has a limit of its own besides. */
  'wrong-code': { points: 600, duration: 10 * minute },
  /** Attempts to sign in with a passkey or a provider, right or wrong. */
  'elsewhere-address': { points: 600, duration: 10 * minute },
  /**
   * Links and codes that lead nowhere. Counted once that is known: a right one is let in beside somebody who tries others all day
   * long. That is no help to them, because links are too long to be found by trying.
   */
  'wrong-link': { points: 600, duration: 10 * minute },
  /**
   * Coming in by a link that is open, from one address and at all, and those who come from one address without being known. A whole
   * hall with one address comes in within minutes; whoever presses all day long uses up their own share.
   */
  'join-here': { points: 150, duration: 10 * minute },
  'join-link': { points: 3_000, duration: 10 * minute },
  'join-address': { points: 400, duration: 10 * minute },
  /** Codes typed from a printed sheet, by the half that says which sheet it is. */
  'code-sheet-here': { points: 150, duration: 10 * minute },
  'code-sheet': { points: 600, duration: 10 * minute },
  /** Wrong codes typed on the other phone; for as long as such a code lives. */
  'move-wrong': { points: 5, duration: 5 * minute },
  /** Mails that one person makes us send to others, by adding them. */
  'person-mail': { points: 200, duration: day },
  /** Mails that somebody without an account makes us send, to addresses they say are theirs. */
  'address-mail': { points: 5, duration: day },
  /** Pictures that one person sends: an album, and not one after the other all day long. */
  'person-picture': { points: 150, duration: 10 * minute },
  /** Files that one person brings in: each is read whole, and its pictures are drawn anew. */
  'person-import': { points: 30, duration: 10 * minute },
  /** Seconds that the one reader of files works for one person: three files that are made to keep it busy, and then others have their turn. */
  'person-reading': { points: 90, duration: 10 * minute },
  /** Case studies that one person makes of files. */
  'person-study-file': { points: 10, duration: 10 * minute },
  /** Comments, replies and reports of one person, and of one address: a whole hall may have its say in an evening. */
  'person-comment': { points: 30, duration: 10 * minute },
  'address-comment': { points: 600, duration: 10 * minute },
  /** Files that are checked from one address: each is read whole. */
  'address-verify': { points: 120, duration: 10 * minute },
  person: { points: 1_200, duration: minute },
  'person-write': { points: 240, duration: minute },
  'person-socket': { points: 3_000, duration: minute },
  /** What comes from an address without being somebody: who is known is counted as that person alone. */
  address: { points: 12_000, duration: minute },
  'address-socket': { points: 1_200, duration: minute },
} as const
export type LimitName = keyof typeof rules

export interface RateLimits {
  /**
   * Counts one more for each key, in the given order, and stops at the first that has had enough.
   * @throws {@link RequestProblem} `rate-limited`, with `Retry-After`
   */
  count(...keys: readonly (readonly [limit: LimitName, key: string])[]): Promise<void>
  /** Counts one more, and says whether that was within the limit. */
  allows(limit: LimitName, key: string): Promise<boolean>
  /** Counts so many more of what has happened already; whoever comes next is refused if that was too much. */
  add(limit: LimitName, key: string, points: number): Promise<void>
  /** Takes one back that was counted: it turned out to be right. */
  forgive(limit: LimitName, key: string): Promise<void>
}

export function createRateLimits(): RateLimits {
  const limiters = new Map<LimitName, RateLimiterMemory>()
  const limiter = (name: LimitName): RateLimiterMemory => {
    const known = limiters.get(name)
    if (known) return known
    const made = new RateLimiterMemory({ keyPrefix: name, ...rules[name] })
    limiters.set(name, made)
    return made
  }
  return {
    async count(...keys) {
      for (const [name, key] of keys) {
        const waitMs = await consume(limiter(name), key)
        if (waitMs === null) continue
        throw new RequestProblem('rate-limited', { headers: { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))) } })
      }
    },
    allows: async (name, key) => (await consume(limiter(name), key)) === null,
    async add(name, key, points) {
      await limiter(name).penalty(hashed(key), points)
    },
    async forgive(name, key) {
      await limiter(name).reward(hashed(key))
    },
  }
}

/** @returns null when it was within the limit, else for how many milliseconds it is not */
async function consume(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(hashed(key))
    return null
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return error.msBeforeNext
  }
}

/** Addresses of people are kept as hashes only, here too. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
