import { AnswersTable, SuggestionMade } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { type Answer, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aTalk, aToken, begin, giveAnswer, inDays, readThread, refusalOf } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const html = { accept: 'text/html' }
const ways = ['left', 'was removed', 'is suspended'] as const

async function go(how: (typeof ways)[number], study: string, nora: Browser): Promise<void> {
  const { participantId } = await meIn(nora, study)
  const people = `/api/studies/${study}/people/${participantId}`
  const gone: Answer =
    how === 'left'
      ? await nora.send('POST', `/api/studies/${study}/leave`)
      : how === 'was removed'
        ? await siri.send('DELETE', people)
        : await siri.send('PATCH', people, { suspended: true })
  expect(gone.status).toBe(204)
}

describe.each(ways)('whoever %s', (how) => {
  const refused = how === 'is suspended' ? 'suspended' : 'unknown-study'

  test('[HS15] sees what they said with the answers to it, and nothing else of the study', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { use: 'case-study', text: 'Who pays the women who cook?' })
    await giveAnswer(kjell, study, thread)
    const reply = { text: 'A rumour that is none of hers.', token: aToken() }
    expect((await siri.send('POST', `/api/studies/${study}/threads/${thread}/messages`, reply)).status).toBe(201)
    const others = await begin(kjell, study, { text: 'Is the kitchen insured?' })
    const toOrganisers = await begin(kjell, study, { audience: 'organisers', text: 'Between us.' })
    const { participantId } = await meIn(nora, study)
    await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'editor' })
    const writer = await writers.come(nora, study)
    const page = async (): Promise<string> => (await siri.get(`/studies/${study}?lang=en`, html)).text
    writer.write('s:summary', 'Marigold cooks upstairs.')
    await until('it is stored', async () => (await page()).includes('Marigold cooks'))
    await go(how, study, nora)
    const said = await nora.get(`/studies/${study}/said?lang=en`, html)
    expect(said.status).toBe(200)
    for (const words of ['Who pays the women who cook?', 'The council pays them.', 'Marigold cooks upstairs.'])
      expect(said.text).toContain(words)
    for (const words of [
      'A rumour',
      'insured',
      'Between us.',
      'name="do" value="reply"',
      'name="do" value="settle"',
      'name="do" value="shown"',
    ])
      expect(said.text).not.toContain(words)
    expect(said.text).not.toContain(`href="/studies/${study}"`)
    for (const path of ['', '/threads', `/threads/${thread}`, '/people', '/answers', '/export?format=json', '/suggestions'])
      expect(await refusalOf(nora.get(`/api/studies/${study}${path}`)), path).toBe(refused)
    for (const [id, what] of [
      [others, 'take-back'],
      [toOrganisers, 'take-back'],
    ] as const)
      expect(await refusalOf(nora.send('POST', `/api/studies/${study}/threads/${id}/${what}`))).toBe('unknown-thread')
    const data = (await nora.get('/api/me/data')).text
    expect([data.includes('Marigold cooks upstairs.'), data.includes('rumour')]).toEqual([true, false])
  })

  test('[HS15] takes it back, and out of the text, and nothing of it is in files any more', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { use: 'case-study', text: 'Who pays the women who cook?' })
    await giveAnswer(kjell, study, thread)
    const { participantId } = await meIn(nora, study)
    await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'editor' })
    const writer = await writers.come(nora, study)
    const file = async (): Promise<string> => (await siri.get(`/api/studies/${study}/export?format=json&comments=all`)).text
    writer.write('s:summary', 'Marigold cooks upstairs.')
    await until('it is stored', async () => (await file()).includes('Marigold cooks'))
    const made = { section: 'summary', place: 'end', blocks: [{ text: 'And she sings.' }] }
    const suggestion = SuggestionMade.parse((await nora.send('POST', `/api/studies/${study}/suggestions`, made)).json()).id
    await go(how, study, nora)
    expect((await nora.get(`/studies/${study}/said/${thread}/take-back?lang=en`, html)).status).toBe(200)
    expect((await nora.submit(`/studies/${study}/said/${thread}/take-back?lang=en`)).status).toBe(303)
    expect((await readThread(siri, study, thread)).takenBack).toBe(true)
    expect((await nora.send('POST', `/api/studies/${study}/suggestions/${suggestion}/withdraw`)).status).toBe(204)
    expect((await nora.get(`/studies/${study}/my-words/take-back?lang=en`, html)).status).toBe(200)
    expect((await nora.submit(`/studies/${study}/my-words/take-back?lang=en`)).status).toBe(303)
    const after = await file()
    for (const words of ['Marigold', 'Who pays the women', 'And she sings.']) expect(after).not.toContain(words)
    expect((await siri.get(`/studies/${study}/you-said-we-did`, html)).text).not.toContain('Who pays the women')
    const table = AnswersTable.parse((await siri.get(`/api/studies/${study}/answers`)).json())
    expect(JSON.stringify(table)).not.toContain('Who pays the women')
  })

  test('[HS15] lets less be done with it, and not more; and says and decides nothing else', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { use: 'case-study' })
    const answer = await giveAnswer(kjell, study, thread, { outcome: 'planned', promisedFor: inDays(10) })
    const kept = await begin(nora, study)
    const made = { section: 'summary', place: 'end', blocks: [{ text: 'And she sings.' }], use: 'case-study' }
    const suggestion = SuggestionMade.parse((await nora.send('POST', `/api/studies/${study}/suggestions`, made)).json()).id
    await go(how, study, nora)
    const at = `/api/studies/${study}`
    const said = `/studies/${study}/said?lang=en`
    expect((await nora.send('PATCH', `${at}/threads/${thread}`, { use: 'writing-group' })).status).toBe(204)
    expect((await readThread(siri, study, thread)).use).toBe('writing-group')
    expect((await nora.send('PATCH', `${at}/suggestions/${suggestion}`, { use: 'ask-first' })).status).toBe(204)
    expect((await nora.submit(said, { do: 'use', thread: kept, [`use-${kept}`]: 'writing-group' })).status).toBe(303)
    const [first] = (await readThread(siri, study, kept)).messages
    for (const [method, path, body] of [
      ['PATCH', `/threads/${thread}`, { use: 'case-study' }],
      ['PATCH', `/threads/${thread}`, { kind: 'comment' }],
      ['PATCH', `/suggestions/${suggestion}`, { use: 'case-study' }],
      ['PATCH', `/suggestions/${suggestion}`, { reason: 'Because.' }],
      ['PUT', `/threads/${kept}/messages/${first?.id}/use`, { use: 'case-study' }],
      ['PATCH', `/threads/${kept}/messages/${first?.id}`, { text: 'Other words.' }],
      ['POST', `/threads/${thread}/messages`, { text: 'And then?', token: aToken() }],
      ['POST', `/threads/${thread}/settle`, { settled: true }],
      ['POST', `/threads/${thread}/resolve`, {}],
      ['POST', `/threads/${thread}/report`, { reason: 'Why.' }],
      ['POST', `/threads/${thread}/answers/${answer}/keep`, { kept: 'done' }],
      ['POST', `/threads`, { kind: 'comment', text: 'More.', token: aToken() }],
      ['PUT', `/tidy-spelling`, { permitted: true }],
      ['POST', `/identity`, { mode: 'anonymous' }],
    ] as const)
      expect(await refusalOf(nora.send(method, `${at}${path}`, body)), path).toBe(refused)
    expect((await nora.submit(said, { do: 'use', thread: kept, [`use-${kept}`]: 'case-study' })).status).not.toBe(303)
    expect((await readThread(siri, study, kept)).use).toBe('writing-group')
  })

  test('[HS15] takes a comment’s words out of the text that an editor put there', async () => {
    const { study, nora } = await aTalk(server, siri)
    const thread = await begin(nora, study, { use: 'case-study', text: 'Marigold cooks upstairs.' })
    const editor = await writers.come(siri, study)
    editor.write('s:summary', 'We met in May.')
    const page = async (): Promise<string> => (await siri.get(`/studies/${study}?lang=en`, html)).text
    await until('it is stored', async () => (await page()).includes('We met in May.'))
    const [message] = (await readThread(siri, study, thread)).messages
    const { epoch } = (await siri.get(`/api/studies/${study}/anchors`)).json() as { epoch: number }
    const put = { section: 'summary', epoch, token: aToken() }
    expect((await siri.send('POST', `/api/studies/${study}/threads/${thread}/messages/${message?.id}/put-in`, put)).status).toBe(201)
    expect(await page()).toContain('Marigold cooks upstairs.')
    const [placement] = (await readThread(siri, study, thread)).placements
    await go(how, study, nora)
    const out = { do: 'take-out', thread, placement: placement?.id ?? '' }
    expect((await nora.submit(`/studies/${study}/said?lang=en`, out)).status).toBe(303)
    expect(await page()).not.toContain('Marigold')
    expect((await readThread(siri, study, thread)).placements).toEqual([])
  })
})
