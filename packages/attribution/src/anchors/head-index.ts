/** Words are looked up by so many letters at their beginning, the most that they have; of fewer letters nothing is looked for. */
const headLengths = [8, 4, 3] as const
/** Of a letter in a key: eight letters fill 32 bits, and older ones have left it. */
const bitsOfLetter = 4

interface Headed {
  readonly head: string
}

/** Finds which of many heads stand in a text, with one look at each of its letters, however many are looked for. */
export class HeadIndex<Entry extends Headed> {
  readonly #indexes = headLengths.map((length) => ({ length, mask: maskOf(length), byKey: new Map<number, Set<Entry>>() }))

  add(entry: Entry): void {
    const { byKey, key } = this.#placeOf(entry)
    const here = byKey?.get(key)
    if (here === undefined) byKey?.set(key, new Set([entry]))
    else here.add(entry)
  }

  remove(entry: Entry): void {
    const { byKey, key } = this.#placeOf(entry)
    const here = byKey?.get(key)
    here?.delete(entry)
    if (here?.size === 0) byKey?.delete(key)
  }

  /** Those whose head stands in a text. */
  in(text: string): ReadonlySet<Entry> {
    const found = new Set<Entry>()
    const indexes = this.#indexes.filter(({ byKey }) => byKey.size > 0)
    let key = 0
    for (let at = 1; at <= text.length; at++) {
      key = (key << bitsOfLetter) ^ text.charCodeAt(at - 1)
      for (const { length, mask, byKey } of indexes) {
        const here = at < length ? undefined : byKey.get(key & mask)
        if (here === undefined) continue
        for (const entry of here) if (text.startsWith(entry.head, at - length)) found.add(entry)
      }
    }
    return found
  }

  #placeOf({ head }: Entry) {
    const { length = 0, byKey } = this.#indexes.find((index) => head.length >= index.length) ?? {}
    return { byKey, key: keyOf(head.slice(0, length)) }
  }
}

function keyOf(head: string): number {
  let key = 0
  for (let at = 0; at < head.length; at++) key = (key << bitsOfLetter) ^ head.charCodeAt(at)
  return key & maskOf(head.length)
}

/** What the last letters put into a key. A letter from beyond Latin reaches into the places of older ones, the same way each time. */
function maskOf(length: number): number {
  return length * bitsOfLetter >= 32 ? -1 : 2 ** (length * bitsOfLetter) - 1
}
