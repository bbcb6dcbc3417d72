import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Doc } from 'yjs'

import { quietAfterMs, Scribing, type Speaker } from './scribing.ts'

const mairi: Speaker = { participantId: 'mairi', name: 'Mairi', sector: 'community' }
const iain: Speaker = { participantId: 'iain', name: 'Iain', sector: 'community' }
const Bar = (): null => null

let doc: Doc
let writesFor: string | null
let steps: number
let scribing: Scribing

beforeEach(() => {
  vi.useFakeTimers()
  doc = new Doc()
  writesFor = null
  steps = 0
  const hand = { writeFor: (speaker: string | null) => void (writesFor = speaker) }
  scribing = new Scribing({ hand, undo: { newStep: () => void (steps += 1) }, doc })
})
afterEach(() => {
  scribing.destroy()
  vi.useRealTimers()
})

const type = (): void => doc.transact(() => doc.getText('words').insert(0, 'x'))

describe('writing for somebody else', () => {
  test('[WE23] begins with the first who is here, goes over to another, and ends; each is a step of its own to undo', () => {
    scribing.start([mairi, iain], Bar)
    expect(writesFor).toBe('mairi')
    expect(scribing.switchTo(1)).toBe(iain)
    expect(writesFor).toBe('iain')
    expect(scribing.switchTo(5)).toBeUndefined()
    expect(writesFor).toBe('iain')
    scribing.stop()
    expect([writesFor, scribing.sitting.get(), steps]).toEqual([null, null, 3])
  })

  test('[WE23] goes on with the same person when somebody else comes in', () => {
    scribing.start([iain], Bar)
    scribing.start([mairi, iain], Bar)
    expect(writesFor).toBe('iain')
  })

  test('[WE23] is not left on by accident: after ten minutes without a word one writes for oneself, until one says otherwise', () => {
    scribing.start([mairi], Bar)
    vi.advanceTimersByTime(quietAfterMs - 1)
    type()
    vi.advanceTimersByTime(quietAfterMs - 1)
    expect(writesFor).toBe('mairi')
    vi.advanceTimersByTime(1)
    expect([writesFor, scribing.sitting.get()?.isPaused]).toEqual([null, true])
    type()
    expect(writesFor).toBeNull()
    scribing.switchTo(0)
    expect([writesFor, scribing.sitting.get()?.isPaused]).toEqual(['mairi', false])
  })
})
