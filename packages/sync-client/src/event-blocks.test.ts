import { streamEnd, streamGreeting, streamMessage, streamPing } from '@samskriv/protocol/frames'
import { describe, expect, test } from 'vitest'

import { EventBlocks } from './event-blocks.ts'

const stream = [
  streamGreeting,
  streamMessage(1, 'AAAB'),
  streamPing,
  streamMessage(2, ''),
  streamEnd({ code: 4403, reason: 'removed' }),
].join('')
const events = [
  { event: '', id: '', data: '' },
  { event: '', id: '1', data: 'AAAB' },
  { event: 'ping', id: '', data: '' },
  { event: '', id: '2', data: '' },
  { event: 'close', id: '', data: '4403 removed' },
]

describe('events of a stream', () => {
  test.each([1, 2, 3, 7, 1_000])('are the same when they come in pieces of %i characters', (size) => {
    const blocks = new EventBlocks()
    const got = []
    for (let from = 0; from < stream.length; from += size) got.push(...blocks.add(stream.slice(from, from + size)))
    expect(got).toEqual(events)
  })

  test('wait for their end', () => {
    const blocks = new EventBlocks()
    expect(blocks.add('id: 1\ndata: AA')).toEqual([])
    expect(blocks.add('AA\n')).toEqual([])
    expect(blocks.add('\nid: 2')).toEqual([{ event: '', id: '1', data: 'AAAA' }])
  })
})
