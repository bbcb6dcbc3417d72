/** Lets `rate` pass each second and `burst` at once. What goes beyond is debt: the caller waits until it is paid. */
export class TokenBucket {
  readonly #rate: number
  readonly #burst: number
  readonly #clock: () => number
  #tokens: number
  #at: number

  constructor(rate: number, burst: number, clock: () => number) {
    this.#rate = rate
    this.#burst = burst
    this.#clock = clock
    this.#tokens = burst
    this.#at = clock()
  }

  /** @returns how many milliseconds to wait before reading on; 0 when within the rate */
  take(amount: number): number {
    const now = this.#clock()
    // A clock that was set back must not lock anybody out.
    const passed = now > this.#at ? now - this.#at : 0
    this.#at = now
    this.#tokens = Math.min(this.#burst, this.#tokens + (passed * this.#rate) / 1_000) - amount
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens / this.#rate) * 1_000)
  }
}
