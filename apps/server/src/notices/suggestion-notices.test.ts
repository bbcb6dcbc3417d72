import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { mails } from '../testing/a-browser.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { decideAbout, sayInText, suggestInstead } from '../testing/a-suggested-change.ts'
import { aTalkByMail, kindsFor, mailsTo, minute, noticesOf, passes } from '../testing/a-talk-by-mail.ts'
import { meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const asked = 'Kjell Kommune suggests to change the text, and you can decide about it.'

/** A resident has said something rare in the text. */
async function aSentence(title: string) {
  const talk = await aTalkByMail(server, siri, title)
  await sayInText(server, talk.study, talk.asha, 'community', 'It was a rare and honest no.')
  return talk
}
const reason = { reason: 'A rare reason.' }

describe('a suggestion', () => {
  test('[NT11] is told to whom the words belong, in the product and by a mail that leads to its card and holds nobody’s words', async () => {
    const { study, asha, ashas, kjell, nora } = await aSentence('Asked')
    const id = await suggestInstead(kjell, study, 'honest', 'clear', reason)
    expect(await kindsFor(asha, study)).toEqual(['suggestion-asked'])
    expect((await noticesOf(asha, study)).notices[0]).toMatchObject({ suggestion: id, thread: null, by: { name: 'Kjell Kommune' } })
    for (const other of [siri, kjell, nora]) expect(await kindsFor(other, study)).toEqual([])
    await passes(server, clock, 5 * minute)
    const [mail, ...more] = await mailsTo(server, ashas, 'Asked')
    expect(more).toEqual([])
    for (const body of [mail?.text ?? '', mail?.html ?? '']) {
      expect(body).toContain(asked)
      expect(body).not.toContain('rare')
    }
    expect(mail?.text).toContain(`/studies/${study}?lang=en&suggestion=${id}`)
    const page = await asha.get(`/studies/${study}/notices?lang=en`, { accept: 'text/html' })
    expect(page.text).toContain(`/studies/${study}?lang=en&amp;suggestion=${id}`)
  })

  test('[NT11] that the server kept of what was written over protected words is told like one that was made', async () => {
    const { study, asha, kjell } = await aSentence('Kept')
    const writer = await writers.come(kjell, study)
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 1)
    const text = (writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement).get(0) as Y.XmlText
    writer.doc.transact(() => {
      text.delete('It was a '.length, 'rare'.length)
      text.insert('It was a '.length, 'seldom')
    })
    await until('she is told', async () => (await kindsFor(asha, study)).includes('suggestion-asked'))
    expect(await kindsFor(asha, study)).toEqual(['suggestion-asked'])
  })

  test('[NT11] about words that nobody protects is told to the stewards, and to whoever sees to the section instead', async () => {
    const { study, asha, kjell, nora } = await aSentence('Not protected')
    await sayInText(server, study, kjell, 'public', 'The council meets on Mondays.')
    await suggestInstead(asha, study, 'Mondays', 'Tuesdays')
    expect(await kindsFor(siri, study)).toEqual(['suggestion-asked'])
    const { participantId: owner } = await meIn(kjell, study)
    const state = { status: 'not-started', owner, due: null, reason: null, version: 1 }
    const set = await siri.send('PUT', `/api/studies/${study}/sections/summary/state`, state)
    expect(set.status, set.text).toBe(204)
    await suggestInstead(nora, study, 'The council', 'Our council')
    expect(await kindsFor(kjell, study)).toEqual(['suggestion-asked'])
    expect(await kindsFor(siri, study)).toEqual(['suggestion-asked'])
  })

  test('[NT11] is one of many that are one notice and one line, as long as that is not seen and not mailed', async () => {
    const { study, asha, ashas, kjell } = await aSentence('Many')
    const first = await suggestInstead(kjell, study, 'honest', 'clear', reason)
    const second = await suggestInstead(kjell, study, 'rare', 'seldom', reason)
    await suggestInstead(kjell, study, 'It was', 'That was', reason)
    expect((await noticesOf(asha, study)).notices.map(({ suggestion }) => suggestion)).toEqual([first])
    await decideAbout(kjell, study, first, 'withdraw')
    expect((await noticesOf(asha, study)).notices.map(({ suggestion }) => suggestion)).toEqual([second])
    await passes(server, clock, 5 * minute)
    const [mail] = await mailsTo(server, ashas, 'Many')
    expect(mail?.text.split(asked)).toHaveLength(2)
    await suggestInstead(kjell, study, 'no.', 'no!', reason)
    expect(await kindsFor(asha, study)).toEqual(['suggestion-asked', 'suggestion-asked'])
  })

  test('[NT11] that was taken back before the mail left is told by none, and stands on no list', async () => {
    const { study, asha, ashas, kjell } = await aSentence('Back again')
    const id = await suggestInstead(kjell, study, 'honest', 'clear', reason)
    await decideAbout(kjell, study, id, 'withdraw')
    expect(await noticesOf(asha, study)).toMatchObject({ notices: [], unseen: 0 })
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, ashas, 'Back again')).toEqual([])
  })

  test('[NT12] that was accepted or declined is told to who made it, with the way to what was decided and why', async () => {
    const { study, asha, kjell, kjells } = await aSentence('Decided')
    const [one, other] = [
      await suggestInstead(kjell, study, 'honest', 'clear', reason),
      await suggestInstead(kjell, study, 'It was', 'That was', reason),
    ]
    expect((await decideAbout(asha, study, one, 'accept')).status).toBe(204)
    expect((await decideAbout(asha, study, other, 'decline', 'A rare answer.')).status).toBe(204)
    expect(await kindsFor(kjell, study)).toEqual(['suggestion-declined', 'suggestion-accepted'])
    expect(await kindsFor(asha, study)).toEqual([])
    await passes(server, clock, 5 * minute)
    const [mail] = await mailsTo(server, kjells, 'Decided')
    expect(mail?.text).toContain('Asha Said accepted what you suggested')
    expect(mail?.text).toContain('Asha Said declined what you suggested')
    expect(mail?.text).not.toContain('rare')
    const page = await kjell.get(`/studies/${study}/notices?lang=en`, { accept: 'text/html' })
    expect(page.text).toContain(`/studies/${study}/said?lang=en#suggestion-${one}`)
    expect((await kjell.get(`/studies/${study}/said?lang=en`)).text).toContain(`id="suggestion-${one}"`)
  })

  test('[NT12] is told by the choice of each person: nothing by mail, or once a day', async () => {
    const { study, asha, ashas, kjell, kjells } = await aSentence('As chosen')
    await asha.send('PUT', `/api/studies/${study}/notices/mode`, { mode: 'none' })
    await kjell.send('PUT', `/api/studies/${study}/notices/mode`, { mode: 'digest' })
    const id = await suggestInstead(kjell, study, 'honest', 'clear', reason)
    await decideAbout(asha, study, id, 'decline', 'No.')
    await passes(server, clock, 5 * minute)
    expect(await mailsTo(server, kjells, 'As chosen')).toEqual([])
    await passes(server, clock, 1)
    expect((await mailsTo(server, kjells, 'As chosen')).map(({ subject }) => subject)).toEqual(['“As chosen”: what is new today'])
    expect(await mailsTo(server, ashas, 'As chosen')).toEqual([])
  })

  test('[NT12] of a guest is told at the address they left and confirmed', async () => {
    const { study, asha, nora } = await aSentence('Of a guest')
    await nora.submit(`/studies/${study}/notices`, { do: 'address', email: 'nora@example.org' })
    const mail = await until('the mail is there', async () => (await mails(server)).find(({ to }) => to === 'nora@example.org'))
    await nora.submit(mail.link)
    await siri.send('PATCH', `/api/studies/${study}/people/${(await meIn(asha, study)).participantId}`, { role: 'editor' })
    const id = await suggestInstead(nora, study, 'honest', 'clear')
    expect((await decideAbout(asha, study, id, 'accept')).status).toBe(204)
    await passes(server, clock, 5 * minute)
    const [told] = await mailsTo(server, 'nora@example.org', 'Of a guest')
    expect(told?.text).toContain(`/studies/${study}/said?lang=en#suggestion-${id}`)
  })

  test('[NT13] that waits for two weeks is told to the stewards once, who can decide from then on', async () => {
    const { study, asha, kjell } = await aSentence('Two weeks')
    const id = await suggestInstead(kjell, study, 'honest', 'clear', reason)
    await suggestInstead(kjell, study, 'It was', 'That was', reason)
    await passes(server, clock, 13)
    expect(await kindsFor(siri, study)).toEqual([])
    await passes(server, clock, 1)
    expect((await noticesOf(siri, study)).notices).toMatchObject([{ kind: 'suggestion-asked', suggestion: id }])
    await siri.send('POST', `/api/studies/${study}/notices/seen`, {})
    await passes(server, clock, 1)
    expect(await kindsFor(siri, study)).toEqual(['suggestion-asked'])
    expect(await kindsFor(asha, study)).toEqual(['suggestion-asked'])
  })
})
