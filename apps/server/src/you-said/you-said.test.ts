import { AnswersTable, StudyFront } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { signedIn, type Browser } from '../testing/a-browser.ts'
import { anOrganisation, aPartnershipSteward } from '../testing/a-partnership.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, anEditor, begin, giveAnswer, inDays, readThread } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const tableOf = async (browser: Browser, study: string): Promise<AnswersTable> =>
  AnswersTable.parse((await browser.get(`/api/studies/${study}/answers`)).json())
const pageOf = async (browser: Browser, study: string, language = 'en') =>
  await browser.get(`/studies/${study}/you-said-we-did?lang=${language}`, { accept: 'text/html' })
const everywhere = async (browser: Browser, study: string): Promise<string[]> => [
  (await browser.get(`/api/studies/${study}/answers`)).text,
  (await pageOf(browser, study)).text,
  (await browser.get(`/api/studies/${study}/export?format=html`)).text,
  (await browser.get(`/api/studies/${study}/export?format=json`)).text,
]

describe('“You said, we did”', () => {
  test('says what was asked, by which sector, the answers, what came of it and when, and names no person', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { use: 'case-study', section: 'summary' })
    await giveAnswer(kjell, study, thread, { outcome: 'not_done', text: 'We can’t pay.', reason: 'There is no budget.' })
    await nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, { settled: false, disagreement: 'There was one last year.' })
    const { rows, counts } = await tableOf(kjell, study)
    expect(rows).toMatchObject([
      {
        thread,
        said: 'Who pays the women who cook?',
        sector: 'community',
        section: 'summary',
        state: 'disputed',
        disagreement: 'There was one last year.',
        answers: [{ outcome: 'not_done', text: 'We can’t pay.', reason: 'There is no budget.', sector: 'public' }],
      },
    ])
    expect(counts).toMatchObject({ waiting: 0, withheld: 0 })
    const [, , html, json] = await everywhere(siri, study)
    for (const file of [html, json])
      for (const words of ['Who pays the women who cook?', 'There is no budget.', 'There was one last year.']) expect(file).toContain(words)
    expect(JSON.stringify(rows)).not.toContain('Nora')
    expect(z.looseObject({ questions: z.array(z.unknown()) }).parse(JSON.parse(json ?? '')).questions).toHaveLength(1)
  })

  test('holds no words that stay with the writing group, with what answers them, anywhere; they are counted', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    for (const use of ['writing-group', 'ask-first']) {
      const thread = await begin(nora, study, { use, text: 'A rare question of mine.' })
      await giveAnswer(kjell, study, thread, { outcome: 'not_done', text: 'To the rare question: no.', reason: 'A rare reason.' })
      await nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, { settled: false, disagreement: 'A rare note.' })
    }
    const { rows, counts } = await tableOf(siri, study)
    expect(counts.withheld).toBe(2)
    expect(rows.map(({ said, sector, answers }) => [said, sector, answers.map(({ outcome }) => outcome)])).toEqual([
      [null, 'community', ['not_done']],
      [null, 'community', ['not_done']],
    ])
    for (const place of await everywhere(siri, study)) {
      expect(place).not.toContain('rare')
      expect(place.length).toBeGreaterThan(200)
    }
    expect((await pageOf(siri, study)).text).toContain('The words of 2 questions or concerns are left out')
  })

  test('[X14] holds no words whose author, asked about them alone, keeps them in the writing group, nor any that are deleted', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const words = { use: 'case-study', text: 'A rare question of mine.' }
    for (const end of ['use', 'delete'] as const) {
      const thread = await begin(nora, study, words)
      await giveAnswer(kjell, study, thread, { outcome: 'done', text: 'To the rare question: yes.' })
      const path = `/api/studies/${study}/threads/${thread}/messages/${(await readThread(nora, study, thread)).messages[0]?.id}`
      if (end === 'delete') await nora.send('DELETE', path)
      else await nora.send('PUT', `${path}/use`, { use: 'writing-group' })
    }
    expect((await tableOf(siri, study)).counts.withheld).toBe(2)
    for (const place of await everywhere(siri, study)) expect(place).not.toContain('rare')
  })

  test('has nothing of what is for the organisers, taken back or in the making, and no words of what is hidden', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const words = { use: 'case-study', text: 'A rare question of mine.' }
    await begin(nora, study, { ...words, audience: 'organisers' })
    const back = await begin(nora, study, words)
    await nora.send('POST', `/api/studies/${study}/threads/${back}/take-back`)
    const hidden = await begin(nora, study, words)
    await siri.send('POST', `/api/studies/${study}/threads/${hidden}/hide`, { reason: 'It names a neighbour.' })
    const draft = await begin(nora, study, { use: 'case-study', text: 'What about the bus?' })
    await giveAnswer(kjell, study, draft, { state: 'draft', text: 'A rare draft.' })
    const { rows } = await tableOf(siri, study)
    expect(rows.map(({ thread, said }) => [thread, said])).toEqual([
      [draft, 'What about the bus?'],
      [hidden, null],
    ])
    for (const place of await everywhere(siri, study)) expect(place).not.toContain('rare')
  })

  test('is a page without JavaScript in three languages, which whoever is nobody here does not see', async () => {
    const { study, nora } = await aTalk(server, siri)
    await begin(nora, study, { use: 'case-study', text: '<b>Who</b> pays?\nمن يدفع؟' })
    for (const [language, title] of [
      ['en', 'You said, we did'],
      ['nb', 'Dere sa – vi gjorde'],
      ['sv', 'Ni sa – vi gjorde'],
    ]) {
      const page = await pageOf(siri, study, language)
      expect(page.status).toBe(200)
      expect(page.text).toContain(`<h1>${title}</h1>`)
      expect(page.text).toContain('&#x3C;b>Who&#x3C;/b> pays?')
      expect(page.text).not.toContain('<script')
    }
    const stranger = await signedIn(server, 'stranger@example.org', 'Stranger')
    expect((await pageOf(stranger, study)).status).toBe(404)
    stranger.cookie = 'a=b'
    expect((await pageOf(stranger, study)).headers.get('location')).toBe(
      `/sign-in?next=${encodeURIComponent(`/studies/${study}/you-said-we-did`)}`,
    )
  })
})

describe('what was asked about a section that was taken away', () => {
  test.each(['en', 'nb', 'sv'])(
    '[AN16] is asked about it still, by what it was called, in the language of the study: %s',
    async (language) => {
      const { study, nora } = await aTalk(server, siri)
      const own = { title: 'The boats', question: 'Who owns them?' }
      const { key } = z.object({ key: z.string() }).parse((await siri.send('POST', `/api/studies/${study}/sections`, own)).json())
      await begin(nora, study, { section: key, use: 'case-study' })
      expect((await siri.send('DELETE', `/api/studies/${study}/sections/${key}`)).status).toBe(204)
      const { text } = await pageOf(nora, study, language)
      expect(text).toContain('The boats')
      expect(text).not.toContain(key)
      expect(/<\w+[^>]*lang="nb"[^>]*>The boats/.test(text) || language === 'nb').toBe(true)
      const said = (await nora.get(`/studies/${study}/said?lang=${language}`, { accept: 'text/html' })).text
      expect(said).toContain('The boats')
    },
  )
})

describe('the example', () => {
  test('shows a no with its reason, and the note of whoever asked beside it', async () => {
    const studies = z.array(z.object({ id: z.string(), example: z.boolean() })).parse((await siri.get('/api/studies')).json())
    const example = studies.find((one) => one.example)?.id ?? ''
    const page = (await pageOf(siri, example)).text
    for (const words of ['What happened to that?', 'Will not be done', 'no caretaker cover', 'We do not agree.'])
      expect(page).toContain(words)
    expect((await tableOf(siri, example)).rows.length).toBeGreaterThan(3)
  })
})

describe('what is late', () => {
  test('is told to everybody on the front page, naming the organisation and never the officer', async () => {
    const { study, path, nora } = await aTalk(server, siri)
    const organisation = await anOrganisation(await aPartnershipSteward(server), { name: 'Bydel Grünerløkka', subtype: 'council' })
    const officer = await anEditor(server, siri, { study, path }, 'officer@bydel.example')
    await officer.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council', organisation })
    const thread = await begin(nora, study, { use: 'writing-group', text: 'A rare question of mine.' })
    const { participantId } = await meIn(officer, study)
    await officer.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: participantId })
    const promised = await begin(nora, study)
    await giveAnswer(siri, study, promised, { outcome: 'planned', promisedFor: inDays(5) })
    const front = async () => (await nora.get(`/studies/${study}?lang=en`, { accept: 'text/html' })).text
    expect(await front()).not.toContain('has waited longer')
    expect(await front()).toContain(`/studies/${study}/you-said-we-did`)
    clock.goOn(16)
    const late = await front()
    expect(late).toContain('1 question from the community has waited longer for an answer than promised.')
    expect(late).toContain('1 promise was not kept in time.')
    expect(late).toContain('Bydel Grünerløkka')
    for (const page of [late, (await pageOf(nora, study)).text]) expect(page).not.toMatch(/Kjell|rare/)
    expect((await pageOf(nora, study)).text).toContain('The answer is 2 days late.')
    const app = StudyFront.parse((await nora.get(`/api/studies/${study}/front`)).json())
    expect(app.late).toEqual({ questions: 1, promises: 1, organisations: ['Bydel Grünerløkka', null] })
    const { rows, counts } = await tableOf(nora, study)
    expect(counts).toMatchObject({ late: 1, promises: { open: 1, late: 1, done: 0, notDone: 0 } })
    expect(rows.find((row) => row.thread === thread)).toMatchObject({ daysLate: 2, organisation: 'Bydel Grünerløkka' })
    await giveAnswer(officer, study, thread)
    expect(await front()).not.toContain('has waited longer')
  })
})
