import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appendEvent, studyById } from '@samskriv/database'
import { SectionText } from '@samskriv/attribution'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { SectionVoices, SuggestionList, SuggestionMade } from '@samskriv/protocol'
import * as Y from 'yjs'
import { type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aStudyOfTwo, sentTo } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'
import { finishErasures } from './taking-out.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const html = { accept: 'text/html' }
const secret = 'Marigold'

async function saidIn(study: string): Promise<[number, string, string][]> {
  const { spans, voices } = SectionVoices.parse((await siri.get(`/api/studies/${study}/sections/summary/voices`)).json())
  return spans.map(({ line, text, voice }) => [line, text, voices[voice]?.name ?? ''])
}

function isInFiles(dir: string, text: string): boolean {
  return readdirSync(dir)
    .filter((name) => name.startsWith('samskriv') || name.includes('.sqlite'))
    .filter((name) => !name.startsWith('lock'))
    .some((name) => readFileSync(join(dir, name)).includes(text))
}

/** A study in which a neighbour's words stand alone, within those of the steward, in a footnote, in an earlier version, and are commented on. */
async function aStudyWithWords() {
  const { study, neighbour, participant } = await aStudyOfTwo(server, siri)
  await neighbour.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'Nora' })
  await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
  const theirs = await writers.come(neighbour, study)
  const mine = await writers.come(siri, study)
  theirs.write('s:summary', `${secret} lives upstairs and cooks.`)
  await until('it is stored', async () => (await saidIn(study)).length === 1)
  await until('it is there', () => mine.doc.getXmlFragment('s:summary').length === 1)
  mine.write('s:summary', 'We met in May. ')
  await until('it is there', () => theirs.doc.getXmlFragment('s:summary').length === 2)
  const paragraph = theirs.doc.getXmlFragment('s:summary').get(1)
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('no paragraph')
  const text = paragraph.get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  text.insert(text.length, `So says ${secret}.`)
  await until('it is stored', async () => (await saidIn(study)).some(([, words]) => words.includes('So says')))
  await until('it is there', () => mine.doc.getXmlFragment('s:summary').toString().includes('So says'))
  // Kept as it was, because so much goes at once.
  theirs.write('s:summary', Array.from({ length: 60 }, () => secret).join(' '))
  await until('it is there', () => mine.doc.getXmlFragment('s:summary').length === 3)
  theirs.doc.getXmlFragment('s:summary').delete(2, 1)
  await until('it is gone', async () => (await saidIn(study)).every(([line]) => line < 2))
  return { study, neighbour, participant, mine, theirs }
}

const summary = 'summary' as SectionKey

async function pointAt(study: string, words: string) {
  return await server.running.house.rooms.read(study as StudyId, ({ doc, epoch }) => {
    const known = SectionText.of(doc, summary)
    const from = known.text.indexOf(words)
    return { section: summary, epoch, start: known.idAt(from), end: known.idAt(from + words.length - 1), quote: words }
  })
}

/** @returns its id */
async function suggest(browser: Browser, study: string, words: string, text: string, reason: string): Promise<string> {
  const made = { section: summary, anchor: await pointAt(study, words), place: 'instead', blocks: [{ text }], reason }
  const answer = await browser.send('POST', `/api/studies/${study}/suggestions`, made)
  expect(answer.status, answer.text).toBe(201)
  return SuggestionMade.parse(answer.json()).id
}

describe('taking my words out of the text', () => {
  test('[HS8] leaves them nowhere: not in the text, earlier versions, lists, answers, files, or any byte on disk; words of others stay', async () => {
    const { study, neighbour, mine } = await aStudyWithWords()
    const path = `/studies/${study}/my-words/take-back?lang=en`
    const asked = await neighbour.get(path, html)
    expect(asked.text).toContain('You have 8 words in the text.')
    expect(asked.text).toContain('it says “[tatt tilbake]”')
    expect((await saidIn(study)).length, 'asking changes nothing').toBe(3)
    expect(isInFiles(server.dataDir, secret)).toBe(true)

    const done = await neighbour.submit(path)
    expect(sentTo(done)).toContain('done=text-taken-back')
    expect(await saidIn(study)).toEqual([
      [0, '[tatt tilbake]', 'Nora'],
      [1, 'We met in May. ', 'Siri Steward'],
      [1, '[tatt tilbake]', 'Nora'],
    ])
    const points = (await siri.get(`/api/studies/${study}/sections/summary/restore-points`)).json() as { id: string }[]
    expect(points.length).toBeGreaterThan(0)
    const places = [
      `/studies/${study}`,
      `/studies/${study}/said`,
      `/api/studies/${study}`,
      `/api/studies/${study}/voices`,
      `/api/studies/${study}/softenings`,
      `/api/studies/${study}/anchors`,
      `/api/studies/${study}/activity`,
      `/api/studies/${study}/audit`,
      `/api/studies/${study}/export?format=json`,
      `/api/studies/${study}/export?format=html`,
      ...points.map(({ id }) => `/api/studies/${study}/sections/summary/restore-points/${id}`),
    ]
    for (const place of places)
      for (const browser of [siri, neighbour]) expect((await browser.get(place, html)).text, place).not.toContain(secret)
    expect(isInFiles(server.dataDir, secret)).toBe(false)
    await until('whoever had it open has been sent away from the old text', () => !mine.provider.wsconnected || mine.provider.ws === null)
  })

  test('[HS9] reaches suggestions: what they suggested and why, and what others suggested to do with their words', async () => {
    const { study, neighbour } = await aStudyWithWords()
    const path = `/api/studies/${study}/suggestions`
    const theirs = await suggest(neighbour, study, 'We met in May.', `We met with ${secret}.`, `${secret} was there.`)
    const about = await suggest(siri, study, `${secret} lives upstairs`, `${secret} lives above`, `Nobody says ${secret} so.`)
    const declined = await suggest(siri, study, 'cooks.', 'eats.', 'It is simpler.')
    const no = await neighbour.send('POST', `${path}/${declined}/decline`, { reason: `That is not how ${secret} is.` })
    expect(no.status, no.text).toBe(204)
    const others = await suggest(siri, study, 'We met', 'They met', 'All of us.')
    expect(isInFiles(server.dataDir, secret)).toBe(true)
    await neighbour.submit(`/studies/${study}/my-words/take-back?lang=en`)
    for (const browser of [siri, neighbour]) expect((await browser.get(`${path}?state=all`)).text).not.toContain(secret)
    expect(isInFiles(server.dataDir, secret)).toBe(false)
    const { suggestions } = SuggestionList.parse((await siri.get(`${path}?state=all`)).json())
    const states = Object.fromEntries(suggestions.map(({ id, state, original, reason }) => [id, [state, original, reason]]))
    expect(states).toEqual({
      [theirs]: ['withdrawn', [], null],
      [about]: ['declined', [], '[tatt tilbake]'],
      [declined]: ['declined', [], 'It is simpler.'],
      [others]: ['proposed', ['We met'], 'All of us.'],
    })
  })

  test('[HS9] leaves what others suggest and say about words that are not theirs, whatever phrases those have in common', async () => {
    const { study, neighbour } = await aStudyOfTwo(server, siri)
    await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
    const theirs = await writers.come(neighbour, study)
    const mine = await writers.come(siri, study)
    theirs.write('s:summary', 'I was afraid of going to the community hall alone. It was dark there.')
    mine.write('s:summary', 'People came to the community hall on Mondays.')
    await until('it is stored', async () => (await saidIn(study)).length === 2)
    const reason = 'Few came to the community hall.'
    const open = await suggest(siri, study, 'People came to the community hall', 'Few came to the community hall', reason)
    const quoting = await suggest(siri, study, 'on Mondays', 'on Tuesdays', 'Somebody said “It was dark there.” to me.')
    const decided = await suggest(siri, study, 'to the community hall on', 'to the hall on', reason)
    const path = `/api/studies/${study}/suggestions`
    expect((await neighbour.send('POST', `${path}/${decided}/decline`, { reason: 'So said I.' })).status).toBe(204)
    const thread = {
      kind: 'comment',
      text: 'Hm.',
      token: 'token-of-a-form-00000',
      anchor: await pointAt(study, 'came to the community hall'),
    }
    expect((await siri.send('POST', `/api/studies/${study}/threads`, thread)).status).toBe(201)
    await neighbour.submit(`/studies/${study}/my-words/take-back?lang=en`)
    const { suggestions } = SuggestionList.parse((await siri.get(`${path}?state=all`)).json())
    const found = Object.fromEntries(
      suggestions.map(({ id, state, original, blocks, reason: why, decided: how }) => [
        id,
        [state, original, blocks.map(({ text }) => text), why, how?.reason],
      ]),
    )
    expect(found).toEqual({
      [open]: ['proposed', ['People came to the community hall'], ['Few came to the community hall'], reason, undefined],
      [quoting]: ['proposed', ['on Mondays'], ['on Tuesdays'], 'Somebody said “[tatt tilbake]” to me.', undefined],
      [decided]: ['declined', ['to the community hall on'], ['to the hall on'], reason, '[tatt tilbake]'],
    })
    expect((await siri.get(`/api/studies/${study}/threads`)).text).toContain('came to the community hall')
  })

  test('[HS9] is there for who has only suggested something', async () => {
    const { study, neighbour } = await aStudyOfTwo(server, siri)
    const said = async (): Promise<string> => (await neighbour.get(`/studies/${study}/said?lang=en`, html)).text
    expect(await said()).not.toContain('my-words/take-back')
    const made = { section: summary, place: 'end', blocks: [{ text: 'Tagetes grows in the yard.' }] }
    expect((await neighbour.send('POST', `/api/studies/${study}/suggestions`, made)).status).toBe(201)
    expect(await said()).toContain('my-words/take-back')
    await neighbour.submit(`/studies/${study}/my-words/take-back?lang=en`)
    expect(await said()).not.toContain('my-words/take-back')
    expect(isInFiles(server.dataDir, 'Tagetes')).toBe(false)
  })

  test('is for one’s own words: nobody takes out those of others, and who has none loses nothing', async () => {
    const { study, neighbour } = await aStudyWithWords()
    await siri.submit(`/studies/${study}/my-words/take-back?lang=en`)
    expect((await saidIn(study)).map(([, words, name]) => [words, name])).toEqual([
      [`${secret} lives upstairs and cooks.`, 'Nora'],
      ['[tatt tilbake] ', 'Siri Steward'],
      [`So says ${secret}.`, 'Nora'],
    ])
    const other = await aStudyOfTwo(server, siri)
    expect((await neighbour.request(`/studies/${other.study}/my-words/take-back`, { method: 'POST', headers: html })).status).toBe(404)
  })

  test('[HS8] is finished by the next process when one ended before the log was gone', async () => {
    const { study, participant } = await aStudyWithWords()
    const { house } = server.running
    const id = study as StudyId
    const epoch = async (): Promise<number> => await house.rooms.read(id, (committed) => committed.epoch)
    const before = await epoch()
    await finishErasures(house)
    expect(await epoch(), 'nothing was left').toBe(before)
    await house.database.store.tx<void>(function* (ctx) {
      const found = yield* studyById(id)(ctx)
      if (found === undefined) throw new Error('no study')
      const about = { kind: 'words.taken-back', subjectKind: 'participant', subject: participant as ParticipantId }
      yield* appendEvent({ partnership: found.partnership, study: id, actor: 'system', ...about })(ctx)
    })
    await finishErasures(house)
    expect(await epoch()).toBe(before + 1)
    await finishErasures(house)
    expect(await epoch()).toBe(before + 1)
  })
})
