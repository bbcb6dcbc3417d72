import { SectionText } from '@samskriv/attribution'
import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, Sector, StudyId } from '@samskriv/domain'
import {
  SectionVoices,
  SuggestionList,
  SuggestionMade,
  SuggestionsDecided,
  type AnchorRequest,
  type SuggestionView,
} from '@samskriv/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { Writers } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'
import { anOpenLink, cameBy, meIn } from '../testing/a-way-in.ts'

let server: TestServer
let siri: Browser
const writers = new Writers()
beforeAll(async () => {
  server = await aServer()
  siri = await signedIn(server, 'siri@example.org', 'Siri Steward')
})
afterAll(async () => {
  writers.close()
  await server.stop()
})

const summary = 'summary' as SectionKey
const first = 'We know the stairs of this house. It was an honest no.'
const second = 'We want the lift to work.'

/** A steward of a charity, a resident who has said two paragraphs and may only comment, another resident, and a clerk who edits. */
async function aStudy() {
  const { study, path } = await anOpenLink(siri)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  const come = async (name: string, sector: Sector, subtype: string, role?: string): Promise<Browser> => {
    const browser = await cameBy(server, path)
    await browser.send('POST', `/api/studies/${study}/capacity`, { sector, subtype })
    await browser.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: name })
    const { participantId } = await meIn(browser, study)
    if (role !== undefined) await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role })
    return browser
  }
  const nora = await come('Nora', 'community', 'resident', 'commenter')
  const cleo = await come('Cleo', 'community', 'resident', 'editor')
  const kjell = await come('Kjell', 'public', 'council', 'editor')
  await say(study, nora, 'community', first, second)
  return { study, nora, cleo, kjell, come }
}

async function say(study: string, browser: Browser, sector: Sector, ...texts: string[]): Promise<void> {
  const { participantId } = await meIn(browser, study)
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { by: participantId as ParticipantId, typedBy: null, sector, mode: 'typed_by_self' },
    change: ({ doc }) =>
      writeNodes(
        doc,
        summary,
        texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text, voice: null }] })),
        () => {},
      ),
  })
}

async function pointAt(study: string, words: string): Promise<AnchorRequest> {
  return await server.running.house.rooms.read(study as StudyId, ({ doc, epoch }) => {
    const text = SectionText.of(doc, summary)
    const from = text.text.indexOf(words)
    const [start, end] = [text.idAt(from), text.idAt(from + words.length - 1)]
    if (from < 0 || start === null || end === null) throw new Error(`“${words}” is not there`)
    return { section: summary, epoch, start, end, quote: words }
  })
}

type Asked = { words: string; place?: string; to: (string | { text: string; form: string })[]; reason?: string; batch?: string }

async function send(browser: Browser, study: string, { words, place = 'instead', to, ...more }: Asked) {
  const blocks = to.map((one) => (typeof one === 'string' ? { text: one } : one))
  return await browser.send('POST', `/api/studies/${study}/suggestions`, {
    section: summary,
    anchor: await pointAt(study, words),
    place,
    blocks,
    ...more,
  })
}

async function suggest(browser: Browser, study: string, asked: Asked): Promise<string> {
  const answer = await send(browser, study, asked)
  expect(answer.status, answer.text).toBe(201)
  return SuggestionMade.parse(answer.json()).id
}

const listed = async (browser: Browser, study: string, state = 'proposed'): Promise<SuggestionView[]> =>
  SuggestionList.parse((await browser.get(`/api/studies/${study}/suggestions?state=${state}`)).json()).suggestions
const decide = (browser: Browser, study: string, id: string, what: string, reason?: string) =>
  browser.send(
    'POST',
    `/api/studies/${study}/suggestions/${id}/${what}`,
    what === 'withdraw' ? undefined : reason === undefined ? {} : { reason },
  )
const explain = (browser: Browser, study: string, id: string, reason: string) =>
  browser.send('PATCH', `/api/studies/${study}/suggestions/${id}`, { reason })
const code = async (answer: ReturnType<Browser['send']>): Promise<string> => problemIn(await answer).code

/** Line by line, each stretch with who said it. */
async function saidIn(study: string): Promise<string[]> {
  const { spans, voices } = SectionVoices.parse((await siri.get(`/api/studies/${study}/sections/summary/voices`)).json())
  const lines: string[] = []
  for (const { line, text, voice } of spans) lines[line] = `${lines[line] ?? ''}[${voices[voice]?.name}: ${text}]`
  return lines
}

describe('a suggestion', () => {
  test('[SG1] of a commenter over two paragraphs is accepted by who may write there, and its words are the commenter’s', async () => {
    const { study, come } = await aStudy()
    const per = await come('Per', 'third', 'charity', 'commenter')
    const clerk = await come('Klara', 'public', 'council', 'editor')
    await say(study, clerk, 'public', 'The council meets on Mondays.', 'Everybody can come along.')
    const id = await suggest(per, study, { words: 'Mondays.\nEverybody can come', to: ['Tuesdays, at noon.', 'Everybody can come'] })
    expect(await saidIn(study)).toHaveLength(4)
    const [view] = await listed(clerk, study)
    expect(view).toMatchObject({ by: { name: 'Per', sector: 'third' }, authors: [], kind: 'replace', may: { decide: true } })
    expect((await decide(clerk, study, id, 'accept')).status).toBe(204)
    expect((await saidIn(study)).slice(2)).toEqual([
      '[Klara: The council meets on ][Per: Tuesdays, at noon][Klara: .]',
      '[Klara: Everybody can come along.]',
    ])
    const [decided] = await listed(per, study, 'accepted')
    expect(decided).toMatchObject({ state: 'accepted', decided: { by: { name: 'Klara' } } })
  })

  test('[SG2] on community words is decided by their author, and not by its proposer, another editor or a steward', async () => {
    const { study, nora, cleo, kjell } = await aStudy()
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a clear answer'], reason: 'It is what we said.' })
    expect(await code(decide(kjell, study, id, 'accept'))).toBe('own-suggestion')
    expect(await code(decide(siri, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect(await code(decide(cleo, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect((await decide(nora, study, id, 'accept')).status).toBe(204)
    expect((await saidIn(study))[0]).toBe('[Nora: We know the stairs of this house. It was ][Kjell: a clear answer][Nora: .]')
  })

  test('[SG3] needs a reason to reword or delete community words, and none for their spelling', async () => {
    const { study, cleo, kjell } = await aStudy()
    expect(await code(send(kjell, study, { words: 'an honest no', to: ['a clear answer'] }))).toBe('reason-needed')
    expect(await code(send(kjell, study, { words: first, to: [] }))).toBe('reason-needed')
    expect(await code(send(kjell, study, { words: 'an honest', place: 'after', to: [' and late'] }))).toBe('reason-needed')
    await suggest(kjell, study, { words: 'house', to: ['House'] })
    await suggest(cleo, study, { words: 'an honest no', to: ['a clear answer'] })
    const views = await listed(kjell, study)
    expect(views.map(({ by, spelling, authors }) => [by.name, spelling, authors.map(({ name }) => name)])).toEqual([
      ['Cleo', false, []],
      ['Kjell', true, ['Nora']],
    ])
  })

  test('[SG4] beside community words is no change of them: the role decides', async () => {
    const { study, cleo, kjell } = await aStudy()
    await suggest(kjell, study, { words: 'this house.', place: 'after', to: [' So do we.'] })
    const below = await suggest(kjell, study, { words: second, place: 'below', to: ['The lift comes in May.'] })
    for (const { authors } of await listed(cleo, study)) expect(authors).toEqual([])
    expect((await decide(cleo, study, below, 'accept')).status).toBe(204)
    expect(await saidIn(study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`, '[Kjell: The lift comes in May.]'])
  })

  test('[SG5] is declined with a reason when another sector made it; both reach who made it', async () => {
    const { study, nora, kjell, cleo } = await aStudy()
    const id = await suggest(kjell, study, { words: 'an honest no', to: [], reason: 'Too blunt.' })
    expect(await code(decide(nora, study, id, 'decline'))).toBe('reason-needed')
    expect((await decide(nora, study, id, 'decline', 'That is how it was.')).status).toBe(204)
    expect((await listed(kjell, study, 'declined'))[0]).toMatchObject({
      decided: { by: { name: 'Nora' }, reason: 'That is how it was.' },
      mine: true,
    })
    expect(await saidIn(study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`])
    const own = await suggest(nora, study, { words: 'the lift', to: ['the old lift'] })
    expect((await decide(cleo, study, own, 'decline')).status).toBe(204)
  })

  test('[SG6] waits at most 14 days for its author: then a steward decides, with a reason everybody reads', async () => {
    const { study, nora, kjell } = await aStudy()
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a clear no'], reason: 'We were clear.' })
    await server.running.house.database.store.tx<void>(function* ({ db, s }) {
      yield db.update(s.suggestion).set({ at: Date.now() - 14 * 24 * 60 * 60_000 })
    })
    expect(await code(decide(siri, study, id, 'accept'))).toBe('reason-needed')
    expect((await decide(siri, study, id, 'accept', 'Nobody answered.')).status).toBe(204)
    expect((await listed(nora, study, 'accepted'))[0]).toMatchObject({
      decided: { by: { name: 'Siri Steward' }, reason: 'Nobody answered.' },
    })
    expect((await saidIn(study))[0]).toContain('[Kjell: a clear]')
  })

  test('[SG7] accepted by two at once is put in once, and one of them is told', async () => {
    const { study, come, cleo } = await aStudy()
    const per = await come('Per', 'third', 'charity', 'editor')
    const clerk = await come('Klara', 'public', 'council', 'editor')
    await say(study, clerk, 'public', 'The council meets on Mondays.')
    const id = await suggest(per, study, { words: 'Mondays', to: ['Tuesdays'] })
    const answers = await Promise.all([decide(cleo, study, id, 'accept'), decide(clerk, study, id, 'accept')])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
    expect((await saidIn(study)).at(-1)).toBe('[Klara: The council meets on ][Per: Tuesdays][Klara: .]')
  })

  test('[SG8] about words that were changed meanwhile changes nothing, and says so', async () => {
    const { study, nora, cleo, kjell } = await aStudy()
    const one = await suggest(kjell, study, { words: 'It was an honest no.', to: ['It was a no.'], reason: 'Shorter.' })
    const other = await suggest(cleo, study, { words: 'an honest no', to: ['a kind no'] })
    expect((await decide(kjell, study, other, 'accept')).status).toBe(204)
    const before = await saidIn(study)
    expect(await code(decide(nora, study, one, 'accept'))).toBe('suggestion-words-changed')
    expect(await saidIn(study)).toEqual(before)
    expect((await listed(nora, study)).map(({ id }) => id)).toEqual([one])
  })

  test('[SG9] is taken back by who made it, and by nobody else', async () => {
    const { study, nora, kjell } = await aStudy()
    const id = await suggest(kjell, study, { words: 'an honest no', to: [], reason: 'Too blunt.' })
    expect(await code(decide(nora, study, id, 'withdraw'))).toBe('not-your-words')
    expect((await decide(kjell, study, id, 'withdraw')).status).toBe(204)
    expect(await code(decide(nora, study, id, 'accept'))).toBe('already-decided')
  })

  test('[SG10] several are decided together with one reason, each by who may decide it', async () => {
    const { study, nora, kjell } = await aStudy()
    const batch = 'batch-of-suggestions'
    const ids = [
      await suggest(kjell, study, { words: 'an honest no', to: [], reason: 'Too blunt.', batch }),
      await suggest(kjell, study, { words: 'the stairs', to: ['the steps'], reason: 'Too blunt.', batch }),
      await suggest(nora, study, { words: 'the lift', to: ['our lift'] }),
    ]
    const answer = await nora.send('POST', `/api/studies/${study}/suggestions/decide`, { ids, decision: 'decline', reason: 'We mean it.' })
    const { decided, outcomes } = SuggestionsDecided.parse(answer.json())
    expect([decided, outcomes.map(({ problem }) => problem)]).toEqual([2, [null, null, 'own-suggestion']])
  })

  test('[SG11] that puts right only spelling is accepted as it comes where its author has said so; the word stays theirs', async () => {
    const { study, nora, kjell } = await aStudy()
    await say(study, nora, 'community', 'The lift is brokken since May.')
    expect((await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })).status).toBe(204)
    const answer = await send(kjell, study, { words: 'brokken', to: ['broken'] })
    expect(SuggestionMade.parse(answer.json()).state).toBe('accepted')
    expect((await saidIn(study)).at(-1)).toBe('[Nora: The lift is broken since May.]')
    const more = await send(kjell, study, { words: 'since May', to: ['for weeks'], reason: 'It is.' })
    expect(SuggestionMade.parse(more.json()).state).toBe('proposed')
  })

  test('[SG12] makes headings and lists of paragraphs, and every word keeps its author', async () => {
    const { study, nora, cleo } = await aStudy()
    const id = await suggest(nora, study, {
      words: `${first}\n${second}`,
      to: [
        { text: first, form: 'heading-3' },
        { text: second, form: 'bullet' },
      ],
    })
    expect((await decide(cleo, study, id, 'accept')).status).toBe(204)
    expect(await saidIn(study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`])
    const types = await server.running.house.rooms.read(study as StudyId, ({ doc }) => doc.getXmlFragment('s:summary').toString())
    expect(types).toMatch(/^<heading level="3">.*<\/heading><bulletList><listItem><paragraph>/iu)
  })

  test('[SG13] splits and joins paragraphs, and what moves along keeps its author', async () => {
    const { study, nora, cleo } = await aStudy()
    const split = await suggest(nora, study, { words: 'house. It', to: ['house.', 'And it'] })
    expect((await decide(cleo, study, split, 'accept')).status).toBe(204)
    expect(await saidIn(study)).toEqual([
      '[Nora: We know the stairs of this house.]',
      '[Nora: And it was an honest no.]',
      `[Nora: ${second}]`,
    ])
    const joined = await suggest(cleo, study, { words: 'no.\nWe', to: ['no, and we'] })
    expect((await decide(siri, study, joined, 'accept')).status).toBe(204)
    expect((await saidIn(study))[1]).toBe('[Nora: And it was an honest no][Cleo: , and we][Nora:  want the lift to work.]')
  })

  test('[SG14] is of its own study alone, and not for readers', async () => {
    const { study, kjell, come } = await aStudy()
    const other = await aStudy()
    const id = await suggest(kjell, study, { words: 'the lift', to: ['our lift'], reason: 'Ours.' })
    expect(await code(decide(other.cleo, other.study, id, 'accept'))).toBe('unknown-suggestion')
    expect(await code(decide(other.cleo, study, id, 'accept'))).toBe('unknown-study')
    const reader = await come('Rolf', 'community', 'resident', 'reader')
    expect(await code(send(reader, study, { words: 'the lift', to: [] }))).toBe('role-too-low')
    const forged = {
      section: summary,
      place: 'end',
      blocks: [{ text: 'x' }],
      participant: 'somebody',
      sector: 'community',
      state: 'accepted',
    }
    expect(await code(kjell.send('POST', `/api/studies/${study}/suggestions`, forged))).toBe('invalid-body')
  })

  test('[SG15] is what another sector writes over protected words, in the transaction of the words; its author decides', async () => {
    const { study, nora, kjell } = await aStudy()
    const writer = await writers.come(kjell, study)
    const text = (): Y.XmlText => (writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement).get(0) as Y.XmlText
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 2)
    const at = first.indexOf('an honest no')
    text().delete(at, 'an honest no'.length)
    text().insert(at, 'a clear answer')
    await until('it is kept', async () =>
      (await listed(nora, study)).some(({ pieces }) => pieces.some(({ text: one }) => one.includes('clear'))),
    )
    expect((await saidIn(study))[0]).toBe(`[Nora: ${first}]`)
    const [kept] = await listed(nora, study)
    expect(kept).toMatchObject({ kept: true, by: { name: 'Kjell' }, authors: [{ name: 'Nora' }], may: { decide: true } })
    expect(await code(decide(kjell, study, kept?.id ?? '', 'accept'))).toBe('own-suggestion')
    await explain(kjell, study, kept?.id ?? '', 'It was clear.')
    expect((await decide(nora, study, kept?.id ?? '', 'accept')).status).toBe(204)
    expect((await saidIn(study))[0]).toBe('[Nora: We know the stairs of this house. It was ][Kjell: a clear answer][Nora: .]')
    await until('he sees it', () => text().toJSON().includes('a clear answer'))
  })

  test('[SG16] that was kept without a reason is accepted once whoever made it has said why, and nobody else says it for them', async () => {
    const { study, nora, cleo, kjell, come } = await aStudy()
    const writer = await writers.come(kjell, study)
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 2)
    const paragraph = writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement
    ;(paragraph.get(0) as Y.XmlText).insert(first.indexOf('honest'), 'clear and ')
    await until('it is kept', async () => (await listed(nora, study)).length === 1)
    const [kept] = await listed(nora, study)
    const id = kept?.id ?? ''
    expect(kept).toMatchObject({ lacksReason: true, reason: null, may: { decide: true } })
    expect(await code(decide(nora, study, id, 'accept'))).toBe('suggestion-unexplained')
    expect(await code(explain(nora, study, id, 'I like it.'))).toBe('not-your-words')
    expect(await code(explain(cleo, study, id, 'I like it.'))).toBe('not-your-words')
    expect(await code(explain(kjell, study, id, '   '))).toBe('invalid-body')
    expect((await explain(kjell, study, id, 'So it was.')).status).toBe(204)
    expect((await explain(kjell, study, id, 'So it was, I was there.')).status).toBe(204)
    expect((await listed(nora, study))[0]).toMatchObject({ lacksReason: false, reason: 'So it was, I was there.' })
    expect((await decide(nora, study, id, 'accept')).status).toBe(204)
    expect(await code(explain(kjell, study, id, 'Later.'))).toBe('already-decided')
    const outsider = await come('Olga', 'other', 'business', 'reader')
    expect(await code(explain(outsider, study, id, 'Mine.'))).toBe('not-your-words')
  })

  test('[SG17] keeps the line breaks of a paragraph, and makes new ones', async () => {
    const { study, nora, cleo } = await aStudy()
    const broken = await suggest(nora, study, { words: 'We want the lift to work.', to: ['We want\nthe lift to work.'] })
    expect((await decide(cleo, study, broken, 'accept')).status).toBe(204)
    const text = async (): Promise<string> =>
      await server.running.house.rooms.read(study as StudyId, ({ doc }) => doc.getXmlFragment('s:summary').get(1).toString())
    expect(await text()).toBe('<paragraph>We want<hardbreak></hardbreak>the lift to work.</paragraph>')
    const over = await suggest(cleo, study, { words: 'want\nthe lift', to: ['need\nthat lift'], reason: 'Stronger.' })
    expect((await decide(siri, study, over, 'accept')).status).toBe(204)
    expect(await text()).toBe('<paragraph>We need<hardbreak></hardbreak>that lift to work.</paragraph>')
  })

  test('[SG18] holds whatever somebody writes as plain words: tags, links, emoji, and letters from right to left', async () => {
    const { study, nora, cleo } = await aStudy()
    const odd = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) 👩‍👩‍👧‍👦 שלום مرحبا 🦄'
    const id = await suggest(nora, study, { words: 'the lift', to: [odd], reason: '<script>alert(1)</script> \u202E' })
    const [view] = await listed(cleo, study)
    expect(view?.pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toEqual([odd])
    expect((await decide(cleo, study, id, 'accept')).status).toBe(204)
    expect((await saidIn(study))[1]).toBe(`[Nora: We want ${odd} to work.]`)
    const page = await cleo.get(`/studies/${study}`, { accept: 'text/html' })
    expect(page.text).not.toContain('<img src=x')
    expect(page.text).not.toMatch(/href="javascript:/u)
    expect(page.text).toMatch(/&(?:lt|#x3c);img src=x/iu)
    const emoji = await suggest(nora, study, { words: '🦄', to: ['🐴'] })
    expect((await decide(cleo, study, emoji, 'accept')).status).toBe(204)
    expect((await saidIn(study))[1]).toContain('مرحبا 🐴 to work.')
  })

  test('[SG14] nothing in a body says who, in which sector, when, or how it is decided', async () => {
    const { study, nora, kjell } = await aStudy()
    const id = await suggest(kjell, study, { words: 'the lift', to: ['our lift'], reason: 'Ours.' })
    const forgeries = [
      { participant: 'somebody' },
      { sector: 'community' },
      { at: 0 },
      { state: 'accepted' },
      { authors: [] },
      { by: 'me' },
    ]
    for (const forged of forgeries) {
      const path = `/api/studies/${study}/suggestions`
      const asked = { section: summary, place: 'end', blocks: [{ text: 'More.' }], ...forged }
      expect(await code(kjell.send('POST', path, asked)), JSON.stringify(forged)).toBe('invalid-body')
      expect(await code(kjell.send('PATCH', `${path}/${id}`, { reason: 'So.', ...forged })), JSON.stringify(forged)).toBe('invalid-body')
      expect(await code(nora.send('POST', `${path}/${id}/accept`, forged)), JSON.stringify(forged)).toBe('invalid-body')
    }
    const marked = {
      section: summary,
      place: 'end',
      blocks: [{ text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
    }
    expect(await code(kjell.send('POST', `/api/studies/${study}/suggestions`, marked))).toBe('invalid-body')
    const stranger = await aStudy()
    for (const what of ['accept', 'decline', 'withdraw']) {
      expect(await code(decide(stranger.nora, stranger.study, id, what, 'Ours.')), what).toBe('unknown-suggestion')
      expect(await code(decide(stranger.nora, study, id, what, 'Ours.')), what).toBe('unknown-study')
    }
    expect(await code(explain(stranger.nora, stranger.study, id, 'Mine.'))).toBe('unknown-suggestion')
    expect((await listed(nora, study))[0]).toMatchObject({
      id,
      by: { name: 'Kjell', sector: 'public' },
      reason: 'Ours.',
      state: 'proposed',
    })
  })

  test('[SG9] taken back leaves none of its words', async () => {
    const { study, kjell, nora } = await aStudy()
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a marigold answer'], reason: 'Because marigold.' })
    expect((await decide(kjell, study, id, 'withdraw')).status).toBe(204)
    for (const browser of [kjell, nora])
      expect((await browser.get(`/api/studies/${study}/suggestions?state=all`)).text).not.toContain('marigold')
  })
})
