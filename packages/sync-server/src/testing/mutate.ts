import type { Random } from './random.ts'

/** The bytes of an update with something wrong in them: small numbers changed, bytes lost, doubled, or taken from another update. */
export function mutated(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  const result = [...bytes]
  const changes = 1 + random.below(3)
  for (let change = 0; change < changes; change += 1) {
    const at = random.below(result.length)
    const value = result[at] ?? 0
    switch (random.below(9)) {
      case 0:
      case 1:
      case 2:
        // Most fields are one small number: a neighbour of it is the most plausible lie.
        result[at] = (value + random.pick([-3, -2, -1, 1, 2, 3])) & 255
        break
      case 3:
        result[at] = random.below(256)
        break
      case 4:
        result[at] = value ^ (1 << random.below(8))
        break
      case 5:
        result.splice(at, 1 + random.below(4))
        break
      case 6:
        result.splice(at, 0, ...result.slice(at, at + 1 + random.below(8)))
        break
      case 7: {
        const from = random.below(other.length)
        result.splice(at, random.below(6), ...other.slice(from, from + 1 + random.below(12)))
        break
      }
      case 8:
        result.splice(at, 1, ...random.pick(extremes))
    }
  }
  return Uint8Array.from(result)
}

/** Numbers that break what was not written for them: zero, 2^25, 2^31, 2^53, and one that never ends. */
const extremes: readonly (readonly number[])[] = [
  [0],
  [0x80, 0x80, 0x80, 0x10],
  [0x80, 0x80, 0x80, 0x80, 0x08],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
]
