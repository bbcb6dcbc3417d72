import { claimJob, eventsOf, participantById, queueMail } from '@samskriv/database'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import { AttentionList } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { askForCode, Browser, mails, signedIn } from '../testing/a-browser.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalkByMail, kindsFor, mailsTo, minute, noticesOf, passes } from '../testing/a-talk-by-mail.ts'
import { aTalk, anEditor, aToken, begin, giveAnswer, inDays, readThread, refusalOf } from '../testing/a-talk.ts'
import { cameBy, meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'
import { jobKinds, mailJob } from './when.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const reply = (browser: Browser, study: string, thread: string, more: object = {}) =>
  browser.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'A rare word.', token: aToken(), ...more })

describe('what concerns somebody', () => {
  test('is a reply, being spoken to, an answer, a promise and its end, a question of theirs, and being hidden; never what they did themselves', async () => {
    const { study, asha, kjell, nora } = await aTalkByMail(server, siri, 'Concerned')
    const [kjellId, noraId] = [(await meIn(kjell, study)).participantId, (await meIn(nora, study)).participantId]
    const thread = await begin(asha, study, { mentions: [noraId] })
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: kjellId })
    await asha.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: kjellId })
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: (await meIn(siri, study)).participantId })
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: kjellId })
    await reply(kjell, study, thread, { mentions: [noraId] })
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/extend`, { until: inDays(20), reason: 'The board meets.' })
    const promise = await giveAnswer(kjell, study, thread, { outcome: 'planned', promisedFor: inDays(3) })
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/answers/${promise}/keep`, { kept: 'done' })
    await asha.send('POST', `/api/studies/${study}/threads/${thread}/settle`, { settled: false })
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'It names a neighbour.' })
    expect(await kindsFor(asha, study)).toEqual(['hidden', 'promise-kept', 'answer', 'extended', 'reply'])
    expect(await kindsFor(nora, study)).toEqual([])
    const shown = await siri.send('POST', `/api/studies/${study}/threads/${thread}/show`)
    expect(shown.status).toBe(204)
    expect(await kindsFor(nora, study)).toEqual(['mention', 'mention'])
    expect(await kindsFor(kjell, study)).toEqual(['disputed', 'owned'])
    expect((await noticesOf(asha, study)).notices.at(-1)).toMatchObject({ thread, by: { name: 'Kjell Kommune' }, seen: false })
  })

  test('[NT1] is a reply for whoever answers or has spoken there: the stewards where nobody answers or only they read it, each once', async () => {
    const { study, path, nora, kjell } = await aTalk(server, siri, 'Said back')
    const kari = await anEditor(server, siri, { study, path })
    const told = async (browser: Browser, does: () => Promise<unknown>): Promise<string[]> => {
      const before = (await kindsFor(browser, study)).length
      await does()
      const after = await kindsFor(browser, study)
      return after.slice(0, after.length - before)
    }
    const question = await begin(nora, study)
    await reply(siri, study, question)
    expect(await told(siri, () => reply(nora, study, question))).toEqual(['reply'])
    const kept = await begin(nora, study, { audience: 'organisers', kind: 'concern' })
    expect(await told(siri, () => reply(nora, study, kept))).toEqual(['reply'])
    expect(await told(kjell, () => reply(nora, study, kept))).toEqual([])
    const comment = await begin(nora, study, { kind: 'comment' })
    expect(await told(siri, () => reply(kari, study, comment))).toEqual([])
    expect(await told(kari, () => reply(nora, study, comment))).toEqual(['reply'])
    expect(await told(nora, () => reply(kari, study, comment, { mentions: [] }))).toEqual(['reply'])
    expect(await told(kari, () => reply(kari, study, comment))).toEqual([])
    const answered = await begin(nora, study)
    await giveAnswer(kjell, study, answered)
    expect(await told(kjell, () => reply(nora, study, answered))).toEqual(['reply'])
  })

  test('[NT1] is what is said to somebody who has gone for the stewards: a reply, and disagreement, which they answer for from then on', async () => {
    const { study, nora, kjell } = await aTalk(server, siri, 'Gone since')
    const kjellId = (await meIn(kjell, study)).participantId
    const thread = await begin(nora, study)
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: kjellId })
    await giveAnswer(kjell, study, thread, { outcome: 'not_done', reason: 'No.', text: 'No.' })
    await siri.send('DELETE', `/api/studies/${study}/people/${kjellId}`)
    const before = await kindsFor(siri, study)
    await reply(nora, study, thread)
    expect(await kindsFor(siri, study)).toEqual(['reply', ...before])
    await nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, { settled: false, disagreement: 'I disagree.' })
    expect(await kindsFor(siri, study)).toEqual(['disputed', 'reply', ...before])
    expect((await readThread(siri, study, thread)).owed?.owner).toBeNull()
  })

  test('is seen when they say so, and then told by no mail', async () => {
    const { study, asha, ashas, kjell } = await aTalkByMail(server, siri, 'Seen already')
    const thread = await begin(asha, study)
    await reply(kjell, study, thread)
    expect((await noticesOf(asha, study)).unseen).toBe(1)
    expect((await asha.send('POST', `/api/studies/${study}/notices/seen`, {})).status).toBe(204)
    expect(await noticesOf(asha, study)).toMatchObject({ unseen: 0, notices: [{ kind: 'reply', seen: true }] })
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, ashas, 'Seen already')).toEqual([])
  })

  test('is told of what is for the organisers to the organisers alone, also to who is spoken to by name', async () => {
    const { study, asha, kjell, kjells } = await aTalkByMail(server, siri, 'For few')
    await siri.send('PUT', `/api/studies/${study}/notices/mode`, { mode: 'concerns' })
    const { participantId } = await meIn(kjell, study)
    await begin(asha, study, { audience: 'organisers', text: 'A rare fear.', mentions: [participantId] })
    expect(await kindsFor(kjell, study)).toEqual([])
    expect(await kindsFor(siri, study)).toEqual(['to-organisers'])
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, kjells, 'For few')).toEqual([])
    const [mail] = await mailsTo(server, 'siri@example.org', 'For few')
    expect(mail?.text).toContain('Asha Said')
    expect(`${mail?.text}${mail?.html}`).not.toContain('rare')
  })

  test('[NT10] is chosen for each study, and listed for all of them: of those that somebody takes part in', async () => {
    const first = await aTalk(server, siri, 'The stairs')
    const second = await aTalk(server, siri, 'The yard')
    const { kjell: officer } = first
    await officer.submit(second.path)
    expect((await officer.send('PUT', `/api/studies/${first.study}/notices/mode`, { mode: 'digest' })).status).toBe(204)
    const listed = async (browser: Browser) => AttentionList.parse((await browser.get('/api/me/notices')).json()).studies
    expect(
      (await listed(officer)).map(({ title, mode }) => [title, mode]).toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
    ).toEqual([
      ['The stairs', 'digest'],
      ['The yard', 'concerns'],
    ])
    expect((await listed(second.nora)).map(({ title }) => title)).toEqual(['The yard'])
    await siri.send('DELETE', `/api/studies/${second.study}/people/${(await meIn(officer, second.study)).participantId}`)
    expect((await listed(officer)).map(({ title }) => title)).toEqual(['The stairs'])
    expect(await refusalOf(new Browser(server).get('/api/me/notices'))).toBe('signed-out')
  })

  test('is for those who take part: another study’s notices are unknown, and nobody marks somebody else’s as seen', async () => {
    const { study, asha, kjell, nora } = await aTalkByMail(server, siri, 'Mine alone')
    await reply(kjell, study, await begin(asha, study))
    const [notice] = (await noticesOf(asha, study)).notices
    await nora.send('POST', `/api/studies/${study}/notices/seen`, { ids: [notice?.id] })
    expect((await noticesOf(asha, study)).unseen).toBe(1)
    const stranger = await signedIn(server, 'stranger@example.org', 'Stranger')
    for (const path of ['notices', 'notices/mode']) {
      const method =
        path === 'notices'
          ? stranger.get(`/api/studies/${study}/${path}`)
          : stranger.send('PUT', `/api/studies/${study}/${path}`, { mode: 'none' })
      expect(await refusalOf(method)).toBe('unknown-study')
    }
  })
})

describe('a mail', () => {
  test('names the case study, holds nobody’s words, works as text and as HTML, and is sent once for all that happened together', async () => {
    const { study, asha, ashas, kjell } = await aTalkByMail(server, siri, 'Together')
    const thread = await begin(asha, study)
    await reply(kjell, study, thread)
    await giveAnswer(kjell, study, thread, { outcome: 'not_done', text: 'A rare answer.', reason: 'A rare reason.' })
    await passes(server, clock, 5 * minute)
    const sent = await mailsTo(server, ashas, 'Together')
    expect(sent).toHaveLength(1)
    const [mail] = sent
    expect(mail?.subject).toBe('“Together”: something concerns you')
    for (const body of [mail?.text ?? '', mail?.html ?? '']) {
      expect(body).toContain('Kjell Kommune replied where you asked, answer or have spoken.')
      expect(body).toContain('Kjell Kommune answered what you asked.')
      expect(body).toContain(`/studies/${study}?lang=en`)
      expect(body).not.toContain('rare')
    }
    await passes(server, clock, 1)
    expect(await mailsTo(server, ashas, 'Together')).toHaveLength(1)
  })

  test('tells nothing of what was hidden or taken back before it left', async () => {
    const { study, asha, kjell, kjells } = await aTalkByMail(server, siri, 'Gone before')
    const { participantId } = await meIn(kjell, study)
    const [hidden, back] = [
      await begin(asha, study, { mentions: [participantId] }),
      await begin(asha, study, { mentions: [participantId] }),
    ]
    await siri.send('POST', `/api/studies/${study}/threads/${hidden}/hide`, { reason: 'It names a neighbour.' })
    await asha.send('POST', `/api/studies/${study}/threads/${back}/take-back`)
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, kjells, 'Gone before')).toEqual([])
  })

  test('is not made by a job that another process has, and is made by the next when that one dies', async () => {
    const { study, asha, ashas, kjell } = await aTalkByMail(server, siri, 'Died over it')
    await reply(kjell, study, await begin(asha, study))
    clock.goOn(5 * minute)
    const { store } = server.running.house.database
    const claimed = await store.tx(claimJob([mailJob], Date.now(), 10 * 60_000))
    expect(claimed?.payload).toMatchObject({ study })
    await server.running.notices.wake()
    expect(await mailsTo(server, ashas, 'Died over it')).toEqual([])
    await passes(server, clock, 11 * minute)
    expect(await mailsTo(server, ashas, 'Died over it')).toHaveLength(1)
    expect(
      await store.tx(
        claimJob(
          jobKinds.filter((kind) => kind !== 'late' && kind !== 'digest'),
          Date.now(),
          1,
        ),
      ),
    ).toBeUndefined()
  })

  test('that does not arrive is told to the stewards, as a notice and in the list of what has happened, without an address', async () => {
    const { study, asha, ashas } = await aTalkByMail(server, siri, 'Lost on the way')
    const { participantId } = await meIn(asha, study)
    const { store } = server.running.house.database
    const place = await store.read(participantById(participantId as ParticipantId))
    // A mail that can't be made, as one that can't be sent, is given up.
    await store.tx(queueMail({ to: `person:${place?.person ?? ''}`, kind: 'unheard-of', payload: { study } }))
    server.running.house.onMail()
    await until('it was given up', async () => (await kindsFor(siri, study)).includes('mail-failed'))
    const told = (await store.read(eventsOf(study as StudyId, 0))).find(({ kind }) => kind === 'mail.failed')
    expect(told).toMatchObject({ subject: participantId, actor: 'system' })
    expect((await siri.get(`/api/studies/${study}/audit`)).text).toContain('mail.failed')
    expect(JSON.stringify(told)).not.toContain(ashas)
    expect(await kindsFor(asha, study)).toEqual([])
  })
})

describe('a daily mail', () => {
  test('comes once a day with what is new, and not on a day without anything new', async () => {
    const { study, asha, ashas, kjell, nora } = await aTalkByMail(server, siri, 'Day by day')
    const thread = await begin(asha, study)
    clock.goOnTo(12)
    expect((await asha.send('PUT', `/api/studies/${study}/notices/mode`, { mode: 'digest' })).status).toBe(204)
    await reply(kjell, study, thread)
    await begin(nora, study, { text: 'A rare question.' })
    await giveAnswer(kjell, study, thread)
    await passes(server, clock, 10 * minute)
    expect(await mailsTo(server, ashas, 'Day by day')).toEqual([])
    await passes(server, clock, 1)
    const sent = await mailsTo(server, ashas, 'Day by day')
    expect(sent.map(({ subject }) => subject)).toEqual(['“Day by day”: what is new today'])
    expect(sent[0]?.text).toContain('1 new comment or question.')
    expect(sent[0]?.text).toContain('1 new answer.')
    expect(sent[0]?.text).toContain('answered what you asked')
    expect(sent[0]?.text).not.toContain('rare')
    await server.running.notices.wake()
    await passes(server, clock, 1)
    await passes(server, clock, 1)
    expect(await mailsTo(server, ashas, 'Day by day')).toHaveLength(1)
    await begin(nora, study)
    await passes(server, clock, 1)
    expect(await mailsTo(server, ashas, 'Day by day')).toHaveLength(2)
  })

  const pauses = {
    'a suspension': (study: string, id: string) => ({
      begins: () => siri.send('PATCH', `/api/studies/${study}/people/${id}`, { suspended: true }),
      ends: () => siri.send('PATCH', `/api/studies/${study}/people/${id}`, { suspended: false }),
    }),
    'days in the bin': (study: string) => ({
      begins: () => siri.send('DELETE', `/api/studies/${study}`),
      ends: () => siri.send('POST', `/api/studies/${study}/restore`),
    }),
  }
  test.each(Object.entries(pauses))('[NT2] goes on after %s', async (name, pause) => {
    const title = `Daily after ${name}`
    const { study, asha, ashas, nora } = await aTalkByMail(server, siri, title)
    const { begins, ends } = pause(study, (await meIn(asha, study)).participantId)
    await asha.send('PUT', `/api/studies/${study}/notices/mode`, { mode: 'digest' })
    expect((await begins()).status).toBe(204)
    await passes(server, clock, 1)
    await passes(server, clock, 1)
    expect((await ends()).status).toBe(204)
    expect(await mailsTo(server, ashas, title)).toEqual([])
    await begin(nora, study, { kind: 'comment' })
    await passes(server, clock, 1)
    expect(await mailsTo(server, ashas, title)).toHaveLength(1)
  })
})

describe('turning mails off', () => {
  test('is one press in a mail program, without signing in, and a page where a mail scanner changes nothing', async () => {
    const { study, asha, ashas, kjell } = await aTalkByMail(server, siri, 'Enough')
    const thread = await begin(asha, study)
    await reply(kjell, study, thread)
    await passes(server, clock, 5 * minute)
    const [mail] = await mailsTo(server, ashas, 'Enough')
    expect(mail?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const link = new URL((mail?.headers.get('list-unsubscribe') ?? '').slice(1, -1))
    const nobody = new Browser(server)
    const asked = await nobody.get(link.pathname, { accept: 'text/html' })
    expect([asked.status, asked.text.includes('Enough')]).toEqual([200, true])
    expect((await noticesOf(asha, study)).mode).toBe('concerns')
    // As a mail program sends it: no cookie, no origin.
    const oneClick = await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })
    expect(oneClick.status).toBe(200)
    expect((await noticesOf(asha, study)).mode).toBe('none')
    await reply(kjell, study, thread)
    await passes(server, clock, 1)
    expect(await mailsTo(server, ashas, 'Enough')).toHaveLength(1)
    await nobody.submit(link.pathname, { do: 'again' })
    expect((await noticesOf(asha, study)).mode).toBe('concerns')
  })

  test('is not done by a link that was guessed, and whoever tries many is stopped', async () => {
    const { study, asha } = await aTalkByMail(server, siri, 'Guessed')
    const { participantId } = await meIn(asha, study)
    const guesser = await signedIn(server, 'guesser@example.org', 'Guesser')
    for (const token of [`${participantId}.AAAAAAAAAAAAAAAAAAAAAAAA`, participantId, `${participantId}.`, '..', 'x'.repeat(500)])
      expect((await guesser.submit(`/mail-off/${token}`)).status).toBe(404)
    expect((await noticesOf(asha, study)).mode).toBe('concerns')
    let last = 404
    for (let tries = 0; tries < 700 && last === 404; tries += 1) last = (await guesser.get(`/mail-off/${participantId}.${tries}`)).status
    expect(last).toBe(429)
  })
})

describe('somebody without an account', () => {
  test('is written to once they have left an address and confirmed it by the link that went there', async () => {
    const { study, nora, kjell } = await aTalkByMail(server, siri, 'By the link')
    const address = 'nora@example.org'
    const thread = await begin(nora, study)
    await reply(kjell, study, thread)
    await passes(server, clock, 5 * minute)
    const page = await nora.get(`/studies/${study}/notices?lang=en`, { accept: 'text/html' })
    expect(page.text).toContain('Your e-mail address (optional)')
    expect(page.text).not.toContain('<script')
    expect((await nora.submit(`/studies/${study}/notices`, { do: 'address', email: 'no address' })).status).toBe(422)
    expect((await nora.submit(`/studies/${study}/notices`, { do: 'address', email: ` ${address.toUpperCase()} ` })).status).toBe(303)
    const mail = await until('the mail is there', async () => (await mails(server)).find(({ to }) => to === address))
    await reply(kjell, study, thread)
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, address, 'By the link')).toEqual([])
    const nobody = new Browser(server)
    expect((await nobody.get(mail.link)).text).toContain(address)
    expect((await nobody.submit(`${mail.link.split('?')[0]}x`)).status).toBe(404)
    await reply(kjell, study, thread)
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, address, 'By the link')).toEqual([])
    expect((await nobody.submit(mail.link)).status).toBe(200)
    expect((await nobody.submit(mail.link)).status).toBe(404)
    await reply(kjell, study, thread)
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, address, 'By the link')).toHaveLength(1)
    expect((await noticesOf(nora, study)).address).toEqual({ email: address, confirmed: true })
    await nora.send('DELETE', '/api/me/mail-address')
    expect((await noticesOf(nora, study)).address).toBeNull()
  })

  test('goes on being told when they get an account that had a place there already', async () => {
    const { study, path, kjell } = await aTalkByMail(server, siri, 'Both of me')
    const guest = await cameBy(server, path)
    await guest.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const thread = await begin(guest, study)
    const account = await signedIn(server, 'both@example.org', 'Both')
    await account.submit(path)
    await account.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const { code } = await askForCode(guest, 'both@example.org')
    await guest.submit('/sign-in/code', { code })
    await reply(kjell, study, thread)
    expect(await kindsFor(account, study)).toEqual(['reply'])
  })

  test('makes us write to a few addresses a day and no more; whoever has an account is written to at theirs', async () => {
    const { nora } = await aTalkByMail(server, siri, 'Too many')
    const leave = (browser: Browser, email: string) => browser.send('PUT', '/api/me/mail-address', { email })
    expect(await refusalOf(leave(siri, 'other@example.org'))).toBe('has-account')
    for (let tries = 0; tries < 5; tries += 1) expect((await leave(nora, `nora-${tries}@example.org`)).status).toBe(204)
    expect(await refusalOf(leave(nora, 'nora-6@example.org'))).toBe('rate-limited')
  })
})
