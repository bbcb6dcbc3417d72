import type { SofteningView } from '@samskriv/protocol/http'
import { describe, expect, test } from 'vitest'

import { hasCard, newsIn } from './shown.ts'

const nora = { participantId: 'nora', name: 'Nora', sector: 'community' } as const
const kjell = { participantId: 'kjell', name: 'Kjell', sector: 'public' } as const
const message = (by: SofteningView['by'], id = 'one') => ({ id, by, at: '2026-05-19T10:00:00.000Z', body: 'Why?' })

function aSoftening(changes: Partial<SofteningView> = {}): SofteningView {
  const about = {
    section: 'summary',
    at: '2026-05-19T10:00:00.000Z',
    by: kjell,
    author: nora,
    lost: 7,
    words: 14,
    voices: [],
    was: [],
    now: [],
  }
  return { id: 'a', as: 'author', state: 'open', canRestore: true, canTalk: true, messages: [], ...about, ...changes }
}

describe('a paragraph that another sector changed', () => {
  test('has a card for its author and for stewards while it is open, and for whoever changed it when they are asked', () => {
    expect([hasCard(aSoftening()), hasCard(aSoftening({ as: 'steward' })), hasCard(aSoftening({ as: 'changer' }))]).toEqual([
      true,
      true,
      false,
    ])
    expect(hasCard(aSoftening({ as: 'changer', messages: [message(nora)] }))).toBe(true)
  })

  test('has none any more once it is back, unless there is something to read', () => {
    expect(hasCard(aSoftening({ state: 'restored' }))).toBe(false)
    expect(hasCard(aSoftening({ state: 'restored', messages: [message(kjell)] }))).toBe(true)
  })
})

describe('what is new', () => {
  test('is a card that was not there, once', () => {
    expect(newsIn([aSoftening()], [], 'nora').cards).toHaveLength(1)
    expect(newsIn([aSoftening()], [aSoftening()], 'nora')).toEqual({ cards: [], said: [] })
  })

  test('is what the other has said, and not what one said oneself', () => {
    const asked = aSoftening({ messages: [message(nora)] })
    expect(newsIn([asked], [aSoftening()], 'nora').said).toEqual([])
    expect(newsIn([{ ...asked, as: 'changer' }], [aSoftening({ as: 'changer' })], 'kjell').said).toHaveLength(1)
    const answered = aSoftening({ messages: [message(nora), message(kjell, 'two')] })
    expect(newsIn([answered], [asked], 'nora').said).toHaveLength(1)
  })
})
