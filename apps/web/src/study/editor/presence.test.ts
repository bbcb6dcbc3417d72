import { describe, expect, test } from 'vitest'

import { readPresence } from './presence.ts'

describe('a presence state', () => {
  test('is read with the person the server put into it', () => {
    const state = {
      user: { name: 'Amina', participant: 'p1', sector: 'community', role: 'editor' },
      section: 'summary',
      cursor: { anchor: 1, head: 2 },
    }
    expect(readPresence(7, state)).toEqual({
      client: 7,
      name: 'Amina',
      participant: 'p1',
      sector: 'community',
      section: 'summary',
      speaker: null,
      cursor: { anchor: 1, head: 2 },
    })
  })

  test('says whose words they write down, as the server says it and not the browser', () => {
    const user = { name: 'Kari', participant: 'p1', sector: 'public' }
    expect(readPresence(7, { user, speaker: { name: 'Amina', sector: 'community' } })?.speaker).toEqual({
      name: 'Amina',
      sector: 'community',
    })
    expect(readPresence(7, { user, speaker: 'p2' })?.speaker).toBeNull()
  })

  test.each([[null], [{}], [{ user: null }], [{ user: { name: 'Amina' } }], ['text']])(
    'without a signed person it is nobody (%j)',
    (state) => {
      expect(readPresence(7, state)).toBeNull()
    },
  )

  test('of somebody who has not said their sector says so', () => {
    expect(readPresence(7, { user: { name: 'Bo', participant: 'p2', sector: null } })?.sector).toBe('unknown')
  })
})
