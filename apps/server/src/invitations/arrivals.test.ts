import type { ParticipantId, StudyId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { Arrivals, newShowing, readShowing } from './arrivals.ts'
import type { Entry } from './join.ts'

const came: Entry = { kind: 'came', study: 's' as StudyId, participant: 'p' as ParticipantId, guest: 'g', invitation: 'i', kept: false }

describe('who has just come in', () => {
  test('[JO25] is known by the showing of the page and its link, for two minutes', async () => {
    let now = 1_000
    const arrivals = new Arrivals(() => now)
    const showing = newShowing()
    arrivals.note(showing, 'link', Promise.resolve(came))
    expect(await arrivals.find(showing, 'link')).toBe(came)
    expect(arrivals.find(showing, 'another link')).toBeUndefined()
    expect(arrivals.find(newShowing(), 'link')).toBeUndefined()
    now += 2 * 60_000
    expect(arrivals.find(showing, 'link')).toBeUndefined()
  })

  test('[JO25] is nobody when the link let nobody in, or something failed', async () => {
    const arrivals = new Arrivals(() => 0)
    const failed = Promise.reject(new Error('disk full'))
    arrivals.note('one', 'link', Promise.resolve({ kind: 'used' }))
    arrivals.note('two', 'link', failed)
    await expect(failed).rejects.toThrow('disk full')
    expect([arrivals.find('one', 'link'), arrivals.find('two', 'link')]).toEqual([undefined, undefined])
  })

  test('[JO25] is asked for by nothing but what a page of ours sent', () => {
    expect(readShowing(newShowing())).not.toBeNull()
    for (const sent of [undefined, '', 'a', 'a'.repeat(25), `${'a'.repeat(23)}\n`, '../'.repeat(8)]) expect(readShowing(sent)).toBeNull()
  })
})
