import { noticesFor } from '@samskriv/database'
import type { ParticipantId } from '@samskriv/domain'
import { SuggestionMade, ThreadList } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { askForCode, signedIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aTalk, aToken, begin, giveAnswer, readThread, refusalOf, type Talk } from '../testing/a-talk.ts'
import { meIn, sentTo } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const html = { accept: 'text/html' }
let accounts = 0

/** Nora goes on with an account that came by the same link before, as somebody of a charity. @returns the places she has then */
async function goesOnWithAnAccount(
  { study, path, nora }: Talk,
  before: (account: string) => Promise<void> = async () => {},
): Promise<{ guest: string; account: string }> {
  const guest = (await meIn(nora, study)).participantId
  const email = `nora-${(accounts += 1)}@example.org`
  const laptop = await signedIn(server, email, 'Nora at work')
  await laptop.submit(path)
  await laptop.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  await before((await meIn(laptop, study)).participantId)
  const { code } = await askForCode(nora, email)
  await nora.submit('/sign-in/code', { code })
  const account = (await meIn(nora, study)).participantId
  expect([account, account === guest]).toEqual([(await meIn(laptop, study)).participantId, false])
  return { guest, account }
}

describe('whoever goes on from a guest with an account that has a place in the study', () => {
  test('[AN13] is not the one who answers for what they asked as a guest, as who sees to the section or by handing over', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const asked = await begin(nora, study, { section: 'summary' })
    const { account } = await goesOnWithAnAccount(talk)
    await siri.send('PATCH', `/api/studies/${study}/people/${account}`, { role: 'editor' })
    const state = { status: 'in-progress', reason: null, owner: account, due: null, version: 1 }
    expect((await siri.send('PUT', `/api/studies/${study}/sections/summary/state`, state)).status).toBe(204)
    expect((await readThread(siri, study, asked)).owed?.owner ?? null).toBeNull()
    const handed = siri.send('POST', `/api/studies/${study}/threads/${asked}/hand-over`, { to: account })
    expect(await refusalOf(handed)).toBe('own-question')
  })

  test('[AN13] owes no answer to what they asked as a guest, when it was handed to them before', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const asked = await begin(nora, study)
    await goesOnWithAnAccount(talk, async (account) => {
      await siri.send('PATCH', `/api/studies/${study}/people/${account}`, { role: 'editor' })
      expect((await siri.send('POST', `/api/studies/${study}/threads/${asked}/hand-over`, { to: account })).status).toBe(204)
      expect((await readThread(siri, study, asked)).owed?.owner?.participantId).toBe(account)
    })
    expect((await readThread(siri, study, asked)).owed).toMatchObject({ owner: null })
  })

  test('[GU27] finds what they said as a guest on their own page, answers to it, and takes it back', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora, kjell } = talk
    const thread = await begin(nora, study, { use: 'case-study', text: 'Who pays the women who cook?' })
    const reply = await nora.send('POST', `/api/studies/${study}/threads/${await begin(siri, study)}/messages`, {
      text: 'They cook since May.',
      token: aToken(),
    })
    expect(reply.status).toBe(201)
    await giveAnswer(kjell, study, thread)
    await goesOnWithAnAccount(talk)
    const said = (await nora.get(`/studies/${study}/said?lang=en`, html)).text
    expect(said).toContain('<blockquote class="said-words" lang="en" dir="auto">Who pays the women who cook?</blockquote>')
    expect([said.includes('They cook since May.'), said.includes('The council pays them.')]).toEqual([true, true])
    const view = await readThread(nora, study, thread)
    expect([view.mine, view.may.settle, view.may.chooseUse, view.may.takeBack, view.may.answer]).toEqual([true, true, true, true, false])
    expect(view.messages.map(({ own }) => own)).toEqual([true])
    expect((await nora.send('PATCH', `/api/studies/${study}/threads/${thread}`, { use: 'writing-group' })).status).toBe(204)
    const against = { settled: false, disagreement: 'Nobody has been paid.' }
    expect((await nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, against)).status).toBe(204)
    const more = { text: 'And nobody has asked them.', token: aToken() }
    expect((await nora.send('POST', `/api/studies/${study}/threads/${thread}/messages`, more)).status).toBe(201)
    expect((await nora.send('POST', `/api/studies/${study}/threads/${thread}/take-back`)).status).toBe(204)
    const left = await readThread(siri, study, thread)
    expect([left.takenBack, left.messages.filter(({ state }) => state === 'said')]).toEqual([true, []])
    const mine = ThreadList.parse((await nora.get(`/api/studies/${study}/threads?filter=mine`)).json())
    expect([mine.threads.map(({ id }) => id), mine.counts.mine]).toEqual([[thread], 1])
  })

  test('[GU27] still reads and takes back what they said to the organisers alone, and is told of the answer to it', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const thread = await begin(nora, study, { audience: 'organisers', text: 'My landlord reads along.' })
    const { account } = await goesOnWithAnAccount(talk)
    await giveAnswer(siri, study, thread)
    const told = await server.running.house.database.store.read(noticesFor(account as ParticipantId, 10))
    expect(told.filter((one) => one.thread === thread).map(({ kind }) => kind)).toEqual(['answer'])
    expect((await readThread(nora, study, thread)).messages[0]?.text).toBe('My landlord reads along.')
    expect((await nora.send('POST', `/api/studies/${study}/threads/${thread}/take-back`)).status).toBe(204)
    expect((await readThread(siri, study, thread)).takenBack).toBe(true)
  })

  test('[GU27] has the words of both places in what is kept about them, and takes both out of the text with what they suggested', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const { participantId } = await meIn(nora, study)
    await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'editor' })
    const writer = await writers.come(nora, study)
    writer.write('s:summary', 'Marigold cooks upstairs.')
    const page = async (): Promise<string> => (await siri.get(`/studies/${study}?lang=en`, html)).text
    await until('it is stored', async () => (await page()).includes('Marigold cooks'))
    const made = await nora.send('POST', `/api/studies/${study}/suggestions`, {
      section: 'summary',
      place: 'end',
      blocks: [{ text: 'And she sings.' }],
    })
    const suggestion = SuggestionMade.parse(made.json()).id
    await goesOnWithAnAccount(talk)
    expect((await nora.get('/api/me/data')).text).toContain('Marigold cooks upstairs.')
    const said = (await nora.get(`/studies/${study}/said?lang=en`, html)).text
    expect([said.includes('Marigold cooks upstairs.'), said.includes('And she sings.')]).toEqual([true, true])
    const out = await nora.submit(`/studies/${study}/my-words/take-back?lang=en`)
    expect([out.status, sentTo(out)]).toEqual([303, `/studies/${study}/said?lang=en&done=text-taken-back`])
    expect((await page()).includes('Marigold')).toBe(false)
    expect((await siri.get(`/api/studies/${study}/suggestions?state=all`)).text).not.toContain('And she sings.')
    expect(await refusalOf(nora.send('POST', `/api/studies/${study}/suggestions/${suggestion}/withdraw`))).toBe('already-decided')
  })

  test('[GU27] gets nothing of anybody else: another account of the same study is refused as before', async () => {
    const talk = await aTalk(server, siri)
    const { study, path, nora } = talk
    const thread = await begin(nora, study, { audience: 'organisers', text: 'My landlord reads along.' })
    const open = await begin(nora, study)
    await goesOnWithAnAccount(talk)
    const other = await signedIn(server, 'landlord@example.org', 'Landlord')
    await other.submit(path)
    await other.send('POST', `/api/studies/${study}/capacity`, { sector: 'private', subtype: 'company' })
    expect((await other.get(`/api/studies/${study}/threads/${thread}`)).status).toBe(404)
    expect(await refusalOf(other.send('POST', `/api/studies/${study}/threads/${open}/take-back`))).toBe('not-your-words')
    expect((await other.get(`/studies/${study}/said?lang=en`, html)).text).not.toContain('Who pays')
  })
})
