import { ThreadList } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { type Browser } from '../testing/a-browser.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, anEditor, begin, giveAnswer, inDays, readThread, refusalOf, type Talk } from '../testing/a-talk.ts'
import { kindsFor } from '../testing/a-talk-by-mail.ts'
import { meIn } from '../testing/a-way-in.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const idOf = async (browser: Browser, study: string): Promise<string> => (await meIn(browser, study)).participantId

const see = async (study: string, section: string, owner: string | null, version: number) =>
  await siri.send('PUT', `/api/studies/${study}/sections/${section}/state`, {
    status: 'in-progress',
    reason: null,
    owner,
    due: null,
    version,
  })

const ownerOf = async (study: string, thread: string): Promise<string | null> =>
  (await readThread(siri, study, thread)).owed?.owner?.participantId ?? null

describe('who owes an answer', () => {
  test('[AN13] is never whoever asked: not as who sees to the section, by handing over, nor by leave cover; the stewards do', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const [norasId, kjellsId] = [await idOf(nora, study), await idOf(kjell, study)]
    await siri.send('PATCH', `/api/studies/${study}/people/${norasId}`, { role: 'editor' })
    await see(study, 'summary', norasId, 1)
    const hers = await begin(nora, study, { section: 'summary' })
    expect(await ownerOf(study, hers)).toBeNull()
    const told = await kindsFor(siri, study)
    expect(told[0]).toBe('owned')
    const comment = await begin(nora, study, { section: 'summary', kind: 'comment' })
    await nora.send('PATCH', `/api/studies/${study}/threads/${comment}`, { kind: 'concern' })
    expect(await ownerOf(study, comment)).toBeNull()
    await see(study, 'summary', kjellsId, 2)
    expect(await ownerOf(study, hers)).toBe(kjellsId)
    await see(study, 'summary', norasId, 3)
    expect(await ownerOf(study, hers)).toBeNull()
    for (const browser of [siri, nora])
      expect(await refusalOf(browser.send('POST', `/api/studies/${study}/threads/${hers}/hand-over`, { to: norasId }))).toBe('own-question')
    const other = await begin(siri, study)
    for (const thread of [hers, other]) await siri.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: kjellsId })
    expect((await kjell.send('POST', `/api/studies/${study}/hand-over`, { to: norasId })).status).toBe(200)
    expect(await ownerOf(study, hers)).toBeNull()
    clock.goOn(15)
    await server.running.notices.wake()
    expect((await kindsFor(siri, study))[0]).toBe('overdue')
    expect(await kindsFor(nora, study)).not.toContain('overdue')
  })

  test('[AN4] owes it to the community: what another sector asks is never overdue, also when it is handed over', async () => {
    const { study, kjell } = await aTalk(server, siri)
    const thread = await begin(kjell, study)
    const sirisId = await idOf(siri, study)
    expect((await siri.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: sirisId })).status).toBe(204)
    clock.goOn(15)
    for (const filter of ['overdue', 'waiting']) {
      const list = ThreadList.parse((await kjell.get(`/api/studies/${study}/threads?filter=${filter}`)).json())
      expect([list.threads.length, list.counts.overdue, list.counts.waiting]).toEqual([filter === 'waiting' ? 1 : 0, 0, 1])
    }
  })

  test('[AN17] goes along with a promise: also one made where the stewards answer is handed over, and left to them by whoever may answer no more', async () => {
    const { study, path, nora, kjell } = await aTalk(server, siri)
    const cover = await anEditor(server, siri, { study, path })
    const thread = await begin(nora, study)
    await giveAnswer(kjell, study, thread, { outcome: 'planned', promisedFor: inDays(5) })
    expect(await coverFor(kjell, study, await idOf(cover, study))).toEqual({ handedOver: 1, leftToStewards: 0 })
    expect((await kindsFor(cover, study))[0]).toBe('owned')
    expect(await coverFor(kjell, study, await idOf(cover, study))).toEqual({ handedOver: 0, leftToStewards: 0 })
    clock.goOn(4)
    await server.running.notices.wake()
    expect([(await kindsFor(cover, study))[0], await kindsFor(kjell, study)]).toEqual(['promise-due', []])
    await siri.send('PATCH', `/api/studies/${study}/people/${await idOf(cover, study)}`, { role: 'commenter' })
    expect((await kindsFor(siri, study))[0]).toBe('owned')
    clock.goOn(3)
    await server.running.notices.wake()
    expect([(await kindsFor(siri, study))[0], await kindsFor(kjell, study)]).toEqual(['promise-due', []])
  })

  test('[AN17] is never whoever can’t read the question: leave cover leaves it with the stewards, and says how many', async () => {
    const { tora, ...talk } = await withTora()
    const { study, nora, kjell } = talk
    const [torasId, kjellsId] = [await idOf(tora, study), await idOf(kjell, study)]
    const [open, closed] = [await begin(nora, study), await begin(nora, study, { audience: 'organisers' })]
    for (const thread of [open, closed]) await siri.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: torasId })
    expect(await refusalOf(tora.send('POST', `/api/studies/${study}/hand-over`, { to: await idOf(nora, study) }))).toBe('unknown-person')
    expect(await ownerOf(study, open)).toBe(torasId)
    expect(await coverFor(tora, study, kjellsId)).toEqual({ handedOver: 1, leftToStewards: 1 })
    expect([await ownerOf(study, open), await ownerOf(study, closed)]).toEqual([kjellsId, null])
    expect((await kindsFor(siri, study))[0]).toBe('owned')
  })

  test('[AN17] is the stewards, who are told, for what whoever is one no more can’t read; the rest stays with them', async () => {
    const { tora, study, nora } = await withTora()
    const torasId = await idOf(tora, study)
    const [open, closed] = [await begin(nora, study), await begin(nora, study, { audience: 'organisers' })]
    for (const thread of [open, closed]) await siri.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: torasId })
    const before = await kindsFor(siri, study)
    await siri.send('PATCH', `/api/studies/${study}/people/${torasId}`, { role: 'editor' })
    expect([await ownerOf(study, open), await ownerOf(study, closed)]).toEqual([torasId, null])
    clock.goOn(16)
    await server.running.notices.wake()
    expect(await kindsFor(siri, study)).toEqual(['overdue', ...before])
    expect((await kindsFor(tora, study))[0]).toBe('overdue')
  })
})

const coverFor = async (browser: Browser, study: string, to: string): Promise<unknown> =>
  (await browser.send('POST', `/api/studies/${study}/hand-over`, { to })).json()

let toras = 0

/** A talk with a second steward. */
async function withTora(): Promise<Talk & { readonly tora: Browser }> {
  const talk = await aTalk(server, siri)
  toras += 1
  const tora = await anEditor(server, siri, talk, `tora-${toras}@example.org`)
  await siri.send('PATCH', `/api/studies/${talk.study}/people/${await idOf(tora, talk.study)}`, { role: 'steward' })
  return { ...talk, tora }
}
