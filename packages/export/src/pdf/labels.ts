/** What a file can be led to: each label stands in it once, and nothing leads to one that does not. */
export class Labels {
  readonly #known: ReadonlySet<string>
  readonly #placed = new Set<string>()

  /** @param known - every id in the file */
  constructor(known: Iterable<string>) {
    this.#known = new Set(known)
  }

  isGiven(id: string): boolean {
    return this.#known.has(id)
  }

  /** For where it stands; null where it stands already. */
  place(id: string): string | null {
    if (this.#placed.has(id)) return null
    this.#placed.add(id)
    return id
  }
}
