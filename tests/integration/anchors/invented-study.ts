import * as prng from 'lib0/prng'

/** Words that stand once each in a study, so that the text itself says where they went. */
export class InventedStudy {
  readonly paragraphs: readonly (readonly string[])[]
  readonly #chance: prng.PRNG
  readonly #used = new Set<string>()

  constructor(chance: prng.PRNG, paragraphs: number) {
    this.#chance = chance
    this.paragraphs = Array.from({ length: paragraphs }, () => Array.from({ length: prng.int32(chance, 8, 30) }, () => this.word()))
  }

  get html(): string {
    return this.paragraphs.map((paragraph) => `<p>${paragraph.join(' ')}</p>`).join('')
  }

  /** As long as words are, and none of them a part of another. */
  word(): string {
    for (;;) {
      const length = prng.int32(this.#chance, 5, 9)
      const word = Array.from({ length }, () => prng.oneOf(this.#chance, [...'abcdefghijklmnoprstuvy'])).join('')
      if ([...this.#used].some((other) => other.includes(word) || word.includes(other))) continue
      this.#used.add(word)
      return word
    }
  }

  /** Some words in a row, mostly of one paragraph. */
  passage(): string {
    const index = prng.int32(this.#chance, 0, this.paragraphs.length - 1)
    const [first = [], second = []] = this.paragraphs.slice(index)
    if (prng.int32(this.#chance, 0, 9) === 0) return `${first.slice(-3).join(' ')}\n${second.slice(0, 3).join(' ')}`.trim()
    const from = prng.int32(this.#chance, 0, first.length - 1)
    return first.slice(from, from + prng.int32(this.#chance, 1, 10)).join(' ')
  }
}
