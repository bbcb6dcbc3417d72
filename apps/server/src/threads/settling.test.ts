import { languages } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { AnswersTable } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, begin, giveAnswer, readThread, refusalOf } from '../testing/a-talk.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const html = { accept: 'text/html' }

describe('an answer that came while another was read', () => {
  test('[AN14] is not settled by who names the one before, or none when there are several', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const settle = (body: object) => nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, body)
    const first = await giveAnswer(kjell, study, thread)
    await giveAnswer(kjell, study, thread, { state: 'draft', text: 'Not yet said.' })
    expect((await settle({ settled: true })).status).toBe(204)
    const last = await giveAnswer(kjell, study, thread, { outcome: 'not_done', reason: 'No money.', text: 'We will not.' })
    for (const body of [{ answer: first }, {}, { answer: 'nothing' }])
      expect(await refusalOf(settle({ settled: true, ...body }))).toBe('answered-meanwhile')
    expect(await refusalOf(settle({ settled: false, disagreement: 'A rare note.', answer: first }))).toBe('answered-meanwhile')
    expect(await readThread(kjell, study, thread)).toMatchObject({ state: 'answered', settled: null, disagreement: null })
    expect((await settle({ settled: false, disagreement: 'There is money.', answer: last })).status).toBe(204)
    expect(await readThread(kjell, study, thread)).toMatchObject({ state: 'disputed', disagreement: 'There is money.' })
  })

  test.each(languages)(
    '[AN14] is shown by the page in %s, with a plain sentence, and what was typed; nothing is chosen',
    async (language) => {
      const { study, nora, kjell } = await aTalk(server, siri)
      const thread = await begin(nora, study)
      const path = `/studies/${study}/said?lang=${language}`
      const sentence = translator(language)('answer.problem.answeredMeanwhile')
      const nameIn = (page: string): string => /name="answer" value="([^"]+)"/.exec(page)?.[1] ?? ''
      const first = await giveAnswer(kjell, study, thread, { text: 'Yes, we do.' })
      const answer = nameIn((await nora.get(path, html)).text)
      expect(answer).toBe(first)
      const last = await giveAnswer(kjell, study, thread, { outcome: 'not_done', reason: 'No money.', text: 'We will not.' })
      const asked = { do: 'settle', thread, [`settled-${thread}`]: 'no', [`note-${thread}`]: 'What I typed.' }
      for (const sent of [{ ...asked, answer }, asked]) {
        const page = await nora.submit(path, sent)
        expect([page.status, nameIn(page.text)]).toEqual([409, last])
        for (const part of [sentence, 'We will not.', 'What I typed.']) expect(page.text).toContain(part)
        expect(page.text).not.toMatch(new RegExp(`name="settled-${thread}"[^>]*checked`))
      }
      expect(await readThread(nora, study, thread)).toMatchObject({ state: 'answered', settled: null, disagreement: null })
      expect((await nora.submit(path, { ...asked, answer: last })).status).toBe(303)
      expect(await readThread(nora, study, thread)).toMatchObject({ state: 'disputed', disagreement: 'What I typed.' })
    },
  )
})

describe('a question that is changed after it was answered', () => {
  test('[AN15] has that said of the answer beside it, in the table, on the pages and in files, and not of a later answer', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { text: 'May we use the hall?', use: 'case-study' })
    await giveAnswer(kjell, study, thread, { text: 'Yes, of course.' })
    const places = async (): Promise<string[]> => [
      (await kjell.get(`/studies/${study}/you-said-we-did?lang=en`, html)).text,
      (await nora.get(`/studies/${study}/said?lang=en`, html)).text,
      (await siri.get(`/api/studies/${study}/export?format=html`)).text,
      (await siri.get(`/api/studies/${study}/export?format=md`)).text,
    ]
    const sentence = translator('en')('answer.editedAfter')
    for (const place of await places()) expect(place).not.toContain(sentence)
    const message = (await readThread(nora, study, thread)).messages[0]?.id
    const change = (body: object) => nora.send('PATCH', `/api/studies/${study}/threads/${thread}/messages/${message}`, body)
    await change({ language: 'nb' })
    expect((await readThread(nora, study, thread)).answers.map(({ editedAfter }) => editedAfter)).toEqual([false])
    expect((await change({ text: 'May we sell the hall?' })).status).toBe(204)
    for (const place of await places()) expect(place.split(sentence)).toHaveLength(2)
    await giveAnswer(kjell, study, thread, { outcome: 'not_done', reason: 'It is not ours.', text: 'No.' })
    const [row] = AnswersTable.parse((await kjell.get(`/api/studies/${study}/answers`)).json()).rows
    for (const answers of [row?.answers ?? [], (await readThread(nora, study, thread)).answers])
      expect(answers.map(({ text, editedAfter }) => [text, editedAfter])).toEqual([
        ['Yes, of course.', true],
        ['No.', false],
      ])
  })
})
