import { forgetGuests, q } from '@samskriv/database'
import { describe, expect, test } from 'vitest'
import { type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { sayInText } from '../testing/a-suggested-change.ts'
import { aTalk, begin, readThread, refusalOf } from '../testing/a-talk.ts'
import { cameBy } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const report = (browser: Browser, study: string, thread: string, reason: string) =>
  browser.send('POST', `/api/studies/${study}/threads/${thread}/report`, { reason })

/** Reasons that are kept anywhere. */
const kept = async (): Promise<string[]> =>
  await server.running.house.database.store.read(function* ({ db, s }) {
    return (yield* q(db.select({ reason: s.report.reason }).from(s.report))).map(({ reason }) => reason)
  })

describe('that something is not all right with a comment', () => {
  test('[RG1] is read by the stewards with the reason, by whom and when, and by nobody else in any way', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const writer = await writers.come(nora, study)
    const heard: string[] = []
    writer.provider.ws?.addEventListener('message', ({ data }: MessageEvent) =>
      heard.push(Buffer.from(data as ArrayBuffer).toString('latin1')),
    )
    expect((await report(kjell, study, thread, 'A wholly private reason.')).status).toBe(204)
    expect((await readThread(siri, study, thread)).reports).toMatchObject([
      { reason: 'A wholly private reason.', by: { sector: 'public' }, settled: null },
    ])
    for (const other of [nora, kjell]) {
      expect((await readThread(other, study, thread)).reports).toEqual([])
      for (const path of ['threads', `threads/${thread}`, 'notices', 'front', 'activity', 'suggestions', 'export?format=json'])
        expect((await other.get(`/api/studies/${study}/${path}`)).text).not.toContain('wholly private')
      for (const path of ['said', 'notices', 'you-said-we-did', ''])
        expect((await other.get(`/studies/${study}/${path}`, { accept: 'text/html' })).text).not.toContain('wholly private')
    }
    expect((await siri.get(`/api/studies/${study}/export?format=json`)).text).not.toContain('wholly private')
    expect((await siri.get(`/api/studies/${study}/audit`)).text).not.toContain('wholly private')
    expect(heard.join('')).not.toContain('wholly private')
    expect(server.log.join('')).not.toContain('wholly private')
  })

  test('[RG2] is looked at by a steward, who leaves it as it is or hides it; by nobody else', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const [one, other] = [await begin(nora, study), await begin(nora, study)]
    for (const thread of [one, other]) await report(kjell, study, thread, 'It names somebody.')
    const settle = (browser: Browser) => browser.send('POST', `/api/studies/${study}/threads/${one}/reports/settle`)
    for (const nobody of [nora, kjell]) expect(await refusalOf(settle(nobody))).toBe('not-steward')
    expect((await settle(siri)).status).toBe(204)
    expect((await readThread(siri, study, one)).reports).toMatchObject([{ settled: { by: { name: 'Siri Steward' } } }])
    await siri.send('POST', `/api/studies/${study}/threads/${other}/hide`, { reason: 'It names a neighbour.' })
    expect((await readThread(siri, study, other)).reports).toMatchObject([{ settled: { by: { name: 'Siri Steward' } } }])
  })

  test('[RG3] goes with what it is about when that is taken back, and where it quotes words that are', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { text: 'My neighbour Kari Nordmann drinks.' })
    const about = await begin(kjell, study, { text: 'What do you think of that?' })
    await report(kjell, study, thread, 'Nobody should read this any more.')
    await report(kjell, study, about, 'She says: My neighbour Kari Nordmann drinks.')
    expect((await nora.send('POST', `/api/studies/${study}/threads/${thread}/take-back`)).status).toBe(204)
    const reasons = await kept()
    expect(reasons).not.toContain('Nobody should read this any more.')
    expect(reasons).toContain('She says: [tatt tilbake]')
  })

  test('[RG3] goes when whoever said it takes back everything', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(kjell, study)
    await sayInText(server, study, nora, 'community', 'The stairs are steep.')
    await report(nora, study, thread, 'He shouted at me on Monday.')
    await report(siri, study, thread, 'I was there, too.')
    expect((await nora.submit(`/studies/${study}/my-words/take-back`)).status).toBe(303)
    const reasons = await kept()
    expect(reasons).not.toContain('He shouted at me on Monday.')
    expect(reasons).toContain('I was there, too.')
  })

  test('[RG3] goes with a guest who is forgotten', async () => {
    const { study, path, nora } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const guest = await cameBy(server, path)
    expect((await report(guest, study, thread, 'A passing reason.')).status).toBe(204)
    await guest.send('POST', '/api/auth/sign-out')
    const { store } = server.running.house.database
    await until('the guest is forgotten', async () => (await store.tx(forgetGuests(Date.now() + 60_000))) > 0)
    expect(await kept()).not.toContain('A passing reason.')
    expect((await siri.get(`/api/studies/${study}/notices`)).status).toBe(200)
  })
})
