import { SectionText, type CharacterId } from '@samskriv/attribution'
import { noticesFor, type Notice } from '@samskriv/database'
import { sectionRoot, writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, Sector, StudyId } from '@samskriv/domain'
import { BalanceView, SectionVoices, WordsPlaced } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, aToken, begin, readThread, refusalOf, type Talk } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const summary = 'summary' as SectionKey
const said = 'The hall is cold. We cook in our coats, and nobody pays.'
const standing = 'The hall opened in May.'

/** Nora has said something that may be in the case study; the clerk has written a line. */
async function aComment(more: object = {}): Promise<Talk & { thread: string; message: string; path: string }> {
  const talk = await aTalk(server, siri)
  const thread = await begin(talk.nora, talk.study, { kind: 'comment', text: said, use: 'case-study', ...more })
  await write(talk.study, talk.kjell, 'public', standing)
  const [message] = (await readThread(talk.nora, talk.study, thread)).messages
  return { ...talk, thread, message: message?.id ?? '', path: `/api/studies/${talk.study}/threads/${thread}/messages/${message?.id}` }
}

async function write(study: string, browser: Browser, sector: Sector, ...texts: string[]): Promise<void> {
  const { participantId } = await meIn(browser, study)
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { by: participantId as ParticipantId, typedBy: null, sector, mode: 'typed_by_self' },
    change: ({ doc }) =>
      writeNodes(
        doc,
        summary,
        texts.map((text) => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text, voice: null }] })),
        () => {},
      ),
  })
}

/** The letter that some words end with. */
async function letterAt(study: string, words: string): Promise<{ after: CharacterId; epoch: number }> {
  return await server.running.house.rooms.read(study as StudyId, ({ doc, epoch }) => {
    const text = SectionText.of(doc, summary)
    const after = text.idAt(text.text.indexOf(words) + words.length - 1)
    if (after === null) throw new Error(`“${words}” is not there`)
    return { after, epoch }
  })
}

const put = async (browser: Browser, path: string, more: object = {}) =>
  await browser.send('POST', `${path}/put-in`, { section: 'summary', epoch: 1, token: aToken(), ...more })

async function voicesIn(study: string): Promise<[number, string, string, string | undefined][]> {
  const { spans, voices } = SectionVoices.parse((await siri.get(`/api/studies/${study}/sections/summary/voices`)).json())
  return spans.map(({ line, text, voice }) => [line, text, voices[voice]?.name ?? '', voices[voice]?.saidIn?.thread])
}

const linesIn = async (study: string): Promise<string[]> =>
  await server.running.house.rooms.read(study as StudyId, ({ doc }) => SectionText.of(doc, summary).text.split('\n'))

const noticesOf = async (browser: Browser, study: string): Promise<Notice['kind'][]> => {
  const { participantId } = await meIn(browser, study)
  const notices = await server.running.house.database.store.read(noticesFor(participantId as ParticipantId, 20))
  return notices.map(({ kind }) => kind)
}

describe('[TX1] words of a comment put into the text', () => {
  test('are their author’s, in the sector they spoke in, and lead back to where they were said', async () => {
    const { study, kjell, nora, thread, message, path } = await aComment()
    const place = await letterAt(study, 'in May')
    const placed = await put(kjell, path, { ...place, words: 'We cook in our coats' })
    expect(placed.status, placed.text).toBe(201)
    const { id, anchor } = WordsPlaced.parse(placed.json())
    expect(await voicesIn(study)).toEqual([
      [0, 'The hall opened in May', expect.any(String), undefined],
      [0, ' We cook in our coats', 'Nora', thread],
      [0, '.', expect.any(String), undefined],
    ])
    const balance = BalanceView.parse((await kjell.get(`/api/studies/${study}/balance`)).json())
    expect(balance.study.words).toMatchObject({ community: 5, public: 5 })
    const view = await readThread(nora, study, thread)
    expect(view.placements).toMatchObject([
      { id, message, section: 'summary', anchor: { id: anchor, state: 'attached' }, by: { sector: 'public' }, mayTakeOut: true },
    ])
    expect(view.inText).toEqual([{ section: 'summary', anchor }])
    expect(await noticesOf(nora, study)).toEqual(['put-in'])
    const file = (await kjell.get(`/api/studies/${study}/export?format=json`)).json() as { participants: { id: string; label: string }[] }
    expect(JSON.stringify(file)).toContain('We cook in our coats')
  })

  test('stand as paragraphs after the one the caret is in when they are several, at the end without a place, and in an empty paragraph', async () => {
    const { study, kjell, path } = await aComment({ text: 'First.\n\nSecond.' })
    await write(study, kjell, 'public', 'The last one.')
    await put(kjell, path, await letterAt(study, 'The hall'))
    expect(await linesIn(study)).toEqual([standing, 'First.', 'Second.', 'The last one.'])
    await put(kjell, path, { words: 'Second.' })
    expect((await linesIn(study)).at(-1)).toBe('Second.')
    await write(study, kjell, 'public', '')
    const block = await server.running.house.rooms.read(study as StudyId, ({ doc }) => {
      const item = doc.getXmlFragment(sectionRoot(summary)).toArray().at(-1)?._item
      return { client: item?.id.client ?? 0, clock: item?.id.clock ?? 0 }
    })
    expect((await put(kjell, path, { block, words: 'First.' })).status).toBe(201)
    expect(await linesIn(study)).toEqual([standing, 'First.', 'Second.', 'The last one.', 'Second.', 'First.'])
  })

  test('are there once, however often the same form is sent, also at once', async () => {
    const { study, kjell, thread, path } = await aComment()
    const token = aToken()
    const [first, second] = await Promise.all([put(kjell, path, { token }), put(kjell, path, { token })])
    const third = await put(kjell, path, { token })
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201])
    expect(new Set([first, second, third].map((answer) => WordsPlaced.parse(answer.json()).id)).size).toBe(1)
    expect((await readThread(kjell, study, thread)).placements).toHaveLength(1)
    expect((await linesIn(study)).filter((line) => line === said)).toHaveLength(1)
  })

  test('are put there by editors and stewards of the study alone', async () => {
    const here = await aComment()
    const there = await aComment()
    expect(await refusalOf(put(here.nora, here.path))).toBe('role-too-low')
    const foreign = `/api/studies/${here.study}/threads/${there.thread}/messages/${there.message}`
    expect(await refusalOf(put(here.kjell, foreign))).toBe('unknown-thread')
    expect(await refusalOf(put(here.kjell, `/api/studies/${here.study}/threads/${here.thread}/messages/${there.message}`))).toBe(
      'unknown-message',
    )
    expect(await refusalOf(put(there.kjell, here.path))).toBe('unknown-study')
    const { participantId } = await meIn(here.kjell, here.study)
    await siri.send('PATCH', `/api/studies/${here.study}/people/${participantId}`, { role: 'reader' })
    expect(await refusalOf(put(here.kjell, here.path))).toBe('role-too-low')
    for (const study of [here.study, there.study]) expect(await linesIn(study)).toEqual([standing])
  })

  test('take who, when and which sector from what was said, never from the body, and are words that were said', async () => {
    const { kjell, study, path } = await aComment()
    for (const forged of [
      { by: 'x' },
      { sector: 'public' },
      { at: '2020-01-01T00:00:00Z' },
      { words: 'We are paid well.' },
      { words: ' ' },
    ])
      expect(await refusalOf(put(kjell, path, forged))).toBe('invalid-body')
    expect(problemIn(await put(kjell, path, { words: 'cold cook' })).errors).toEqual([{ path: 'words', code: 'not-said' }])
    expect(await refusalOf(put(kjell, path, { section: 'nowhere' }))).toBe('unknown-section')
    expect(await linesIn(study)).toEqual([standing])
  })

  test('go nowhere when the place is gone, and the answer says so', async () => {
    const { kjell, study, path, thread } = await aComment()
    const { after, epoch } = await letterAt(study, 'May')
    const gone = { client: after.client, clock: after.clock + 5_000 }
    expect(await refusalOf(put(kjell, path, { after: gone, epoch }))).toBe('place-gone')
    expect(await refusalOf(put(kjell, path, { after, epoch: epoch + 1 }))).toBe('place-gone')
    expect(await refusalOf(put(kjell, path, { block: gone, epoch }))).toBe('place-gone')
    expect((await put(kjell, path, { after: gone, before: after, epoch, words: 'cold' })).status).toBe(201)
    expect((await linesIn(study))[0]).toBe('The hall opened in Ma cold y.')
    expect((await readThread(kjell, study, thread)).placements).toHaveLength(1)
  })

  test('never take apart a sentence of the community’s by another sector’s hand', async () => {
    const { study, kjell, nora, path } = await aComment()
    await write(study, nora, 'community', 'We know the stairs. They are steep.')
    expect(await refusalOf(put(kjell, path, { ...(await letterAt(study, 'We know')), words: 'cold' }))).toBe('inside-a-sentence')
    expect((await put(kjell, path, { ...(await letterAt(study, 'stairs.')), words: 'The hall is cold.' })).status).toBe(201)
    expect((await linesIn(study)).at(-1)).toBe('We know the stairs. The hall is cold. They are steep.')
  })

  test('are never those of a message that is hidden, deleted or taken back, or was said to the organisers alone', async () => {
    const { study, kjell, nora, path, thread } = await aComment()
    const private_ = await begin(nora, study, { audience: 'organisers', text: 'Somebody frightens me.', use: 'case-study' })
    const [one] = (await readThread(nora, study, private_)).messages
    const privatePath = `/api/studies/${study}/threads/${private_}/messages/${one?.id}`
    expect(await refusalOf(put(siri, privatePath))).toBe('only-for-organisers')
    expect(await refusalOf(put(kjell, privatePath))).toBe('unknown-thread')
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'It names somebody.' })
    for (const browser of [kjell, siri]) expect(await refusalOf(put(browser, path))).toBe('thread-hidden')
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/show`)
    await nora.send('DELETE', path)
    expect(await refusalOf(put(kjell, path))).toBe('unknown-message')
    const other = await aComment()
    await other.nora.send('POST', `/api/studies/${other.study}/threads/${other.thread}/take-back`)
    expect(await refusalOf(put(other.kjell, other.path))).toBe('unknown-message')
    for (const id of [study, other.study]) expect(await linesIn(id)).toEqual([standing])
  })

  test('are taken out again by whoever put them there, who said them, or a steward, and leave what was there before', async () => {
    const { study, kjell, nora, thread, path } = await aComment()
    const place = await letterAt(study, 'in May')
    const putOnce = async () => WordsPlaced.parse((await put(kjell, path, { ...place, words: 'We cook in our coats' })).json()).id
    for (const browser of [kjell, nora, siri]) {
      const id = await putOnce()
      const placement = `/api/studies/${study}/threads/${thread}/placements/${id}`
      expect((await browser.send('DELETE', placement)).status).toBe(204)
      expect(await linesIn(study)).toEqual([standing])
      expect(await refusalOf(browser.send('DELETE', placement))).toBe('unknown-placement')
    }
    const lines = WordsPlaced.parse((await put(siri, path)).json()).id
    expect(await refusalOf(kjell.send('DELETE', `/api/studies/${study}/threads/${thread}/placements/${lines}`))).toBe('not-your-words')
    await siri.send('DELETE', `/api/studies/${study}/threads/${thread}/placements/${lines}`)
    expect(await linesIn(study)).toEqual([standing])
    expect((await readThread(kjell, study, thread)).placements).toEqual([])
  })
})

describe('[TX4] words in the text follow what whoever said them lets be done with them', () => {
  const words = 'We cook in our coats'
  const heldBy = async (study: string): Promise<Record<string, boolean>> => {
    const held: Record<string, boolean> = {}
    for (const format of ['html', 'json', 'md'])
      held[format] = (await siri.get(`/api/studies/${study}/export?format=${format}`)).text.includes(words)
    held['page'] = (await siri.get(`/studies/${study}`, { accept: 'text/html' })).text.includes(words)
    return held
  }

  test.each([
    ['all that they said', 'PATCH', (here: { study: string; thread: string }) => `/api/studies/${here.study}/threads/${here.thread}`],
    ['one message', 'PUT', (here: { path: string }) => `${here.path}/use`],
  ] as const)('in every file, and back again, when they choose it of %s', async (_what, method, addressOf) => {
    const here = await aComment()
    const choose = async (use: string) => expect((await here.nora.send(method, addressOf(here), { use })).status).toBe(204)
    await put(here.kjell, here.path, { words })
    expect(await heldBy(here.study)).toEqual({ html: true, json: true, md: true, page: true })
    await choose('writing-group')
    // The page is for those who write; others get a placeholder, which is counted.
    expect(await heldBy(here.study)).toEqual({ html: false, json: false, md: false, page: true })
    const file = (await siri.get(`/api/studies/${here.study}/export?format=json`)).json()
    expect(file).toMatchObject({ leftOut: { passages: 1 } })
    await choose('case-study')
    expect(await heldBy(here.study)).toEqual({ html: true, json: true, md: true, page: true })
  })

  test('and whoever put them there is told, once, when they go no further', async () => {
    const { study, kjell, nora, thread, path } = await aComment()
    const choose = async (use: string) => await nora.send('PATCH', `/api/studies/${study}/threads/${thread}`, { use })
    await choose('ask-first')
    await choose('case-study')
    expect(await noticesOf(kjell, study)).toEqual([])
    await put(kjell, path, { words })
    await choose('ask-first')
    await choose('writing-group')
    expect(await noticesOf(kjell, study)).toEqual(['use-narrowed'])
    expect((await kjell.get(`/studies/${study}/notices?lang=en`, { accept: 'text/html' })).text).toContain('Nora keeps words')
  })

  test('and whoever said them reads that on their own page, with the way to take them out, without JavaScript', async () => {
    const { study, kjell, nora, thread, path } = await aComment()
    const placed = WordsPlaced.parse((await put(kjell, path, { words })).json())
    const own = `/studies/${study}/said?lang=en`
    const page = async (): Promise<string> => (await nora.get(own, { accept: 'text/html' })).text
    expect(await page()).not.toContain('You keep these words for the writing group')
    await nora.submit(own, { do: 'use', thread, [`use-${thread}`]: 'writing-group' })
    expect(await page()).toMatch(/You keep these words for the writing group[\s\S]*Take them out of the text/)
    const takeOut = { do: 'take-out', thread, placement: placed.id }
    expect((await nora.submit(own, { ...takeOut, placement: 'another' })).status).toBe(404)
    const taken = await nora.submit(own, takeOut)
    expect([taken.status, taken.headers.get('location')]).toEqual([303, expect.stringContaining('done=taken-out')])
    expect(await linesIn(study)).toEqual([standing])
    expect(await page()).not.toContain('Take them out of the text')
    expect((await readThread(nora, study, thread)).messages[0]?.text).toBe(said)
  })
})

describe('[TX2] asking whether words may stand in the text', () => {
  test('comes before them where whoever said them has not allowed it: they are told, and say yes or no', async () => {
    for (const use of ['writing-group', 'ask-first']) {
      const { study, kjell, nora, thread, path } = await aComment({ use })
      expect((await readThread(kjell, study, thread)).messages[0]?.putIn).toBe('ask')
      expect(await refusalOf(put(kjell, path))).toBe('use-not-given')
      expect((await kjell.send('POST', `${path}/ask`)).status).toBe(204)
      expect(await refusalOf(kjell.send('POST', `${path}/ask`))).toBe('asked-already')
      expect(await noticesOf(nora, study)).toEqual(['use-asked'])
      expect((await readThread(kjell, study, thread)).messages[0]).toMatchObject({ putIn: 'asked', question: null })
      expect((await readThread(nora, study, thread)).messages[0]?.question?.by.sector).toBe('public')
      expect(await refusalOf(put(kjell, path))).toBe('use-not-given')
      expect(await refusalOf(kjell.send('PUT', `${path}/use`, { use: 'case-study' }))).toBe('not-your-words')
      expect((await nora.send('PUT', `${path}/use`, { use: 'case-study' })).status).toBe(204)
      expect(await noticesOf(kjell, study)).toEqual(['use-given'])
      expect((await put(kjell, path)).status).toBe(201)
    }
  })

  test('is done once: after a no nobody asks again, until they choose anew', async () => {
    const { study, kjell, nora, thread, path } = await aComment({ use: 'ask-first' })
    await kjell.send('POST', `${path}/ask`)
    await nora.send('PUT', `${path}/use`, { use: 'writing-group' })
    expect(await noticesOf(kjell, study)).toEqual(['use-refused'])
    expect((await readThread(kjell, study, thread)).messages[0]?.putIn).toBe('refused')
    expect(await refusalOf(kjell.send('POST', `${path}/ask`))).toBe('asked-already')
    expect(await refusalOf(put(kjell, path))).toBe('use-not-given')
    await nora.send('PATCH', `/api/studies/${study}/threads/${thread}`, { use: 'case-study' })
    expect((await put(kjell, path)).status).toBe(201)
  })

  test('reaches who replied in somebody else’s thread: the choice of whoever began it is not theirs', async () => {
    const { study, kjell, nora, thread } = await aComment()
    const reply = await siri.send('POST', `/api/studies/${study}/threads/${thread}/messages`, {
      text: 'The charity paid once.',
      token: aToken(),
    })
    const path = `/api/studies/${study}/threads/${thread}/messages/${(reply.json() as { id: string }).id}`
    expect(await refusalOf(put(kjell, path))).toBe('use-not-given')
    expect(await refusalOf(nora.send('POST', `${path}/ask`))).toBe('role-too-low')
    await kjell.send('POST', `${path}/ask`)
    expect(await refusalOf(nora.send('PUT', `${path}/use`, { use: 'case-study' }))).toBe('not-your-words')
    await siri.send('PUT', `${path}/use`, { use: 'case-study' })
    expect((await put(kjell, path)).status).toBe(201)
    expect((await voicesIn(study)).at(-1)).toMatchObject({ 1: 'The charity paid once.', 3: thread })
  })

  test('is not done about what may be put there, was said to the organisers alone, or is hidden', async () => {
    const { study, kjell, nora, thread, path } = await aComment()
    expect(await refusalOf(kjell.send('POST', `${path}/ask`))).toBe('conflict')
    const private_ = await begin(nora, study, { audience: 'organisers' })
    const [one] = (await readThread(nora, study, private_)).messages
    expect(await refusalOf(siri.send('POST', `/api/studies/${study}/threads/${private_}/messages/${one?.id}/ask`))).toBe(
      'only-for-organisers',
    )
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'It names somebody.' })
    expect(await refusalOf(siri.send('POST', `${path}/ask`))).toBe('thread-hidden')
  })
})
