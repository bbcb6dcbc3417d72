import { noticedCodes, type NoticedCode } from '@samskriv/protocol/import-codes'

export interface NoticedItem {
  readonly code: NoticedCode
  /** How often; 1 where it is there or not. */
  readonly count: number
}

/** Counts while a file is read. */
export class Noticed {
  readonly #counts = new Map<NoticedCode, number>()

  add(code: NoticedCode, count = 1): void {
    if (count > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count)
  }

  /** What is there or not, however often it is met. */
  mark(code: NoticedCode): void {
    this.#counts.set(code, 1)
  }

  items(): readonly NoticedItem[] {
    return noticedCodes.flatMap((code) => {
      const count = this.#counts.get(code)
      return count === undefined ? [] : [{ code, count }]
    })
  }
}
