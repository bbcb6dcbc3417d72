import { SectionText } from '@samskriv/attribution'
import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { ThreadBegun, ThreadList } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { askForCode, problemIn, type Browser } from '../testing/a-browser.ts'
import { fieldsOn, openSay, press } from '../testing/a-say-form.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, aToken, begin, readThread } from '../testing/a-talk.ts'
import { cameBy, meIn, sentTo } from '../testing/a-way-in.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const idsFor = async (browser: Browser, study: string): Promise<string[]> =>
  ThreadList.parse((await browser.get(`/api/studies/${study}/threads?filter=all`)).json()).threads.map(({ id }) => id)
const everywhere = async (browser: Browser, study: string): Promise<string> => {
  const places = ['threads?filter=all', 'answers', 'export?format=md&comments=all', 'export?format=json', 'anchors']
  return (await Promise.all(places.map((place) => browser.get(`/api/studies/${study}/${place}`)))).map(({ text }) => text).join('\n')
}

describe('a form that is sent again because its answer was lost', () => {
  test('[TH1] lets be done with the words what it says now, in the language it says, and adds nothing', async () => {
    const { study, nora } = await aTalk(server, siri)
    const form = { token: aToken(), text: 'A rare question?', kind: 'question' }
    const thread = await begin(nora, study, { ...form, use: 'case-study', language: 'en' })
    expect(await begin(nora, study, { ...form, use: 'writing-group', language: 'so' })).toBe(thread)
    const view = await readThread(nora, study, thread)
    expect([view.use, view.messages.map(({ language }) => language)]).toEqual(['writing-group', ['so']])
    expect(await idsFor(siri, study)).toEqual([thread])
    for (const place of ['answers', 'export?format=md&comments=all'])
      expect((await siri.get(`/api/studies/${study}/${place}`)).text).not.toContain('rare')
  })

  test('[TH1] does so with a reply', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { use: 'case-study', kind: 'comment' })
    const path = `/api/studies/${study}/threads/${thread}/messages`
    const form = { token: aToken(), text: 'A rare reply.' }
    const ids = []
    for (const use of ['case-study', 'writing-group'])
      ids.push(ThreadBegun.parse((await kjell.send('POST', path, { ...form, use })).json()).id)
    expect(new Set(ids).size).toBe(1)
    const { messages } = await readThread(kjell, study, thread)
    expect(messages.map(({ use }) => use)).toEqual([null, 'writing-group'])
    expect((await siri.get(`/api/studies/${study}/export?format=md&comments=all`)).text).not.toContain('rare')
  })

  test.each(['on a section', 'on words'])(
    '[TH2] for the organisers now leaves nothing of what it had said for everyone: a comment %s',
    async (about) => {
      const { study, nora, kjell } = await aTalk(server, siri)
      const place = about === 'on words' ? { anchor: await aPlace(kjell, study) } : { section: 'summary' }
      const form = { ...place, token: aToken(), text: 'A rare question?' }
      const first = await begin(nora, study, { ...form, use: 'case-study' })
      const second = await begin(nora, study, { ...form, use: 'writing-group', audience: 'organisers' })
      expect(second).not.toBe(first)
      expect(await begin(nora, study, { ...form, use: 'writing-group', audience: 'organisers' })).toBe(second)
      expect(await everywhere(kjell, study)).not.toContain('rare')
      expect((await kjell.get(`/api/studies/${study}/threads/${second}`)).status).toBe(404)
      expect(await readThread(siri, study, first)).toMatchObject({ takenBack: true, state: 'withdrawn' })
      expect(await readThread(siri, study, second)).toMatchObject({ audience: 'organisers', begins: 'A rare question?' })
    },
  )

  test('[TH2] does so without JavaScript, after going back from what was sent', async () => {
    const { study, path, kjell } = await aTalk(server, siri)
    const guest = await cameBy(server, path)
    const who = { name: 'Gus', sector: 'community', 'subtype-community': 'resident' }
    const written = { ...(await openSay(guest, study)), ...who, words: 'A rare question?', kind: 'question', use: 'case-study' }
    const form = fieldsOn(await press(guest, study, written, 'check'))
    const first = sentTo(await press(guest, study, form, 'send'))
    expect(await everywhere(kjell, study)).toContain('rare')
    // [HS2] The same words with another choice.
    expect(sentTo(await press(guest, study, { ...form, use: 'writing-group', language: 'so' }, 'send'))).toBe(first)
    const [thread = ''] = await idsFor(siri, study)
    expect(await readThread(guest, study, thread)).toMatchObject({ use: 'writing-group', language: 'so' })
    expect((await siri.get(`/api/studies/${study}/answers`)).text).not.toContain('rare')
    expect(sentTo(await press(guest, study, { ...form, audience: 'organisers' }, 'send'))).not.toBe(first)
    expect(await everywhere(kjell, study)).not.toContain('rare')
    expect(await idsFor(siri, study)).toHaveLength(2)
  })

  test('[TH3] adds nothing either when whoever sent it has signed in since, without JavaScript too', async () => {
    const { study, nora } = await aTalk(server, siri)
    const body = { token: aToken(), text: 'Twice?', kind: 'comment' }
    const thread = await begin(nora, study, body)
    const reply = { token: aToken(), text: 'Once more.' }
    const path = `/api/studies/${study}/threads/${thread}/messages`
    const { id: message } = ThreadBegun.parse((await nora.send('POST', path, reply)).json())
    const form = { ...(await openSay(nora, study)), words: 'On paper?', kind: 'comment', use: 'writing-group', audience: 'everyone' }
    const page = sentTo(await press(nora, study, form, 'send'))
    const { code } = await askForCode(nora, 'nora-later@example.org')
    expect((await nora.submit('/sign-in/code', { code })).status).toBe(303)
    expect(await begin(nora, study, body)).toBe(thread)
    expect(ThreadBegun.parse((await nora.send('POST', path, reply)).json()).id).toBe(message)
    expect(sentTo(await press(nora, study, form, 'send'))).toBe(page)
    expect(await idsFor(siri, study)).toHaveLength(2)
  })

  test('[TH3] is told that it is there, although nothing may be said any more', async () => {
    const { study, nora } = await aTalk(server, siri)
    const body = { token: aToken(), text: 'By a program.', kind: 'comment' }
    const thread = await begin(nora, study, body)
    const reply = { token: aToken(), text: 'Once more.' }
    const path = `/api/studies/${study}/threads/${thread}/messages`
    const { id: message } = ThreadBegun.parse((await nora.send('POST', path, reply)).json())
    const form = { ...(await openSay(nora, study)), words: 'By a form.', kind: 'comment', use: 'case-study', audience: 'everyone' }
    const page = sentTo(await press(nora, study, form, 'send'))
    const typed = { do: 'reply', thread, token: aToken(), [`reply-${thread}`]: 'On my page.' }
    expect(sentTo(await nora.submit(`/studies/${study}/said?lang=en`, typed))).toContain('done=replied')
    await siri.send('PUT', `/api/studies/${study}/comments`, { open: false })
    expect(await begin(nora, study, body)).toBe(thread)
    expect(ThreadBegun.parse((await nora.send('POST', path, reply)).json()).id).toBe(message)
    expect(sentTo(await press(nora, study, form, 'send'))).toBe(page)
    expect(sentTo(await nora.submit(`/studies/${study}/said?lang=en`, typed))).toContain('done=replied')
    const { messages } = await readThread(nora, study, thread)
    expect([messages.map(({ text }) => text), (await idsFor(nora, study)).length]).toEqual([
      ['By a program.', 'Once more.', 'On my page.'],
      2,
    ])
    // [TH1] What may be done with it is still theirs to say.
    await press(nora, study, { ...form, use: 'writing-group' }, 'send')
    const [, said = ''] = /thread=([^&]+)/.exec(page ?? '') ?? []
    expect(await readThread(nora, study, said)).toMatchObject({ use: 'writing-group' })
    // Another form, and the same one for others to read, are new words. What stands there stays.
    for (const other of [{ token: aToken() }, { audience: 'organisers' }])
      expect(problemIn(await nora.send('POST', `/api/studies/${study}/threads`, { ...body, ...other })).code).toBe('comments-closed')
    expect(problemIn(await nora.send('POST', path, { ...reply, token: aToken() })).code).toBe('comments-closed')
    expect(await readThread(nora, study, thread)).toMatchObject({ takenBack: false })
  })
})

async function aPlace(kjell: Browser, study: string) {
  const { participantId } = await meIn(kjell, study)
  const summary = 'summary' as SectionKey
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { by: participantId as ParticipantId, typedBy: null, sector: 'public', mode: 'typed_by_self' },
    change: ({ doc }) => {
      writeNodes(doc, summary, [{ type: 'paragraph', content: [{ type: 'text', text: 'The hall is closed.', voice: null }] }], () => {})
    },
  })
  return await server.running.house.rooms.read(study as StudyId, ({ doc, epoch }) => {
    const text = SectionText.of(doc, summary)
    return { section: summary, epoch, start: text.idAt(0), end: text.idAt(7), quote: 'The hall' }
  })
}
