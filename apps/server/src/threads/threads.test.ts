import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { ThreadBegun, ThreadList, ThreadView } from '@samskriv/protocol'
import { problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aListener } from '../testing/a-listener.ts'
import { until } from '../testing/until.ts'
import { anOpenLink, cameBy, meIn } from '../testing/a-way-in.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

let tokens = 0
const aToken = (): string => `token-of-a-form-${(tokens += 1)}`.padEnd(20, '0')

/** A study that is open for comments, its steward, a resident who came by a link, and a clerk of the council who edits. */
async function aStudyToTalkAbout() {
  const { study, path } = await anOpenLink(siri)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
  const nora = await cameBy(server, path)
  await nora.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  await nora.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'Nora' })
  const kjell = await cameBy(server, path)
  await kjell.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  const { participantId } = await meIn(kjell, study)
  await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'editor' })
  return { study, nora, kjell, path }
}

async function begin(browser: Browser, study: string, more: object = {}): Promise<string> {
  const words = { kind: 'question', text: 'Who pays the women who cook?', token: aToken() }
  const answer = await browser.send('POST', `/api/studies/${study}/threads`, { ...words, ...more })
  expect(answer.status, answer.text).toBe(201)
  return ThreadBegun.parse(answer.json()).id
}

const listed = async (browser: Browser, study: string, query = 'filter=all'): Promise<ThreadList> =>
  ThreadList.parse((await browser.get(`/api/studies/${study}/threads?${query}`)).json())
const read = async (browser: Browser, study: string, thread: string): Promise<ThreadView> =>
  ThreadView.parse((await browser.get(`/api/studies/${study}/threads/${thread}`)).json())
const code = async (answer: ReturnType<Browser['send']>): Promise<string> => problemIn(await answer).code

describe('a thread', () => {
  test('is begun with words that stay tied to who said them, in which sector and when', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study, { section: 'summary' })
    const view = await read(kjell, study, thread)
    expect(view).toMatchObject({ kind: 'question', section: 'summary', state: 'open', waiting: true, mine: false })
    expect(view.asker).toMatchObject({ name: 'Nora', sector: 'community' })
    expect(view.messages.map(({ text, by }) => [text, by.name])).toEqual([['Who pays the women who cook?', 'Nora']])
  })

  test('of the community is owed an answer within fourteen days; thanks are not', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const asked = await read(kjell, study, await begin(nora, study))
    const due = Date.parse(asked.owed?.due ?? '') - Date.parse(asked.at)
    expect(due).toBe(14 * 24 * 60 * 60_000)
    expect(await read(kjell, study, await begin(nora, study, { kind: 'thanks' }))).toMatchObject({ owed: null, waiting: false })
    expect((await read(kjell, study, await begin(kjell, study))).owed).toBeNull()
  })

  test('sent twice with one form is there once', async () => {
    const { study, nora } = await aStudyToTalkAbout()
    const token = aToken()
    const first = await begin(nora, study, { token })
    expect(await begin(nora, study, { token })).toBe(first)
    expect((await listed(nora, study)).counts.all).toBe(1)
  })

  test('keeps lines, emoji and every script, and no control characters or direction overrides', async () => {
    const { study, nora } = await aStudyToTalkAbout()
    const text = 'Ingen svarte.\n\nلماذا؟ 👩🏽‍🍳 <b>not bold</b> javascript:alert(1)'
    const thread = await begin(nora, study, { text: `\u202E${text}\r\n\r\n\r\n` })
    expect((await read(nora, study, thread)).messages[0]?.text).toBe(text)
    expect(await code(nora.send('POST', `/api/studies/${study}/threads`, { kind: 'comment', text: 'a\u0000b', token: aToken() }))).toBe(
      'invalid-body',
    )
    expect(
      await code(nora.send('POST', `/api/studies/${study}/threads`, { kind: 'comment', text: 'å'.repeat(5_001), token: aToken() })),
    ).toBe('invalid-body')
  })

  test('takes who, when and which sector from the session, never from the body', async () => {
    const { study, nora } = await aStudyToTalkAbout()
    for (const forged of [{ sector: 'public' }, { at: '2020-01-01T00:00:00Z' }, { participant: 'x' }, { asker: 'x' }]) {
      const body = { kind: 'comment', text: 'Hello', token: aToken(), ...forged }
      expect(await code(nora.send('POST', `/api/studies/${study}/threads`, body))).toBe('invalid-body')
    }
  })

  test('waits until a steward opens the study for comments, and stays to be read when they close it', async () => {
    const { study, nora } = await aStudyToTalkAbout()
    const thread = await begin(nora, study)
    await siri.send('PUT', `/api/studies/${study}/comments`, { open: false })
    expect(await code(nora.send('POST', `/api/studies/${study}/threads`, { kind: 'comment', text: 'Hm', token: aToken() }))).toBe(
      'comments-closed',
    )
    expect(await code(nora.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'Hm', token: aToken() }))).toBe(
      'comments-closed',
    )
    expect((await read(nora, study, thread)).may.reply).toBe(false)
  })

  test('is replied to, edited and deleted by its own; what was deleted leaves a gap', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study, { kind: 'comment' })
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'I will find out.', token: aToken() })
    const [question, reply] = (await read(nora, study, thread)).messages
    const path = `/api/studies/${study}/threads/${thread}/messages`
    expect(await code(nora.send('PATCH', `${path}/${reply?.id}`, { text: 'I will not.' }))).toBe('not-your-words')
    expect((await nora.send('PATCH', `${path}/${question?.id}`, { text: 'Who pays the women who cook, and how much?' })).status).toBe(204)
    expect((await nora.send('DELETE', `${path}/${question?.id}`)).status).toBe(204)
    const after = await read(kjell, study, thread)
    expect(after.messages.map(({ state, text }) => [state, text])).toEqual([
      ['deleted', ''],
      ['said', 'I will find out.'],
    ])
    expect(after.messages[0]?.editedAt).not.toBeNull()
    expect(await code(nora.send('PATCH', `${path}/${question?.id}`, { text: 'Again' }))).toBe('unknown-message')
  })

  test('is resolved and taken up again with who and when, and nothing of it is deleted', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study, { kind: 'comment' })
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/resolve`)
    const resolved = await read(nora, study, thread)
    expect(resolved.resolved?.by.sector).toBe('public')
    expect(resolved.messages[0]?.text).toBe('Who pays the women who cook?')
    expect((await listed(nora, study, 'filter=open')).threads).toEqual([])
    await nora.send('POST', `/api/studies/${study}/threads/${thread}/reopen`)
    expect((await read(nora, study, thread)).resolved).toBeNull()
  })

  test('that is hidden stays counted and says why, shows its words to stewards and its author alone, and takes no reply', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study, { text: 'The number of my neighbour is 555 01 23' })
    expect(await code(kjell.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'A number' }))).toBe('not-steward')
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'It holds somebody’s telephone number.' })
    const seen = await listed(kjell, study)
    expect(seen.counts.all).toBe(1)
    expect(seen.threads[0]).toMatchObject({ begins: '', hidden: { reason: 'It holds somebody’s telephone number.' } })
    expect(JSON.stringify(seen)).not.toContain('555')
    expect(await code(kjell.get(`/api/studies/${study}/threads/${thread}`))).toBe('thread-hidden')
    expect((await read(nora, study, thread)).messages[0]?.text).toContain('555')
    for (const browser of [kjell, nora, siri])
      expect(await code(browser.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'Hm', token: aToken() }))).toBe(
        'thread-hidden',
      )
  })

  test('for the organisers reaches stewards and whoever began it, and is unknown to everybody else', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study, { audience: 'organisers', text: 'Somebody here frightens me.' })
    expect((await read(siri, study, thread)).messages[0]?.text).toBe('Somebody here frightens me.')
    expect((await read(nora, study, thread)).mine).toBe(true)
    const unknown = await kjell.get(`/api/studies/${study}/threads/${thread}`)
    expect(unknown.text).toBe((await kjell.get(`/api/studies/${study}/threads/nothing`)).text)
    expect((await listed(kjell, study)).counts.all).toBe(0)
    expect(await code(kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'Hm', token: aToken() }))).toBe(
      'unknown-thread',
    )
  })

  test('is taken back without a reason: its words are nowhere, and that something was said stays', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study, { text: 'We said something rare.' })
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'Thank you.', token: aToken() })
    expect(await code(kjell.send('POST', `/api/studies/${study}/threads/${thread}/take-back`))).toBe('not-your-words')
    expect((await nora.send('POST', `/api/studies/${study}/threads/${thread}/take-back`)).status).toBe(204)
    const after = await read(kjell, study, thread)
    expect(after).toMatchObject({ takenBack: true, state: 'withdrawn', waiting: false })
    expect(after.messages.map(({ state, text }) => [state, text])).toEqual([
      ['taken-back', ''],
      ['said', 'Thank you.'],
    ])
    for (const path of ['threads', `threads/${thread}`])
      for (const browser of [siri, nora, kjell]) expect((await browser.get(`/api/studies/${study}/${path}`)).text).not.toContain('rare')
  })

  test('of another study, by a participant of this one, is unknown', async () => {
    const here = await aStudyToTalkAbout()
    const there = await aStudyToTalkAbout()
    const thread = await begin(there.nora, there.study)
    for (const path of ['resolve', 'take-back', 'reopen'])
      expect(await code(siri.send('POST', `/api/studies/${here.study}/threads/${thread}/${path}`)), path).toBe('unknown-thread')
  })

  test('has a translation beside it that never stands instead of it, and goes when the words change', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study, { text: 'Yaa lacagta siiya haweenka wax kariya? Waxaan rabaa in laga jawaabo.' })
    const [message] = (await read(nora, study, thread)).messages
    expect(message?.language).toBe('so')
    const path = `/api/studies/${study}/threads/${thread}/messages/${message?.id}`
    await kjell.send('PUT', `${path}/translation`, { language: 'en', text: 'Who pays the women who cook?' })
    const [translated] = (await read(nora, study, thread)).messages
    expect(translated?.text).toContain('Yaa lacagta')
    expect(translated?.translations).toMatchObject([{ language: 'en', text: 'Who pays the women who cook?', by: { sector: 'public' } }])
    await nora.send('PATCH', path, { text: 'Yaa lacagta siiya?' })
    expect((await read(nora, study, thread)).messages[0]?.translations).toEqual([])
  })

  test('[TH4] has its translation deleted by whoever put it there, also once they have left, and by nobody else', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const thread = await begin(nora, study)
    const path = `/api/studies/${study}/threads/${thread}/messages/${(await read(nora, study, thread)).messages[0]?.id}/translation`
    for (const language of ['nb', 'sv']) await kjell.send('PUT', path, { language, text: 'Hvem betaler kvinnene som lager mat?' })
    const own = async (browser: Browser) => (await read(browser, study, thread)).messages[0]?.translations.map((one) => one.own)
    expect([await own(kjell), await own(nora)]).toEqual([
      [true, true],
      [false, false],
    ])
    for (const browser of [nora, siri]) expect(await code(browser.send('DELETE', `${path}/nb`))).toBe('not-your-words')
    expect((await kjell.send('DELETE', `${path}/nb`)).status).toBe(204)
    expect(await code(kjell.send('DELETE', `${path}/nb`))).toBe('unknown-message')
    expect((await kjell.send('POST', `/api/studies/${study}/leave`)).status).toBe(204)
    expect((await kjell.send('DELETE', `${path}/sv`)).status).toBe(204)
    const [left] = (await read(nora, study, thread)).messages
    expect([left?.text, left?.translations]).toEqual(['Who pays the women who cook?', []])
    // Whoever has left learns nothing of what is not theirs.
    for (const language of ['sv', 'en']) expect(await code(kjell.send('DELETE', `${path}/${language}`))).toBe('unknown-study')
  })

  test('goes on being the same list, page by page, with filters and counts', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const first = await begin(nora, study, { kind: 'concern', section: 'summary' })
    await begin(nora, study, { kind: 'comment', section: 'partners' })
    await begin(kjell, study)
    const { counts } = await listed(nora, study)
    expect(counts).toEqual({ open: 3, waiting: 2, overdue: 0, mine: 2, all: 3 })
    expect((await listed(kjell, study, 'filter=waiting&section=summary')).threads.map(({ id }) => id)).toEqual([first])
    expect((await listed(kjell, study, 'filter=all&sector=public')).threads).toHaveLength(1)
    expect(await code(kjell.get(`/api/studies/${study}/threads?filter=everything`))).toBe('malformed-request')
  })

  test('[AN10] is told to open pages by its id, and asked for alone, with the counts of all', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const page = await aListener(kjell, study)
    const [first, second] = [await begin(nora, study), await begin(nora, study, { section: 'summary' })]
    await nora.send('POST', `/api/studies/${study}/threads/${first}/resolve`)
    await until('they are announced', () => page.events.length === 3)
    expect(page.events).toEqual([first, second, first].map((thread) => ({ kind: 'threads', thread })))
    const { threads, next, counts } = await listed(kjell, study, `filter=open&thread=${first}&thread=${second}`)
    expect([threads.map(({ id }) => id), next, counts.all]).toEqual([[second], null, 2])
    page.close()
  })

  test('[AN10] for the organisers alone is not named to anybody, and is no answer to whoever may not read it', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const page = await aListener(kjell, study)
    const thread = await begin(nora, study, { audience: 'organisers' })
    await nora.send('POST', `/api/studies/${study}/threads/${thread}/messages`, { text: 'Please.', token: aToken() })
    await until('they are announced', () => page.events.length === 2)
    expect(page.events).toEqual([{ kind: 'threads' }, { kind: 'threads' }])
    const seen = async (browser: Browser) => (await listed(browser, study, `filter=all&thread=${thread}`)).threads.length
    expect([await seen(nora), await seen(siri), await seen(kjell)]).toEqual([1, 1, 0])
    const many = Array.from({ length: 101 }, () => `thread=${thread}`).join('&')
    expect(await code(kjell.get(`/api/studies/${study}/threads?${many}`))).toBe('malformed-request')
    page.close()
  })

  test('about words stays on them while others write before them, and keeps them when they are gone', async () => {
    const { study, nora, kjell } = await aStudyToTalkAbout()
    const writer = await writers.come(kjell, study)
    writer.write('s:summary', 'The hall is closed on Saturdays this year.')
    const text = textIn(writer.doc)
    const anchor = anchorOn(text, 'closed on Saturdays')
    const thread = await until('the words are on the server', async () => {
      const answer = await nora.send('POST', `/api/studies/${study}/threads`, { kind: 'question', text: 'Why?', anchor, token: aToken() })
      return answer.status === 201 ? ThreadBegun.parse(answer.json()).id : undefined
    })
    expect(await read(kjell, study, thread)).toMatchObject({
      section: 'summary',
      anchor: { quote: 'closed on Saturdays', state: 'attached' },
    })
    text.insert(0, 'We were told: ')
    text.delete(text.toString().indexOf(' closed'), ' closed on Saturdays'.length)
    await until('the words are gone', async () => (await read(nora, study, thread)).anchor?.state === 'detached')
    expect((await read(nora, study, thread)).anchor?.quote).toBe('closed on Saturdays')
    const late = await nora.send('POST', `/api/studies/${study}/threads`, { kind: 'question', text: 'Why?', anchor, token: aToken() })
    expect(problemIn(late).code).toBe('words-gone')
  })
})

function textIn(doc: Y.Doc): Y.XmlText {
  const paragraph = doc.getXmlFragment('s:summary').get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no paragraph')
  return text
}

/** Words of a text that one hand typed at once: ids count up letter by letter. */
function anchorOn(text: Y.XmlText, quote: string) {
  const first = text._start?.id
  if (first === undefined) throw new Error('no words')
  const clock = first.clock + text.toString().indexOf(quote)
  const at = (offset: number) => ({ client: first.client, clock: clock + offset })
  return { section: 'summary', epoch: 1, start: at(0), end: at(quote.length - 1), quote }
}
