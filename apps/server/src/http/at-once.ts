import { RequestProblem } from './problem.ts'

/** Lets so many of one person's requests work at the same time: what they hold of the machine stays bounded. */
export class AtOnce {
  readonly #most: number
  readonly #underWay = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** @throws {@link RequestProblem} `rate-limited` when that many are under way already */
  async of<T>(person: string, work: () => Promise<T>): Promise<T> {
    const before = this.#underWay.get(person) ?? 0
    if (before >= this.#most) throw new RequestProblem('rate-limited', { headers: { 'Retry-After': '5' } })
    this.#underWay.set(person, before + 1)
    try {
      return await work()
    } finally {
      const left = (this.#underWay.get(person) ?? 1) - 1
      if (left > 0) this.#underWay.set(person, left)
      else this.#underWay.delete(person)
    }
  }
}
