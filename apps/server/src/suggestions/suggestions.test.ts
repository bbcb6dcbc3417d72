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
import { saidNotesIn } from '@samskriv/sync-server'
import { describe, expect, test } from 'vitest'
import { XmlElement, XmlText } from 'yjs'
import type * as Y from 'yjs'
import { problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, writersForAll } from '../testing/for-all.ts'
import { openWords } from '../testing/open-words.ts'
import { until } from '../testing/until.ts'
import { anOpenLink, cameBy, meIn } from '../testing/a-way-in.ts'

const server = aServerForAll()
const writers = writersForAll()
let siri: Browser
let made = 0

const summary = 'summary' as SectionKey
const first = 'We know the stairs of this house. It was an honest no.'
const second = 'We want the lift to work.'

/** A steward of a charity, a resident who has said two paragraphs and may only comment, another resident, and a clerk who edits. */
async function aStudy() {
  // Nobody may make as many studies in an hour as all these tests need.
  if (made % 10 === 0) siri = await signedIn(server, `siri-${made}@example.org`, 'Siri Steward')
  made += 1
  const steward = siri
  const { study, path } = await anOpenLink(steward)
  await steward.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  const come = async (name: string, sector: Sector, subtype: string, role?: string): Promise<Browser> => {
    const browser = await cameBy(server, path)
    await browser.send('POST', `/api/studies/${study}/capacity`, { sector, subtype })
    await browser.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: name })
    const { participantId } = await meIn(browser, study)
    if (role !== undefined) await steward.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role })
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

/** As when somebody says that words of a file are theirs, or they are written down as what they said. */
async function become(study: string, browser: Browser, words: string): Promise<void> {
  const { participantId } = await meIn(browser, study)
  const voice = { by: participantId as ParticipantId, typedBy: null, sector: 'community' } as const
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { ...voice, mode: 'typed_by_self' },
    change: (edit) => {
      const text = SectionText.of(edit.doc, summary)
      const from = text.text.indexOf(words)
      const ids = Array.from(words, (_, place) => text.idAt(from + place)).filter((id) => id !== null)
      edit.give(
        ids.map((id) => ({ ...id, length: 1 })),
        { ...voice, mode: 'pasted' },
      )
    },
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

type Asked = {
  words: string
  place?: string
  to: (string | { text: string; form: string })[]
  reason?: string
  batch?: string
  use?: string
}

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

  test('[SG20] says what may be done with its words: only the writing group’s unless said, chosen anew by whoever made it and nobody else', async () => {
    const { study, nora, kjell } = await aStudy()
    const useOf = async (id: string) => (await listed(siri, study)).find((one) => one.id === id)?.use
    const change = (browser: Browser, id: string, body: object) => browser.send('PATCH', `/api/studies/${study}/suggestions/${id}`, body)
    const unasked = await suggest(nora, study, { words: 'an honest no', to: ['a no'] })
    const given = await suggest(nora, study, { words: 'the lift to work', to: ['both lifts to work'], use: 'case-study' })
    expect([await useOf(unasked), await useOf(given)]).toEqual(['writing-group', 'case-study'])
    expect((await change(nora, unasked, { use: 'ask-first' })).status).toBe(204)
    expect((await change(nora, given, { use: 'writing-group', reason: 'There are two.' })).status).toBe(204)
    expect([await useOf(unasked), await useOf(given)]).toEqual(['ask-first', 'writing-group'])
    for (const browser of [kjell, siri]) expect(await code(change(browser, given, { use: 'case-study' }))).toBe('not-your-words')
    expect(await code(change(nora, given, { use: 'everything' }))).toBe('invalid-body')
    expect((await decide(nora, study, unasked, 'withdraw')).status).toBe(204)
    expect(await code(change(nora, unasked, { use: 'case-study' }))).toBe('already-decided')
    expect(await useOf(given)).toBe('writing-group')
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

  test('[SG2] of a community member on another’s words is decided by nobody of another sector, one by one or several at once', async () => {
    const { study, nora, cleo, kjell, come } = await aStudy()
    const cara = await come('Cara', 'community', 'resident', 'commenter')
    const gone = await suggest(cara, study, { words: first, to: [] })
    const other = await suggest(cara, study, { words: 'the lift', to: ['the old lift'] })
    for (const browser of [kjell, siri])
      for (const what of ['accept', 'decline'])
        expect(await code(decide(browser, study, gone, what, 'Too blunt.')), what).toBe('not-yours-to-decide')
    const several = { ids: [gone, other], decision: 'accept', reason: 'Too blunt.' }
    const answer = await kjell.send('POST', `/api/studies/${study}/suggestions/decide`, several)
    expect(SuggestionsDecided.parse(answer.json()).outcomes.map(({ problem }) => problem)).toEqual(Array(2).fill('not-yours-to-decide'))
    expect((await listed(kjell, study))[0]).toMatchObject({ authors: [{ name: 'Nora' }], may: { decide: false }, lacksReason: false })
    expect(await saidIn(study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`])
    expect((await decide(cleo, study, other, 'accept')).status).toBe(204)
    expect((await decide(nora, study, gone, 'accept')).status).toBe(204)
    expect(await saidIn(study)).toEqual(['[Nora: We want the ][Cara: old ][Nora: lift to work.]'])
  })

  test('[SG2] of a community member on their own words is decided by whoever may write there', async () => {
    const { study, nora, kjell } = await aStudy()
    const id = await suggest(nora, study, { words: 'an honest no', to: ['a no'] })
    expect((await listed(kjell, study))[0]).toMatchObject({ authors: [], may: { decide: true } })
    expect((await decide(kjell, study, id, 'accept')).status).toBe(204)
  })

  test('[SG2] of whoever wrote somebody’s words down is decided by nobody who could not put them right directly', async () => {
    const { study, nora, kjell, come } = await aStudy()
    const klara = await come('Klara', 'public', 'council', 'editor')
    const [by, typedBy] = [(await meIn(nora, study)).participantId, (await meIn(kjell, study)).participantId]
    await server.running.house.rooms.edit(study as StudyId, {
      voice: { by: by as ParticipantId, typedBy: typedBy as ParticipantId, sector: 'community', mode: 'scribed_unconfirmed' },
      change: ({ doc }) =>
        writeNodes(
          doc,
          summary,
          [{ type: 'paragraph', content: [{ type: 'text', text: 'She told us of mould.', voice: null }] }],
          () => {},
        ),
    })
    const id = await suggest(kjell, study, { words: 'mould', to: ['damp'], reason: 'I misheard.' })
    expect(await code(decide(klara, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect((await decide(nora, study, id, 'accept')).status).toBe(204)
  })

  test('[SG2] where the community’s words are opened is decided by whoever may write there, and needs no reason', async () => {
    const { study, nora, kjell, come } = await aStudy()
    const klara = await come('Klara', 'public', 'council', 'editor')
    await openWords(server, study)
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a no'] })
    expect((await listed(klara, study))[0]).toMatchObject({ authors: [{ name: 'Nora' }], may: { decide: true }, lacksReason: false })
    await openWords(server, study, false)
    expect(await code(decide(klara, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect(await code(decide(nora, study, id, 'accept'))).toBe('suggestion-unexplained')
    await openWords(server, study)
    expect((await decide(klara, study, id, 'accept')).status).toBe(204)
  })

  test('[SG19] waits for whoever the words have become of since it was made, accepted or declined', async () => {
    const { study, nora, kjell, come } = await aStudy()
    const klara = await come('Klara', 'public', 'council', 'editor')
    await say(study, siri, 'third', 'The file says that all went well. It says so twice.')
    const one = await suggest(kjell, study, { words: 'all went well', to: ['most went well'] })
    const other = await suggest(kjell, study, { words: 'It says so twice.', to: [] })
    expect((await listed(klara, study)).map(({ authors, may }) => [authors.length, may.decide])).toEqual([
      [0, true],
      [0, true],
    ])
    await become(study, nora, 'The file says that all went well. It says so twice.')
    const before = await saidIn(study)
    expect(await code(decide(klara, study, one, 'accept'))).toBe('suggestion-theirs-now')
    expect(await code(decide(klara, study, other, 'decline', 'It does.'))).toBe('suggestion-theirs-now')
    expect(await saidIn(study)).toEqual(before)
    for (const view of await listed(klara, study))
      expect(view).toMatchObject({ authors: [{ name: 'Nora' }], may: { decide: false }, lacksReason: true, state: 'proposed' })
    expect(await code(decide(klara, study, one, 'accept'))).toBe('not-yours-to-decide')
    await explain(kjell, study, one, 'Not all of it did.')
    expect((await decide(nora, study, one, 'accept')).status).toBe(204)
    expect((await decide(nora, study, other, 'decline', 'It does.')).status).toBe(204)
    expect((await saidIn(study)).at(-1)).toBe('[Nora: The file says that ][Kjell: most][Nora:  went well. It says so twice.]')
  })

  test('[SG19] gives whoever the words have become of 14 days of their own before a steward decides', async () => {
    const { study, nora, kjell } = await aStudy()
    await say(study, siri, 'third', 'The file says that all went well.')
    const id = await suggest(kjell, study, { words: 'all went well', to: ['it went well'], reason: 'So it did.' })
    await server.running.house.database.store.tx<void>(function* ({ db, s }) {
      yield db.update(s.suggestion).set({ at: Date.now() - 20 * 24 * 60 * 60_000 })
    })
    await become(study, nora, 'The file says that all went well.')
    expect(await code(decide(siri, study, id, 'accept', 'Nobody answered.'))).toBe('suggestion-theirs-now')
    expect(await code(decide(siri, study, id, 'accept', 'Nobody answered.'))).toBe('not-yours-to-decide')
    const [waiting] = await listed(nora, study)
    expect(Date.parse(waiting?.stewardsFrom ?? '')).toBeGreaterThan(Date.now() + 13 * 24 * 60 * 60_000)
  })

  test('[SG19] is decided at once by whoever the words have become of, when they may', async () => {
    const { study, cleo, kjell } = await aStudy()
    await say(study, siri, 'third', 'The file says that all went well.')
    const id = await suggest(kjell, study, { words: 'all went well', to: ['it went well'], reason: 'So it did.' })
    await become(study, cleo, 'The file says that all went well.')
    expect((await decide(cleo, study, id, 'accept')).status).toBe(204)
    expect((await listed(kjell, study, 'accepted'))[0]).toMatchObject({ authors: [{ name: 'Cleo' }], decided: { by: { name: 'Cleo' } } })
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
      ['Cleo', false, ['Nora']],
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
    expect((await decide(nora, study, other, 'accept')).status).toBe(204)
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

  test('[SG11] that puts right only spelling waits while somebody else edits the section alone, until its author decides', async () => {
    const { study, nora, cleo, kjell } = await aStudy()
    await say(study, nora, 'community', 'The lift is brokken since May.')
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    expect((await cleo.send('PUT', `/api/studies/${study}/sections/summary/hold`)).status).toBe(204)
    const answer = SuggestionMade.parse((await send(kjell, study, { words: 'brokken', to: ['broken'] })).json())
    expect(answer.state).toBe('proposed')
    expect((await saidIn(study)).at(-1)).toBe('[Nora: The lift is brokken since May.]')
    expect(await code(decide(nora, study, answer.id, 'accept'))).toBe('section-held')
    expect((await cleo.send('DELETE', `/api/studies/${study}/sections/summary/hold`)).status).toBe(204)
    expect((await decide(nora, study, answer.id, 'accept')).status).toBe(204)
  })

  test('[SG11] that changes a figure, a sign or an emoji is no spelling, whatever its author lets others tidy', async () => {
    const { study, nora, kjell } = await aStudy()
    const line = 'It took 3.5 hours at -5 degrees, from 10-15 of us 😡.'
    await say(study, nora, 'community', line)
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    for (const [words, to] of [
      ['3.5', '35'],
      ['-5', '5'],
      ['10-15', '1015'],
      [' 😡', ''],
    ] as const) {
      expect(await code(send(kjell, study, { words, to: [to] })), words).toBe('reason-needed')
      const answer = await send(kjell, study, { words, to: [to], reason: 'So.' })
      expect(SuggestionMade.parse(answer.json()).state, words).toBe('proposed')
    }
    expect((await saidIn(study)).at(-1)).toBe(`[Nora: ${line}]`)
  })

  test('[SG11] that joins or parts paragraphs waits, whatever its author lets others tidy', async () => {
    const { study, nora, come } = await aStudy()
    const pub = await come('Pub', 'public', 'council', 'commenter')
    await say(study, nora, 'community', 'It is brokken.', 'We waitted.')
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    const before = await saidIn(study)
    for (const [words, to] of [
      [`${first}\n${second}`, [`${first} ${second}`]],
      [first, ['We know the stairs of this house.', 'It was an honest no.']],
      ['It is brokken.\nWe waitted.', ['It is broken. We waited.']],
      ['It is brokken.', [{ text: 'It is broken.', form: 'heading-3' }]],
    ] as const)
      expect(SuggestionMade.parse((await send(pub, study, { words, to: [...to] })).json()).state, words).toBe('proposed')
    expect(await saidIn(study)).toEqual(before)
  })

  test('[SG11] that changes a letter of somebody who has not let others tidy theirs waits', async () => {
    const { study, nora, kjell, come } = await aStudy()
    const ken = await come('Ken', 'community', 'resident', 'commenter')
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    await say(study, kjell, 'public', 'The councill repairs it in Augustt.')
    await say(study, nora, 'community', 'We waitted.')
    const words = 'The councill repairs it in Augustt.\nWe waitted.'
    const to = ['The council repairs it in August.', 'We waited.']
    const answer = SuggestionMade.parse((await send(ken, study, { words, to })).json())
    expect(answer.state).toBe('proposed')
    expect(await code(decide(ken, study, answer.id, 'accept'))).toBe('own-suggestion')
    await kjell.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    expect(SuggestionMade.parse((await send(ken, study, { words, to })).json()).state).toBe('accepted')
  })

  test('[SG22] parts, joins and takes out paragraphs, and words that stay are not the proposer’s', async () => {
    const [begins, ends] = ['We know the stairs of this house.', 'It was an honest no.']
    const both = `${first}\n${second}`
    for (const { words, to, said } of [
      { words: first, to: [begins, ends], said: [`[Nora: ${begins}]`, `[Nora: ${ends}]`, `[Nora: ${second}]`] },
      { words: both, to: [`${first} ${second}`], said: [`[Nora: ${first}][Kjell:  ][Nora: ${second}]`] },
      { words: both, to: [second], said: [`[Nora: ${second}]`] },
    ]) {
      const { study, nora, cleo, kjell } = await aStudy()
      const id = await suggest(kjell, study, { words, to, reason: 'So.' })
      const isTheirs = (await listed(nora, study))[0]?.authors.length === 1
      expect((await decide(isTheirs ? nora : cleo, study, id, 'accept')).status, to.join('|')).toBe(204)
      expect(await saidIn(study)).toEqual(said)
    }
  })

  test('[SG24] of a heading or a list in a cell of a table is refused, with the reason', async () => {
    const { study, cleo, nora } = await aStudy()
    const { participantId } = await meIn(nora, study)
    const cell = { type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Monday', voice: null }] }] }
    await server.running.house.rooms.edit(study as StudyId, {
      voice: { by: participantId as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' },
      change: ({ doc }) => writeNodes(doc, summary, [{ type: 'table', content: [{ type: 'tableRow', content: [cell] }] }], () => {}),
    })
    for (const form of ['heading-3', 'quote', 'bullet'])
      expect(await code(send(cleo, study, { words: 'Monday', to: [{ text: 'Monday', form }] })), form).toBe('form-in-table')
    await suggest(cleo, study, { words: 'Monday', to: [{ text: 'On Monday', form: 'paragraph' }] })
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
    expect((await decide(nora, study, joined, 'accept')).status).toBe(204)
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

  test('[SG15] is one more when its author declines while the other types on, and can be accepted', async () => {
    const { study, nora, kjell } = await aStudy()
    const writer = await writers.come(kjell, study)
    const text = (): Y.XmlText => (writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement).get(0) as Y.XmlText
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 2)
    const type = async (key: string, proposed: string): Promise<void> => {
      await until('it was undone', () => text().toJSON() === first)
      text().insert(first.indexOf('honest'), key)
      await until('it is kept', async () =>
        (await listed(nora, study)).some(({ pieces }) => pieces.some(({ text: one }) => one.trim() === proposed)),
      )
    }
    await type('v', 'vhonest')
    const [one] = await listed(nora, study)
    expect((await decide(nora, study, one?.id ?? '', 'decline', 'No.')).status).toBe(204)
    await type('e', 'vehonest')
    await type('r', 'verhonest')
    await type('y ', 'very')
    const open = await listed(nora, study)
    expect(open).toHaveLength(1)
    await explain(kjell, study, open[0]?.id ?? '', 'It was.')
    expect((await decide(nora, study, open[0]?.id ?? '', 'accept')).status).toBe(204)
    expect((await saidIn(study))[0]).toContain('[Kjell: very ]')
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

  describe('[SG26] that was kept about a note', () => {
    const inNote = 'Heard it from my mother.'
    const isNote = (node: unknown): node is Y.XmlElement => node instanceof XmlElement && node.nodeName === 'footnote'

    /** Two paragraphs of Nora's, the first with a note of hers in the middle, and what Kjell does to it. */
    async function aNote() {
      const { study, nora, kjell, come } = await aStudy()
      const about = async (by: Browser, change: (line: Y.XmlElement) => void): Promise<void> => {
        const { participantId } = await meIn(by, study)
        await server.running.house.rooms.edit(study as StudyId, {
          voice: { by: participantId as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' },
          change: ({ doc }) => change(doc.getXmlFragment('s:summary').get(0) as Y.XmlElement),
        })
      }
      await about(nora, (line) => {
        const note = new XmlElement('footnote')
        const text = line.get(0) as Y.XmlText
        const at = first.indexOf(' It was')
        text.delete(at, first.length - at)
        line.insert(1, [note, new XmlText(first.slice(at))])
        note.setAttribute('text', inNote)
      })
      const writer = await writers.come(kjell, study)
      const line = (): Y.XmlElement => writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement
      const notes = (): Y.XmlElement[] => line().toArray().filter(isNote)
      const said = (): (string | undefined)[] => notes().map((note) => note.getAttribute('text'))
      await until('he has it', () => said().includes(inNote))
      const kept = async (): Promise<string> => {
        await until('it is kept', async () => (await listed(nora, study)).length === 1)
        await until('it was undone', () => said().join() === inNote)
        const [one] = await listed(nora, study)
        expect(one).toMatchObject({ kept: true, original: [inNote], authors: [{ name: 'Nora' }], may: { decide: true } })
        await explain(kjell, study, one?.id ?? '', 'It was not so.')
        return one?.id ?? ''
      }
      const voiceOfNote = async (): Promise<string | undefined> =>
        await server.running.house.rooms.read(study as StudyId, ({ doc, authorship }) => {
          const voice = saidNotesIn(doc, summary, authorship)[0]?.voice ?? null
          return voice === null ? undefined : authorship.voices.get(voice)?.by
        })
      return { study, nora, kjell, come, about, notes, said, line, kept, voiceOfNote }
    }

    test('says what was suggested once its author accepts it, in the voice of whoever suggested it, and nothing else changes', async () => {
      const { study, nora, kjell, notes, said, kept, voiceOfNote } = await aNote()
      const before = await saidIn(study)
      notes()[0]?.setAttribute('text', 'Hearsay.')
      const id = await kept()
      expect(await code(decide(kjell, study, id, 'accept'))).toBe('own-suggestion')
      expect(await code(decide(siri, study, id, 'accept'))).toBe('not-yours-to-decide')
      expect((await decide(nora, study, id, 'accept')).status).toBe(204)
      await until('he sees it', () => said().join() === 'Hearsay.')
      expect(await saidIn(study)).toEqual(before)
      expect(await voiceOfNote()).toBe((await meIn(kjell, study)).participantId)
      expect((await listed(nora, study, 'accepted')).map((one) => one.id)).toEqual([id])
    })

    test('takes the note out when that was suggested, and leaves it when it is declined', async () => {
      const { study, nora, line, said, kept } = await aNote()
      const before = await saidIn(study)
      const takeOut = (): void => line().delete(line().toArray().findIndex(isNote), 1)
      takeOut()
      expect((await decide(nora, study, await kept(), 'decline', 'It was so.')).status).toBe(204)
      expect(said()).toEqual([inNote])
      takeOut()
      expect((await decide(nora, study, await kept(), 'accept')).status).toBe(204)
      await until('he sees it', () => said().length === 0)
      expect(await saidIn(study)).toEqual(before.map((one) => one.replace('][Nora: ', '')))
    })

    test('changes nothing when the note says something else by now, and says so', async () => {
      const { study, nora, about, notes, said, kept } = await aNote()
      notes()[0]?.setAttribute('text', 'Hearsay.')
      const id = await kept()
      await about(nora, (line) => line.toArray().find(isNote)?.setAttribute('text', 'From my mother.'))
      expect(await code(decide(nora, study, id, 'accept'))).toBe('suggestion-words-changed')
      await until('he has hers', () => said().join() === 'From my mother.')
      expect((await listed(nora, study)).map((one) => one.id)).toEqual([id])
    })

    test('changes nothing when two beside the same words say the same', async () => {
      const { study, nora, about, notes, said, kept } = await aNote()
      notes()[0]?.setAttribute('text', 'Hearsay.')
      const id = await kept()
      await about(nora, (line) => {
        const note = new XmlElement('footnote')
        line.insert(line.length, [note])
        note.setAttribute('text', inNote)
      })
      expect(await code(decide(nora, study, id, 'accept'))).toBe('suggestion-words-changed')
      expect((await listed(nora, study)).map((one) => one.id)).toEqual([id])
      await until('he has both', () => said().join() === [inNote, inNote].join())
    })

    test('waits for who said it first, whoever says the same there by now', async () => {
      const { study, nora, come, about, notes, kept } = await aNote()
      notes()[0]?.setAttribute('text', 'Hearsay.')
      const id = await kept()
      const klara = await come('Klara', 'community', 'resident', 'editor')
      await about(klara, (line) => line.toArray().find(isNote)?.setAttribute('text', inNote))
      expect(await code(decide(nora, study, id, 'decline'))).toBe('reason-needed')
      expect((await listed(klara, study))[0]).toMatchObject({ authors: [{ name: 'Nora' }], may: { decide: false } })
      expect((await decide(nora, study, id, 'accept')).status).toBe(204)
    })

    test('of theirs in the middle of a sentence is a remark in brackets there once it is accepted', async () => {
      const { study, nora, kjell, line, said } = await aNote()
      const text = line().get(2) as Y.XmlText
      const rest = text.toJSON().slice(' It was an honest'.length)
      line().doc?.transact(() => {
        const note = new XmlElement('footnote')
        text.delete(' It was an honest'.length, rest.length)
        line().insert(3, [note, new XmlText(rest)])
        note.setAttribute('text', 'The council said maybe.')
      })
      await until('it is kept', async () => (await listed(nora, study)).length === 1)
      await until('it was undone', () => said().join() === inNote)
      const id = (await listed(nora, study))[0]?.id ?? ''
      await explain(kjell, study, id, 'We said maybe.')
      expect((await decide(nora, study, id, 'accept')).status).toBe(204)
      expect((await saidIn(study))[0]).toBe(
        '[Nora: We know the stairs of this house.][Nora:  It was an honest ][Kjell: (The council said maybe.) ][Nora: no.]',
      )
      expect(said()).toEqual([inNote])
    })

    test('or about what a picture shows is accepted in the same way; a picture whose words are taken away stays', async () => {
      const { study, nora, kjell, about, line } = await aNote()
      await about(nora, (first) => {
        const picture = new XmlElement('image')
        ;(first.parent as Y.XmlFragment).push([picture])
        picture.setAttribute('hash', 'a'.repeat(64))
        picture.setAttribute('alt', 'The stairs.')
      })
      const picture = (): Y.XmlElement | undefined => (line().parent as Y.XmlFragment).get(2) as Y.XmlElement | undefined
      const shown = (): string | undefined => picture()?.getAttribute('alt')
      const acceptIt = async (): Promise<void> => {
        await until('it is kept', async () => (await listed(nora, study)).length === 1)
        await until('it was undone', () => shown() === 'The stairs.')
        const id = (await listed(nora, study))[0]?.id ?? ''
        await explain(kjell, study, id, 'It is so.')
        expect((await decide(nora, study, id, 'accept')).status).toBe(204)
      }
      await until('he has it', () => shown() === 'The stairs.')
      picture()?.setAttribute('alt', 'Some stairs.')
      await acceptIt()
      await until('he sees it', () => shown() === 'Some stairs.')
      await about(nora, (first) => ((first.parent as Y.XmlFragment).get(2) as Y.XmlElement).setAttribute('alt', 'The stairs.'))
      await until('he has hers', () => shown() === 'The stairs.')
      ;(line().parent as Y.XmlFragment).delete(2, 1)
      await acceptIt()
      await until('nothing is said of it', () => shown() === '')
      expect(picture()?.getAttribute('decorative') as unknown).toBe(true)
    })
  })

  test('[SG17] keeps the line breaks of a paragraph, and makes new ones', async () => {
    const { study, nora, cleo } = await aStudy()
    const broken = await suggest(nora, study, { words: 'We want the lift to work.', to: ['We want\nthe lift to work.'] })
    expect((await decide(cleo, study, broken, 'accept')).status).toBe(204)
    const text = async (): Promise<string> =>
      await server.running.house.rooms.read(study as StudyId, ({ doc }) => doc.getXmlFragment('s:summary').get(1).toString())
    expect(await text()).toBe('<paragraph>We want<hardbreak></hardbreak>the lift to work.</paragraph>')
    const over = await suggest(cleo, study, { words: 'want\nthe lift', to: ['need\nthat lift'], reason: 'Stronger.' })
    expect((await decide(nora, study, over, 'accept')).status).toBe(204)
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
