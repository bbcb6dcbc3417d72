/** The levels of headings in the order of a file, where none follows one that is two above it: PDF/UA takes no such file. */
export class HeadingLevels {
  #last = 1

  /** A part begins, whose own heading is of the first level. */
  begin(): void {
    this.#last = 1
  }

  next(level: number): number {
    this.#last = Math.min(level, this.#last + 1)
    return this.#last
  }
}
