import { randomBytes } from 'node:crypto'
import type { Entry } from './join.ts'

/** So long a second press of one page's button is the same coming in: a tap that seemed to do nothing, a page loaded again. */
const sameArrivalMs = 2 * 60_000

/** Names one showing of a page, 144 random bits: known to the browser that was shown it, and to nobody else. */
export function newShowing(): string {
  return randomBytes(18).toString('base64url')
}

/** @returns null for what no page of ours can have sent */
export function readShowing(sent: string | undefined): string | null {
  return sent !== undefined && /^[\w-]{24}$/.test(sent) ? sent : null
}

/**
 * Who has just come in by which showing of a page. A browser drops the answer to a form that is sent again, and the session with it:
 * the second press is then the only one that arrives, and must not find the link used up by the first.
 */
export class Arrivals {
  readonly #clock: () => number
  readonly #known = new Map<string, { readonly entry: Promise<Entry>; readonly until: number }>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** Who came by this showing of a page and this link; undefined when nobody did, or too long ago. */
  find(showing: string, link: string): Promise<Entry> | undefined {
    this.#forgetOld()
    return this.#known.get(keyOf(showing, link))?.entry
  }

  /** @param entry - one that may still be undecided; those that end in nobody coming in are forgotten */
  note(showing: string, link: string, entry: Promise<Entry>): void {
    const key = keyOf(showing, link)
    const forget = (): void => {
      if (this.#known.get(key)?.entry === entry) this.#known.delete(key)
    }
    this.#known.delete(key)
    this.#known.set(key, { entry, until: this.#clock() + sameArrivalMs })
    entry.then(({ kind }) => {
      if (kind !== 'came') forget()
    }, forget)
  }

  /** The oldest stand first: a map keeps the order in which it was filled. */
  #forgetOld(): void {
    const now = this.#clock()
    for (const [key, { until }] of this.#known) {
      if (until > now) return
      this.#known.delete(key)
    }
  }
}

function keyOf(showing: string, link: string): string {
  return `${showing} ${link}`
}
