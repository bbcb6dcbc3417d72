import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'

import { presenceIntervalMs, sharePresence } from './presence.ts'

describe('sharing presence', () => {
  let awareness: Awareness
  beforeEach(() => {
    vi.useFakeTimers()
    awareness = new Awareness(new Y.Doc())
  })
  afterEach(() => {
    awareness.destroy()
    vi.useRealTimers()
  })

  test('[SC16] sends a caret that moves all the time at most every 100 ms, and its last place always', () => {
    const sent: unknown[] = []
    sharePresence(awareness, () => sent.push(awareness.getLocalState()?.['cursor']))
    for (let cursor = 0; cursor < 20; cursor += 1) {
      awareness.setLocalStateField('cursor', cursor)
      vi.advanceTimersByTime(presenceIntervalMs / 4)
    }
    vi.advanceTimersByTime(presenceIntervalMs)
    expect(sent.length).toBeLessThanOrEqual(7)
    expect(sent.at(-1)).toBe(19)
  })

  test('[SC16] never passes on what it received, be it of others or of itself', () => {
    const send = vi.fn<() => void>()
    sharePresence(awareness, send)
    const other = new Awareness(new Y.Doc())
    other.setLocalStateField('cursor', 1)
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), 'server')
    vi.advanceTimersByTime(presenceIntervalMs * 3)
    other.destroy()
    const echo = encodeAwarenessUpdate(awareness, [awareness.clientID])
    awareness.meta.set(awareness.clientID, { clock: -1, lastUpdated: 0 })
    applyAwarenessUpdate(awareness, echo, 'server')
    vi.advanceTimersByTime(presenceIntervalMs * 3)
    expect(awareness.getStates().size).toBe(2)
    expect(send).not.toHaveBeenCalled()
  })
})
