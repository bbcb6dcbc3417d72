import type { VoiceId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { Authorship } from './authorship.ts'
import { OverrideRanges } from './override-ranges.ts'
import { Random } from './testing/random.ts'
import { UnattributedText } from './unattributed-text.ts'
import type { Override } from './voice.ts'

const voices = ['amina', 'bo', 'cara'] as const as readonly string[] as readonly VoiceId[]
const mover = 'officer' as VoiceId

const range = (clock: number, length: number, voice: VoiceId): Override => ({ client: 1, clock, length, voice, movedBy: mover })

describe('override ranges', () => {
  test.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    '[AT2] agree with one voice per character, the latest: seed %i',
    (seed) => {
      const random = new Random(seed)
      const ranges = new OverrideRanges()
      const naive = new Map<string, VoiceId>()
      for (let step = 0; step < 80; step++) {
        const client = random.below(3)
        const clock = random.below(60)
        const length = 1 + random.below(12)
        const voice = random.pick(voices)
        ranges.add({ client, clock, length, voice, movedBy: mover })
        for (let at = clock; at < clock + length; at++) naive.set(`${client} ${at}`, voice)
      }
      const authorship = new Authorship({ bindings: [0, 1, 2].map((client) => ({ client, voice: mover })), overrides: ranges })
      for (let client = 0; client < 3; client++) {
        const from = random.below(30)
        const segments = authorship.segments(client, from, 50)
        const found = segments.flatMap(({ length, voice }) => Array.from({ length }, () => voice))
        expect(found).toEqual(Array.from({ length: 50 }, (_, at) => naive.get(`${client} ${from + at}`) ?? mover))
        expect(segments.every(({ voice }, index) => voice !== segments[index - 1]?.voice)).toBe(true)
        const stored = [...ranges].filter((override) => override.client === client)
        expect(stored.every(({ clock }, index) => clock >= end(stored[index - 1]))).toBe(true)
      }
    },
  )

  test('[AT2] that adjoin and agree are one', () => {
    const ranges = new OverrideRanges([range(0, 4, 'amina' as VoiceId), range(8, 4, 'amina' as VoiceId), range(4, 4, 'amina' as VoiceId)])
    expect([...ranges]).toEqual([range(0, 12, 'amina' as VoiceId)])
  })

  test('cannot be empty', () => {
    expect(() => new OverrideRanges([range(0, 0, mover)])).toThrow(RangeError)
  })
})

describe('authorship', () => {
  test('[AT1] refuses to guess whose the words of an unbound client are', () => {
    const authorship = new Authorship({ overrides: [range(2, 3, 'amina' as VoiceId)] })
    expect(authorship.segments(1, 2, 3)).toEqual([{ clock: 2, length: 3, voice: 'amina' }])
    expect(() => authorship.segments(1, 1, 3)).toThrow(UnattributedText)
    expect(() => authorship.segments(1, 2, 4)).toThrow(UnattributedText)
    expect(() => authorship.segments(7, 0, 1)).toThrow(UnattributedText)
  })

  test('[AT1] never lets a client change its voice', () => {
    const authorship = new Authorship({ bindings: [{ client: 1, voice: mover }] })
    authorship.bind(1, mover)
    expect(() => {
      authorship.bind(1, 'amina' as VoiceId)
    }).toThrow('another voice')
  })
})

function end(override: Override | undefined): number {
  return override === undefined ? 0 : override.clock + override.length
}
