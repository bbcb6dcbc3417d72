import { describe, expect, test } from 'vitest'

import { decodeClientFrame, decodeServerFrame } from './decode-frame.ts'
import { encodeHello, encodeSource, encodeSyncUpdate } from './encode-frame.ts'
import { fromHex } from './example-frame.fixture.ts'
import { BadFrame } from './frames.ts'
import { limits } from './limits.ts'
import { parseStudyEvent } from './study-event.ts'

describe('a frame from a client', () => {
  test.each([
    ['nothing at all', ''],
    ['an unknown message type', '02'],
    ['a server frame', '7907'],
    ['an unknown sync kind', '000300'],
    ['an update that is shorter than it says', '00020501'],
    ['bytes left over', '0300'],
    ['a number that never ends', '00ffffffffffffffffffffffff'],
    ['a hello without clientIDs', '7801010100'],
    ['a hello that lists more clientIDs than it holds', '780101010a2a'],
    ['a voice without a speaker', '7e2a'],
    ['a voice whose speaker is shorter than it says', '7e2a0970'],
    ['a hello with a count of millions', '7801010180808008'],
    ['a source of an unknown kind', '7d04012a000500'],
    ['a source of nothing', '7d000000'],
    ['a source with an empty range', '7d00012a000000'],
    ['a source from outside that was copied from somewhere', '7d00012a0005012a0005'],
    ['a copy from nowhere', '7d03012a000500'],
    ['a source with a count of millions', '7d0080808008'],
  ])('[PR3] is refused: %s', (_, hex) => {
    expect(() => decodeClientFrame(fromHex(hex))).toThrow(BadFrame)
  })

  test('[PR3] never reads past its own bytes into the buffer it is a view of', () => {
    const pool = new Uint8Array(64).fill(7)
    pool.set(fromHex('000220'), 8)
    expect(() => decodeClientFrame(pool.subarray(8, 12))).toThrow(BadFrame)
  })

  test('holds as many clientIDs as the limit says', () => {
    const clients = Array.from({ length: limits.maxHelloClients }, (_, index) => 2 ** 32 - 1 - index)
    const hello = { protocolVersion: 1, epoch: 3, documentSchemaVersion: 1, clients }
    expect(decodeClientFrame(encodeHello(hello))).toEqual({ type: 'hello', ...hello })
    expect(() => decodeClientFrame(encodeHello({ ...hello, clients: [...clients, 1] }))).toThrow(BadFrame)
  })

  test('holds as many ranges of a source as the limit says', () => {
    const ranges = Array.from({ length: limits.maxSourceRanges }, (_, index) => [42, 2 * index, 1] as const)
    const note = { kind: 'study', ranges, from: ranges } as const
    expect(decodeClientFrame(encodeSource(note))).toEqual({ type: 'source', ...note })
    expect(() => decodeClientFrame(encodeSource({ ...note, from: [...ranges, [1, 1, 1]] }))).toThrow(BadFrame)
  })

  test('gives the update as a view, without a copy', () => {
    const bytes = encodeSyncUpdate(new Uint8Array([1, 2, 3]))
    const frame = decodeClientFrame(bytes)
    expect(frame.type === 'sync-update' && frame.update.buffer === bytes.buffer).toBe(true)
  })
})

describe('a frame from the server', () => {
  test.each([
    ['a welcome without a role', '7801010d7b227061727469636970616e74223a2270227d'],
    ['an unknown reject code', '7a0104 6e6f7065'],
    ['an event that is no JSON', '7c017b'],
  ])('is refused: %s', (_, hex) => {
    expect(() => decodeServerFrame(fromHex(hex))).toThrow(BadFrame)
  })

  test('[PR22] of an unknown event kind decodes to no event', () => {
    expect(parseStudyEvent({ kind: 'later' })).toBeUndefined()
    expect(parseStudyEvent({ kind: 'storage', state: 'odd' })).toBeUndefined()
    expect(parseStudyEvent('text')).toBeUndefined()
    expect(parseStudyEvent({ kind: 'threads', thread: 't-1', text: 'words' })).toEqual({ kind: 'threads', thread: 't-1' })
    for (const thread of [undefined, 1, 't'.repeat(65)]) expect(parseStudyEvent({ kind: 'threads', thread })).toEqual({ kind: 'threads' })
    expect(parseStudyEvent({ kind: 'role', role: 'editor', canWrite: true })).toEqual({ kind: 'role', role: 'editor', canWrite: true })
  })
})
