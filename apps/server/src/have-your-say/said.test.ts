import { addSoftening } from '@samskriv/database'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { ThreadList, ThreadView } from '@samskriv/protocol'
import { Browser, problemIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { anOpenLink, aStudyOfTwo, cameBy, meIn, sentTo } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll({ BACKUP_DAYS: '30' })
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const html = { accept: 'text/html' }
let tokens = 0
const aToken = (): string => `token-of-a-form-${(tokens += 1)}`.padEnd(20, '0')

/** A study with a question of a resident, who came by a link, and a clerk who may answer. */
async function aQuestion(more: object = {}) {
  const { study, path } = await anOpenLink(siri)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
  const nora = await cameBy(server, path)
  await nora.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  await nora.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'Nora' })
  const kjell = await cameBy(server, path)
  await kjell.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  await kjell.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'Kjell' })
  await siri.send('PATCH', `/api/studies/${study}/people/${(await meIn(kjell, study)).participantId}`, { role: 'editor' })
  const body = { kind: 'question', text: 'Who pays the women who cook?', section: 'summary', token: aToken(), ...more }
  await nora.send('POST', `/api/studies/${study}/threads`, body)
  const [thread] = ThreadList.parse((await nora.get(`/api/studies/${study}/threads?filter=mine`)).json()).threads
  return { study, path, nora, kjell, thread: thread?.id ?? '' }
}

const shown = async (browser: Browser, study: string): Promise<string> => (await browser.get(`/studies/${study}/said?lang=en`, html)).text
const read = async (study: string, thread: string): Promise<ThreadView> =>
  ThreadView.parse((await siri.get(`/api/studies/${study}/threads/${thread}`)).json())

describe('what happened to what I said', () => {
  test('shows my comments with their state, when an answer is due, replies, and answers with outcome and reason', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    const waiting = await shown(nora, study)
    expect(waiting).toContain('Who pays the women who cook?')
    expect(waiting).toContain('Waiting for a response')
    expect(waiting).toMatch(/An answer is due on \d+ \w+ \d{4}/)
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'I will find out.', token: aToken() })
    const answer = { state: 'given', outcome: 'not_done', text: 'We will not pay.', reason: 'There is no budget.' }
    expect((await kjell.send('POST', `/api/studies/${study}/threads/${thread}/answers`, answer)).status).toBe(201)
    const answered = await shown(nora, study)
    for (const words of ['I will find out.', 'Kjell', 'Will not be done', 'We will not pay.', 'Because: There is no budget.', 'Answered'])
      expect(answered).toContain(words)
    expect(answered).not.toContain('An answer is due')
  })

  test('[HS7] is for whoever said it: others find nothing of it, and nobody finds it without being let in', async () => {
    const { study, path } = await aQuestion({ audience: 'organisers' })
    const other = await cameBy(server, path)
    const empty = await shown(other, study)
    expect(empty).toContain('You have not said anything here yet.')
    expect(empty).not.toContain('Who pays the women')
    const elsewhere = await aQuestion()
    expect((await other.get(`/studies/${elsewhere.study}/said`, html)).status).toBe(404)
    expect(sentTo(await new Browser(server).get(`/studies/${study}/said`, html))).toContain('/sign-in')
  })

  test('[HS7] lets whoever replied to others say what may be done with their reply, and nobody else', async () => {
    const { study, nora, kjell, thread } = await aQuestion({ kind: 'comment', use: 'case-study' })
    const path = `/api/studies/${study}/threads/${thread}/messages`
    await kjell.send('POST', path, { text: 'I will find out.', token: aToken() })
    const [, reply] = (await read(study, thread)).messages
    expect(await shown(kjell, study)).toContain('What may be done with these words: Only for the writing group')
    const form = { do: 'message-use', thread, message: reply?.id ?? '', [`use-${reply?.id}`]: 'case-study' }
    expect((await nora.submit(`/studies/${study}/said?lang=en`, form)).status).toBe(403)
    expect(sentTo(await kjell.submit(`/studies/${study}/said?lang=en`, form))).toContain(`#message-${reply?.id}`)
    expect(await shown(kjell, study)).toContain('What may be done with these words: Also in the case study')
    const views = ThreadView.parse((await kjell.get(`/api/studies/${study}/threads/${thread}`)).json()).messages
    expect(views.map(({ use }) => use)).toEqual([null, 'case-study'])
  })

  test('lets the asker alone say that an answer settles it, or keep a note beside it', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    const answer = { state: 'given', outcome: 'done', text: 'We pay them now.' }
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/answers`, answer)
    expect(await shown(nora, study)).toContain('Did this answer your question?')
    const path = `/studies/${study}/said?lang=en`
    const nothing = await nora.submit(path, { do: 'settle', thread, [`settled-${thread}`]: 'no', [`note-${thread}`]: ' ' })
    expect([nothing.status, nothing.text.includes('Write your note, or answer')]).toEqual([422, true])
    const forged = await kjell.submit(path, { do: 'settle', thread, [`settled-${thread}`]: 'yes' })
    expect(forged.status).toBe(403)
    const note = { do: 'settle', thread, [`settled-${thread}`]: 'no', [`note-${thread}`]: 'That is <b>half</b> of it.' }
    expect(sentTo(await nora.submit(path, note))).toContain('done=saved')
    expect(await read(study, thread)).toMatchObject({ state: 'disputed', disagreement: 'That is <b>half</b> of it.' })
    const after = await shown(nora, study)
    expect(after).toContain('That is &lt;b&gt;half&lt;/b&gt; of it.')
    expect(after).toContain('Asker does not agree')
  })

  test('[HS10] lets me reply, once however often it is sent; not without words, and not to what is hidden', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'Which women?', token: aToken() })
    const token = /name="token" value="([\w-]+)"/.exec(await shown(nora, study))?.[1] ?? ''
    expect(token).not.toBe('')
    const reply = (words: string) => nora.submit(`/studies/${study}/said`, { do: 'reply', thread, token, [`reply-${thread}`]: words })
    expect((await reply(' ')).status).toBe(422)
    for (const _ of [1, 2]) expect(sentTo(await reply('Those on Tuesdays.'))).toContain('done=replied')
    expect(sentTo(await reply('And on Fridays.'))).toContain('done=replied')
    const said = async () => (await read(study, thread)).messages.map(({ text }) => text)
    expect(await said()).toEqual(['Who pays the women who cook?', 'Which women?', 'Those on Tuesdays.', 'And on Fridays.'])
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'It names somebody.' })
    expect(await shown(nora, study)).not.toContain('value="reply"')
    expect((await reply('Still there?')).status).toBe(403)
    expect(await said()).toHaveLength(4)
  })

  test('lets me say anew what may be done with my words, and nobody else', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    const path = `/studies/${study}/said?lang=en`
    await nora.submit(path, { do: 'use', thread, [`use-${thread}`]: 'case-study' })
    expect((await read(study, thread)).use).toBe('case-study')
    expect(await shown(nora, study)).toContain('What may be done with these words: Also in the case study')
    expect((await kjell.submit(path, { do: 'use', thread, [`use-${thread}`]: 'ask-first' })).status).toBe(403)
    const elsewhere = await aQuestion()
    expect((await nora.submit(path, { do: 'use', thread: elsewhere.thread, [`use-${elsewhere.thread}`]: 'ask-first' })).status).toBe(404)
    expect((await read(study, thread)).use).toBe('case-study')
    expect((await nora.submit(path, { do: 'anything' })).status).toBe(400)
  })

  test('[TX1] says where words of mine were put into the text, by whom and when, and that they go from there too when I take them back', async () => {
    const { study, nora, kjell, thread } = await aQuestion({ use: 'case-study' })
    const [message] = (await read(study, thread)).messages
    const body = { section: 'summary', epoch: 1, token: aToken() }
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages/${message?.id}/put-in`, body)
    const page = await shown(nora, study)
    expect(page).toMatch(/Kjell put words of it into the text on \d+ \w+ \d{4}: “/)
    expect(page).toContain(`/studies/${study}#section-summary`)
    const back = await nora.get(`/studies/${study}/said/${thread}/take-back?lang=en`, html)
    expect(back.text).toContain('They go out of the text too')
    await nora.submit(`/studies/${study}/said/${thread}/take-back?lang=en`)
    expect(await shown(nora, study)).not.toContain('put words of it into the text')
  })

  test('[HS12] shows what I suggested to change in the text, what became of it and why, to me alone', async () => {
    const { study, nora, kjell } = await aQuestion()
    const writer = await writers.come(kjell, study)
    writer.write('s:summary', 'The hall is closed on Saturdays.')
    const path = `/api/studies/${study}/suggestions`
    const nowhere = { client: 0, clock: 0 }
    const suggest = async (quote: string, text: string) => {
      const anchor = { section: 'summary', epoch: 1, start: nowhere, end: nowhere, quote }
      const made = { section: 'summary', anchor, place: 'instead', blocks: [{ text }], reason: 'It was Sundays.' }
      return await until('the words are there', async () => {
        const answer = await nora.send('POST', path, made)
        return answer.status === 201 ? (answer.json() as { id: string }).id : undefined
      })
    }
    const declined = await suggest('on Saturdays', 'on Sundays')
    const waiting = await suggest('The hall', 'Our hall')
    expect((await kjell.send('POST', `${path}/${declined}/decline`, { reason: 'It is both.' })).status).toBe(204)
    const page = await shown(nora, study)
    const [, ofWaiting = '', ofDeclined = ''] = page.split(/<li id="suggestion-/)
    expect(page).toContain('What I suggested to change')
    expect([ofWaiting.startsWith(waiting), ofDeclined.startsWith(declined)]).toEqual([true, true])
    expect(ofWaiting).toContain('waits to be decided about')
    for (const words of ['Saturdays', 'Sundays', 'declined', 'Reason: It was Sundays.', 'Decided by Kjell', 'Because: It is both.'])
      expect(ofDeclined).toContain(words)
    expect(await shown(kjell, study)).not.toContain('What I suggested to change')

    const use = `name="use-${waiting}"`
    expect([ofWaiting.includes(use), ofDeclined.includes('name="use-'), ofWaiting.includes('Only for the writing group')]).toEqual([
      true,
      false,
      true,
    ])
    const choose = (browser: Browser, id: string, choice: string) =>
      browser.submit(`/studies/${study}/said?lang=en`, { do: 'suggestion-use', suggestion: id, [`use-${id}`]: choice })
    expect(sentTo(await choose(nora, waiting, 'case-study'))).toMatch(new RegExp(`done=saved#suggestion-${waiting}$`))
    const [, ofChosen = ''] = (await shown(nora, study)).split(/<li id="suggestion-/)
    expect(ofChosen).toMatch(/value="case-study"\s+checked/)
    expect([(await choose(kjell, waiting, 'writing-group')).status, (await choose(nora, waiting, 'all')).status]).toEqual([403, 400])
    expect((await choose(nora, declined, 'case-study')).status).toBe(409)
  })

  test('[TX2] asks me, without an account, whether my words may stand in the text, and takes my yes or no', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    const [message] = (await read(study, thread)).messages
    const reply = await nora.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'And the stove?', token: aToken() })
    const asked = [message?.id, (reply.json() as { id: string }).id]
    for (const id of asked) await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages/${id}/ask`)
    expect((await shown(nora, study)).match(/Kjell asks whether these words may stand/g)).toHaveLength(2)
    const path = `/studies/${study}/said?lang=en`
    const answer = (browser: Browser, id: string | undefined, use: string) =>
      browser.submit(path, { do: 'may-use', thread, message: id ?? '', use })
    expect((await answer(kjell, message?.id, 'case-study')).status).toBe(403)
    expect((await answer(nora, message?.id, 'everything')).status).toBe(400)
    expect(sentTo(await answer(nora, message?.id, 'case-study'))).toContain('done=saved')
    await answer(nora, asked[1], 'writing-group')
    expect(await shown(nora, study)).not.toContain('asks whether')
    const seen = ThreadView.parse((await kjell.get(`/api/studies/${study}/threads/${thread}`)).json())
    expect(seen.messages.map(({ putIn }) => putIn)).toEqual(['yes', 'refused'])
  })

  test('lets me be shown without a name, and by my name again', async () => {
    const { study, nora, kjell } = await aQuestion()
    const path = `/studies/${study}/said?lang=en`
    await nora.submit(path, { do: 'shown', mode: 'anonymous' })
    expect((await kjell.get(`/api/studies/${study}/threads?filter=all`)).text).not.toContain('Nora')
    expect(await shown(nora, study)).toContain('Show my name')
    await nora.submit(path, { do: 'shown', mode: 'named' })
    expect(await shown(nora, study)).toContain('Show me without a name')
  })
})

describe('what I type there', () => {
  const answer = { state: 'given', outcome: 'not_done', text: 'We will not pay.', reason: 'There is no budget.' }
  const settle = (browser: Browser, study: string, thread: string, note: string) =>
    browser.submit(`/studies/${study}/said?lang=en`, { do: 'settle', thread, [`settled-${thread}`]: 'no', [`note-${thread}`]: note })
  const reply = (browser: Browser, address: { study: string; thread: string }, words: string, language = 'en') =>
    browser.submit(`/studies/${address.study}/said?lang=${language}`, {
      do: 'reply',
      thread: address.thread,
      token: aToken(),
      [`reply-${address.thread}`]: words,
    })

  test('[HS10] stays in its form when it is too long, and what nobody can see is asked for', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/answers`, answer)
    const long = 'My long note. '.repeat(400)
    const page = await settle(nora, study, thread, long)
    expect(page.status).toBe(422)
    expect(page.text).toContain(`<a href="#note-${thread}">`)
    expect(page.text).toMatch(new RegExp(`<textarea[^>]*id="note-${thread}"[^>]*aria-invalid="true"[^>]*>\\n${long}</textarea>`))
    expect(page.text).toMatch(/value="no"\s+checked/)
    const unseen = await settle(nora, study, thread, '\u200B')
    expect([unseen.status, unseen.text.includes('Write your note, or answer “Yes”')]).toEqual([422, true])
  })

  test.each([
    ['en', 'Comments are not open', 'Your words, to copy'],
    ['nb', 'Det er ikke åpnet for kommentarer', 'Ordene dine, så du kan kopiere dem'],
    ['sv', 'Det går inte att kommentera', 'Dina ord, så att du kan kopiera dem'],
  ])('[HS10] is there to copy when comments were closed meanwhile: %s', async (language, reason, copy) => {
    const { study, nora, thread } = await aQuestion()
    await siri.send('PUT', `/api/studies/${study}/comments`, { open: false })
    const page = await reply(nora, { study, thread }, 'They also wash <up>.', language)
    expect(page.status).toBe(403)
    for (const words of [reason, copy]) expect(page.text).toContain(words)
    expect(page.text).toContain(`<a href="#reply-${thread}">`)
    expect(page.text).toMatch(new RegExp(`<textarea id="reply-${thread}"[^>]*readonly[^>]*>They also wash &lt;up&gt;.</textarea>`))
    // For a program it is a problem like any other.
    const body = new URLSearchParams({ do: 'reply', thread, token: aToken(), [`reply-${thread}`]: 'Up.' })
    expect(problemIn(await nora.request(`/studies/${study}/said`, { method: 'POST', body })).code).toBe('comments-closed')
  })

  test('[HS10] is there to copy when I have no place there any more, or am not signed in', async () => {
    const { study, nora, thread } = await aQuestion()
    await siri.send('DELETE', `/api/studies/${study}/people/${(await meIn(nora, study)).participantId}`)
    for (const browser of [nora, new Browser(server)]) {
      const page = await reply(browser, { study, thread }, 'They also wash up.')
      expect([404, 401]).toContain(page.status)
      expect(page.text).toMatch(/<textarea id="[^"]+"[^>]*>\n?They also wash up.<\/textarea>/)
    }
  })

  test('[HS10] stays in its form when it was a lot in a short time, with how long to wait', async () => {
    const { study, nora, thread } = await aQuestion()
    let page = await reply(nora, { study, thread }, 'Reply 0')
    for (let i = 1; page.status === 303 && i < 100; i += 1) page = await reply(nora, { study, thread }, `Reply ${i} typed`)
    expect(page.status).toBe(429)
    expect(page.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(page.text).toMatch(/Wait \d+ minutes, then press “Send” again/)
    expect(page.text).toMatch(
      new RegExp(`<details[^>]*open[^>]*>(?:(?!</details>)[\\s\\S])*id="reply-${thread}"[^>]*>\\nReply \\d+ typed</`),
    )
  })

  test('[HS10] may be said anew about an answer: what I had against it stays, and later it settles it', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/answers`, answer)
    expect(await shown(nora, study)).not.toContain('Say something else about the answer')
    expect(sentTo(await settle(nora, study, thread, 'Then say who decides.'))).toContain('done=saved')
    const disagreed = await shown(nora, study)
    expect(disagreed).toMatch(new RegExp(`Say something else about the answer(?:(?!</details>)[\\s\\S])*name="settled-${thread}"`))
    await nora.submit(`/studies/${study}/said?lang=en`, { do: 'settle', thread, [`settled-${thread}`]: 'yes' })
    const { state, disagreement } = await read(study, thread)
    expect([state, disagreement]).toEqual(['accepted', 'Then say who decides.'])
  })
})

describe('taking back what I said', () => {
  test('[HS8] is two presses: one page says what goes and what stays, until when; then the words are in no page, list, answer or file', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'I will find out.', token: aToken() })
    const path = `/studies/${study}/said/${thread}/take-back?lang=en`
    const asked = await nora.get(path, html)
    expect(asked.text).toContain('Who pays the women who cook?')
    const inThirtyDays = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.now() + 30 * 24 * 60 * 60_000)
    expect(asked.text).toContain(`Backups hold them until ${inThirtyDays} at the latest`)
    expect((await read(study, thread)).takenBack).toBe(false)
    expect((await kjell.submit(path)).status).toBe(403)
    const done = await nora.submit(path)
    expect(sentTo(done)).toContain('done=taken-back')
    expect(await shown(nora, study)).toContain('You took back what you had said here.')
    const places = [
      `/api/studies/${study}/threads?filter=all`,
      `/api/studies/${study}/threads/${thread}`,
      `/studies/${study}`,
      `/studies/${study}/said`,
      `/api/studies/${study}/export?format=json`,
    ]
    for (const place of places)
      for (const browser of [siri, kjell, nora]) expect((await browser.get(place, html)).text, place).not.toContain('Who pays the women')
    expect((await read(study, thread)).messages.map(({ state, text }) => [state, text])).toEqual([
      ['taken-back', ''],
      ['said', 'I will find out.'],
    ])
  })
})

describe('what I said to others', () => {
  test('stands there as well, and is taken back by itself', async () => {
    const { study, nora, kjell, thread } = await aQuestion()
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'I will find out.', token: aToken() })
    const page = await shown(kjell, study)
    expect(page).toContain('What I said to others')
    expect(page).toContain('I will find out.')
    expect(page).not.toContain('Who pays the women')
    const path = /href="(\/studies\/[^"]*message=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await kjell.get(path, html)).text).toContain('I will find out.')
    expect((await nora.submit(path)).status).toBe(403)
    await kjell.submit(path)
    expect(await shown(kjell, study)).not.toContain('I will find out.')
    expect((await read(study, thread)).messages.map(({ state, text }) => [state, text])).toEqual([
      ['said', 'Who pays the women who cook?'],
      ['deleted', ''],
    ])
  })
})

describe('what I said in a thread that is hidden', () => {
  test('is taken back like everything else', async () => {
    const { study, kjell, thread } = await aQuestion()
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'I will find out.', token: aToken() })
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'It names somebody.' })
    const [question, reply] = (await read(study, thread)).messages
    const path = `/api/studies/${study}/threads/${thread}/messages`
    expect((await kjell.send('DELETE', `${path}/${question?.id}`)).status).toBe(403)
    expect((await kjell.send('DELETE', `${path}/${reply?.id}`)).status).toBe(204)
    expect((await read(study, thread)).messages[1]).toMatchObject({ state: 'deleted', text: '' })
  })
})

describe('my words in the text', () => {
  test('[HS7] stand there with those of others beside them, who moved them, and how many are gone', async () => {
    const { study, neighbour } = await aStudyOfTwo(server, siri)
    const mine = await writers.come(siri, study)
    mine.write('s:summary', 'We counted the stairs of this house.')
    mine.write('s:summary', 'And the cellar below it, too.')
    await until('it is stored', async () => (await shown(siri, study)).includes('And the cellar'))
    const theirs = await writers.come(neighbour, study)
    await until('it is there', () => theirs.doc.getXmlFragment('s:summary').length === 2)
    theirs.doc.getXmlFragment('s:summary').delete(1, 1)
    await until('it is gone', async () => !(await shown(siri, study)).includes('And the cellar'))
    await server.running.house.rooms.count(study as StudyId)
    const page = await shown(siri, study)
    expect(page).toContain('We counted the stairs of this house.')
    expect(page).toContain('Others have taken out 6 of your words here.')
    expect(await shown(neighbour, study)).not.toContain('We counted the stairs')
  })

  test('that another sector has changed are shown as they were, with what is gone struck out', async () => {
    const { study, neighbour, participant } = await aStudyOfTwo(server, siri)
    const mine = await writers.come(neighbour, study)
    mine.write('s:summary', 'Nobody ever asked us.')
    await until('it is stored', async () => (await shown(neighbour, study)).includes('Nobody ever asked us'))
    const { house } = server.running
    const by = (await meIn(siri, study)).participantId as ParticipantId
    const author = participant as ParticipantId
    const [voice] = await house.rooms.read(study as StudyId, ({ voices }) => voices.filter((one) => one.by === author))
    if (voice === undefined) throw new Error('nobody has spoken')
    const was = { type: 'paragraph', content: [{ type: 'text', text: 'They never asked us what we wanted.', voice: voice.id } as const] }
    const about = { section: 'partners' as SectionKey, author, by, bySector: 'public', was, gone: [[0, 10]] } as const
    const counted = { seq: 1, at: Date.now(), lost: 2, words: 7, place: 0, epoch: 1, client: 1, clock: 0 }
    await house.database.store.tx(addSoftening(study as StudyId, { ...about, ...counted }))
    const page = await shown(neighbour, study)
    expect(page).toMatch(/Siri Steward changed this on/)
    expect(page).toContain('<del>They never</del> asked us what we wanted.')
    expect(page).toContain('Nothing of it stands in the text now.')
  })
})
