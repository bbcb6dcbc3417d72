/** A part, or a piece of it: `skip` units into the part, `length` units long. */
export interface Cut<Part> {
  readonly part: Part
  readonly skip: number
  readonly length: number
}

/** Parts laid end to end, to be cut by offset. */
export class PartList<Part extends { readonly length: number }> {
  readonly #parts: readonly Part[]
  readonly #starts: number[] = []

  constructor(parts: readonly Part[]) {
    this.#parts = parts
    let start = 0
    for (const part of parts) {
      this.#starts.push(start)
      start += part.length
    }
  }

  /** What lies in `[offset, offset + length)`, in order. */
  within(offset: number, length: number): readonly Cut<Part>[] {
    const cuts: Cut<Part>[] = []
    for (let index = this.#indexAt(offset); index < this.#parts.length; index++) {
      const part = this.#parts[index]
      const start = this.#starts[index]
      if (part === undefined || start === undefined || start >= offset + length) break
      const skip = Math.max(offset - start, 0)
      const end = Math.min(offset + length - start, part.length)
      if (end > skip) cuts.push({ part, skip, length: end - skip })
    }
    return cuts
  }

  #indexAt(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return Math.max(low, 0)
  }
}
