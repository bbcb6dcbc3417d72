import { sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { RawClient } from './testing/clients.ts'
import { aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import type { SectionPolicy } from './update-store.ts'
import { addParagraph, textOf } from './testing/writing.ts'

const [summary = '' as SectionKey, partners = '' as SectionKey] = sectionKeys
const amina = 'participant-amina' as ParticipantId
const bo = 'participant-bo' as ParticipantId

let served: ServedRooms
/** How far the steady clock has been put forward: less than a silent socket is given. */
let skipped = 0
beforeEach(async () => {
  skipped = 0
  served = await serveRooms({
    holdLimits: { idleMs: 60_000, absentMs: 20_000 },
    steadyClock: () => performance.timeOrigin + performance.now() + skipped,
  })
})
afterEach(() => served.close())

const open = (person: string) => RawClient.joined(served.url, person)
const heldNow = (): string[] => served.rooms.heldIn(aStudy).map(({ section, participant }) => `${section} ${participant}`)
const timesTold = (client: RawClient): number => client.of('event').filter(({ event }) => event?.kind === 'study').length

describe('[SS47] a section that one person holds', () => {
  test('takes their words alone, while all others write elsewhere', async () => {
    const [hers, his] = [await open('amina'), await open('bo')]
    expect(await served.rooms.hold(aStudy, summary, amina)).toBe(true)
    await until(() => timesTold(his) === 1 && timesTold(hers) === 1, 'everybody to hear of it')
    addParagraph(hers.doc, 'In peace.')
    await hers.saved()
    addParagraph(his.doc, 'Elsewhere.', partners)
    await his.saved()
    expect(his.rejects).toEqual([])
    const late = await open('bo')
    addParagraph(late.doc, 'In between.')
    await until(() => late.rejects.length > 0, 'an answer')
    expect(late.rejects).toEqual(['section-closed'])
    expect(late.closed).toBeNull()
    await until(() => textOf(his.doc).includes('In peace.'), 'the words')
    expect(textOf(his.doc)).not.toContain('In between.')
  })

  test('loses no word to others either', async () => {
    const [hers, his] = [await open('amina'), await open('bo')]
    addParagraph(hers.doc, 'Stays.')
    await hers.saved()
    await until(() => textOf(his.doc).includes('Stays.'), 'the words')
    await served.rooms.hold(aStudy, summary, amina)
    his.doc.getXmlFragment(sectionRoot(summary)).delete(0, 1)
    await until(() => his.rejects.length > 0, 'an answer')
    expect(his.rejects).toEqual(['section-closed'])
    expect(textOf(hers.doc)).toContain('Stays.')
  })

  test('cannot be taken by another, and who takes a second gives up the first', async () => {
    await open('amina')
    expect(await served.rooms.hold(aStudy, summary, amina)).toBe(true)
    expect(await served.rooms.hold(aStudy, summary, bo)).toBe(false)
    expect(await served.rooms.hold(aStudy, summary, amina)).toBe(true)
    expect(await served.rooms.hold(aStudy, partners, amina)).toBe(true)
    expect(heldNow()).toEqual([`${partners} ${amina}`])
    served.rooms.release(aStudy, partners)
    expect(heldNow()).toEqual([])
  })

  test('opens when its holder writes nothing in it for long enough, and no sooner', async () => {
    const [hers, his] = [await open('amina'), await open('bo')]
    await served.rooms.hold(aStudy, summary, amina)
    skipped += 50_000
    addParagraph(hers.doc, 'Still here.')
    await hers.saved()
    // Nobody is silent for so long that their socket counts as dead.
    addParagraph(his.doc, 'Still here too.', partners)
    await his.saved()
    const ends = served.rooms.heldIn(aStudy)[0]?.until ?? 0
    expect(ends - Date.now()).toBeGreaterThan(50_000)
    const before = timesTold(his)
    skipped += 65_000
    await until(() => timesTold(his) > before, 'the others to be told', 5_000)
    expect(heldNow()).toEqual([])
  })

  test('opens when its holder has left, and not when they come back at once', async () => {
    const [hers, his] = [await open('amina'), await open('bo')]
    await served.rooms.hold(aStudy, summary, amina)
    hers.close()
    const again = await open('amina')
    skipped += 15_000
    await until(() => served.rooms.stats().connections === 2, 'the old socket to go')
    expect(heldNow()).toHaveLength(1)
    again.close()
    await until(() => served.rooms.stats().connections === 1, 'the last to go')
    // The sweep that sees nobody there any more counts from the one before it.
    skipped += 21_000
    const before = timesTold(his)
    await until(() => timesTold(his) > before, 'the others to be told', 5_000)
    expect(heldNow()).toEqual([])
  })

  test('opens soon when it is closed to its holder, who writes on elsewhere', async () => {
    served.admit('bo', { role: 'contributor' })
    const policies = (partnersOpen: boolean): SectionPolicy[] => [
      { key: summary, editing: 'open', openToContributors: true },
      { key: partners, editing: 'open', openToContributors: partnersOpen },
    ]
    const hers = await open('amina')
    served.rooms.sectionsChanged(aStudy, policies(true))
    const his = await open('bo')
    await served.rooms.hold(aStudy, partners, bo)
    served.rooms.sectionsChanged(aStudy, policies(false))
    addParagraph(his.doc, 'Elsewhere.')
    await his.saved()
    const before = timesTold(hers)
    skipped += 21_000
    await until(() => timesTold(hers) > before, 'the others to be told', 5_000)
    expect(heldNow()).toEqual([])
  })

  test('opens at once when its holder is removed or has another role', async () => {
    await open('amina')
    await served.rooms.hold(aStudy, summary, amina)
    served.rooms.accessChanged(aStudy, amina, 'role')
    expect(heldNow()).toEqual([])
  })

  test('stays held when the study is loaded again, and is open after a restart', async () => {
    await open('amina')
    await served.rooms.hold(aStudy, summary, amina)
    served.rooms.reload(aStudy)
    const his = await open('bo')
    addParagraph(his.doc, 'Too early.')
    await until(() => his.rejects.length > 0, 'an answer')
    expect(his.rejects).toEqual(['section-closed'])
    served.restart()
    const after = await open('bo')
    addParagraph(after.doc, 'Now.')
    await after.saved()
    expect(after.rejects).toEqual([])
  })
})
