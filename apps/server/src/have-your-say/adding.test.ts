import { describe, expect, test } from 'vitest'
import { SectionVoices } from '@samskriv/protocol'
import { z } from 'zod'
import { type Answer, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { fieldsOn, headingOf, openSay, press, troubleOn, type Filled } from '../testing/a-say-form.ts'
import { anOpenLink, cameBy, sentTo } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const page = { accept: 'text/html' }
const who = { name: 'Nora', sector: 'community', 'subtype-community': 'resident' }
const into = '&section=summary&into=text'

/** A study in whose summary contributors write, and one who has just come by its open link. Comments are closed. */
async function aContributor() {
  const { study, path } = await anOpenLink(siri, { role: 'contributor' })
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  await siri.send('PATCH', `/api/studies/${study}/sections/summary`, { openToContributors: true })
  return { study, path, nora: await cameBy(server, path) }
}

const voicesIn = async (study: string): Promise<SectionVoices> =>
  SectionVoices.parse((await siri.get(`/api/studies/${study}/sections/summary/voices`)).json())

/** What stands in the summary: line, words, by whom in which sector. */
async function saidIn(study: string): Promise<[number, string, string, string | null][]> {
  const { spans, voices } = await voicesIn(study)
  return spans.map(({ line, text, voice }) => [line, text, voices[voice]?.name ?? '', voices[voice]?.sector ?? null])
}

async function addAll(browser: Browser, study: string, answers: Filled): Promise<Answer> {
  const second = await press(browser, study, { ...(await openSay(browser, study, into)), ...answers }, 'who')
  const third = await press(browser, study, { ...fieldsOn(second), ...answers }, 'check')
  return await press(browser, study, fieldsOn(third), 'send')
}

describe('adding my words to a part', () => {
  test('[HS5] puts them at its end as paragraphs of their own, under their name, and counts them', async () => {
    const { study, nora } = await aContributor()
    const writer = await writers.come(siri, study)
    writer.write('s:summary', 'We began in May.')
    await until('it is stored', async () => (await saidIn(study)).length > 0)
    const first = await nora.get(`/studies/${study}/say?lang=en${into}`, page)
    expect(headingOf(first)).toMatch(/^Add my words to “.+”$/)
    expect(first.text).not.toContain('name="kind"')
    const sent = await addAll(nora, study, { words: 'We cooked.\r\nEvery week.\r\n\r\nNobody paid <b>us</b>.', ...who })
    expect(sentTo(sent)).toBe(`/studies/${study}/sent?part=summary&lang=en`)
    expect((await nora.get(sentTo(sent) ?? '', page)).text).toContain('They count as yours.')
    expect(await saidIn(study)).toEqual([
      [0, 'We began in May.', 'Siri Steward', 'third'],
      [1, 'We cooked.', 'Nora', 'community'],
      [2, 'Every week.', 'Nora', 'community'],
      [3, 'Nobody paid <b>us</b>.', 'Nora', 'community'],
    ])
    const balance = z
      .object({ study: z.object({ words: z.object({ community: z.number() }) }) })
      .parse((await siri.get(`/api/studies/${study}/balance`)).json())
    expect(balance.study.words.community).toBe(7)
    await until('whoever has it open sees it', () => writer.doc.getXmlFragment('s:summary').toString().includes('We cooked.'))
  })

  test('is offered under the parts that are open to them, and under no other', async () => {
    const { study, nora } = await aContributor()
    const { text } = await nora.get(`/studies/${study}?lang=en`, page)
    expect([...text.matchAll(/section=([\w-]+)&amp;into=text/g)].map(([, key]) => key)).toEqual(['summary'])
    expect(text, 'comments are closed').not.toContain('Have your say about this part')
    expect((await nora.get(`/studies/${study}/say?section=partners&into=text`, page)).status).toBe(403)
    expect((await nora.get(`/studies/${study}/say?into=text`, page)).status).toBe(403)
  })

  test('sent again is there once, also when both come at the same time', async () => {
    const { study, nora } = await aContributor()
    const third = await press(nora, study, { ...(await openSay(nora, study, into)), words: 'Once.', ...who }, 'check')
    const fields = fieldsOn(third)
    const both = await Promise.all([press(nora, study, fields, 'send'), press(nora, study, fields, 'send')])
    const later = await press(nora, study, fields, 'send')
    expect([...both, later].map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await saidIn(study)).map(([, text]) => text)).toEqual(['Once.'])
  })

  test('[HS5] waits while somebody edits the part alone, and keeps the words', async () => {
    const { study, nora } = await aContributor()
    await siri.send('PUT', `/api/studies/${study}/sections/summary/hold`)
    const held = await addAll(nora, study, { words: 'Not yet.', ...who })
    expect([held.status, troubleOn(held)]).toEqual([409, expect.stringContaining('Nothing was sent. What you wrote is still here.')])
    expect(fieldsOn(held)['words']).toBe('Not yet.')
    expect(await saidIn(study)).toEqual([])
    await siri.send('DELETE', `/api/studies/${study}/sections/summary/hold`)
    expect((await press(nora, study, fieldsOn(held), 'send')).status).toBe(303)
    expect((await saidIn(study)).map(([, text, name]) => [text, name])).toEqual([['Not yet.', 'Nora']])
  })

  test('is refused when the part was closed meanwhile, and the words are shown to be copied', async () => {
    const { study, nora } = await aContributor()
    const fields = { ...(await openSay(nora, study, into)), ...who, words: 'Too late.' }
    await siri.send('PATCH', `/api/studies/${study}/sections/summary`, { openToContributors: false })
    const closed = await press(nora, study, fields, 'send')
    expect([closed.status, closed.text.includes('Too late.')]).toEqual([403, true])
    expect(await saidIn(study)).toEqual([])
  })

  test('asks whoever is known nothing about themselves: three pages', async () => {
    const { study, nora } = await aContributor()
    await addAll(nora, study, { words: 'First.', ...who })
    const second = await press(nora, study, { ...(await openSay(nora, study, into)), words: 'Second.' }, 'check')
    expect(headingOf(second)).toBe('Look at it once more')
    expect(second.text).toContain('Step 2 of 2')
    await press(nora, study, fieldsOn(second), 'send')
    expect((await saidIn(study)).map(([line, text]) => [line, text])).toEqual([
      [0, 'First.'],
      [1, 'Second.'],
    ])
  })
})
