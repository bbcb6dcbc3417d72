import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SectionText } from '@samskriv/attribution'
import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { finishErasures } from '../have-your-say/taking-out.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { anEditor, aTalk, aToken, begin, readThread } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const html = { accept: 'text/html' }
const summary = 'summary' as SectionKey
const secret = 'Marigold'

function isInFiles(text: string): boolean {
  return readdirSync(server.dataDir)
    .filter((name) => (name.startsWith('samskriv') || name.includes('.sqlite')) && !name.startsWith('lock'))
    .some((name) => readFileSync(join(server.dataDir, name)).includes(text))
}

const textIn = async (study: string): Promise<string> =>
  await server.running.house.rooms.read(study as StudyId, ({ doc }) => SectionText.of(doc, summary).text)

const epochOf = async (study: string): Promise<number> => await server.running.house.rooms.read(study as StudyId, ({ epoch }) => epoch)

/** A comment whose words stand in the text, where others have taken them apart, moved them, pointed at them, and taken some out again. */
async function aPlacedComment(name = secret) {
  const said = `${name} lives upstairs and cooks in her coat, says ${name}.`
  const talk = await aTalk(server, siri)
  const { study, nora, kjell } = talk
  const { participantId } = await meIn(nora, study)
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { by: participantId as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' },
    change: ({ doc }) =>
      writeNodes(doc, summary, [{ type: 'paragraph', content: [{ type: 'text', text: 'We met in May.', voice: null }] }], () => {}),
  })
  const thread = await begin(nora, study, { kind: 'comment', text: said, use: 'case-study' })
  const [message] = (await readThread(nora, study, thread)).messages
  const path = `/api/studies/${study}/threads/${thread}`
  const put = async (words: string): Promise<string> => {
    const body = { section: 'summary', epoch: 1, token: aToken(), words }
    const answer = await kjell.send('POST', `${path}/messages/${message?.id}/put-in`, body)
    return (answer.json() as { id: string }).id
  }
  const taken = await put(`says ${name}.`)
  await kjell.send('DELETE', `${path}/placements/${taken}`)
  await put(said)
  // Of the community as well: nobody else may write inside its sentences.
  const cleo = await anEditor(server, siri, talk)
  await cleo.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  const writer = await writers.come(cleo, study)
  const root = writer.doc.getXmlFragment('s:summary')
  await until('it is there', () => root.toString().includes(name))
  const paragraph = root.get(1)
  const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(words instanceof Y.XmlText)) throw new Error('no paragraph')
  // Taken apart, and written anew by whoever moves it, as the editor does for nearly every gesture.
  words.insert(name.length, ' (a neighbour)')
  await until('it is stored', async () => (await textIn(study)).includes('(a neighbour)'))
  const moved = words.toString()
  writer.doc.transact(() => {
    root.delete(1, 1)
    writer.write('s:summary', moved)
  })
  await until('it is stored', async () => (await textIn(study)).split('\n').at(-1) === moved)
  await siri.send('POST', `/api/studies/${study}/sections/summary/restore-points`)
  return { ...talk, thread, message: message?.id ?? '', path }
}

describe('[TX3] taking back what was said', () => {
  test('takes it out of the text too: no view, answer, earlier version, export or byte on disk has it, and what others wrote stays', async () => {
    const { study, nora, kjell, thread } = await aPlacedComment()
    expect(isInFiles(secret)).toBe(true)
    expect((await kjell.get(`/api/studies/${study}/export?format=html`)).text).toContain(secret)
    const done = await nora.submit(`/studies/${study}/said/${thread}/take-back?lang=en`)
    expect(done.status).toBe(303)
    expect((await textIn(study)).split('\n')).toEqual(['We met in May.', '[tatt tilbake] (a neighbour) [tatt tilbake]'])
    expect(await readThread(kjell, study, thread)).toMatchObject({ takenBack: true, placements: [], inText: [] })
    const points = (await siri.get(`/api/studies/${study}/sections/summary/restore-points`)).json() as { id: string }[]
    const places = [
      `/studies/${study}`,
      `/studies/${study}/said`,
      `/studies/${study}/you-said`,
      `/api/studies/${study}`,
      `/api/studies/${study}/threads`,
      `/api/studies/${study}/threads/${thread}`,
      `/api/studies/${study}/voices`,
      `/api/studies/${study}/sections/summary/voices`,
      `/api/studies/${study}/anchors`,
      `/api/studies/${study}/activity`,
      `/api/studies/${study}/audit`,
      `/api/studies/${study}/suggestions?state=all`,
      `/api/studies/${study}/softenings`,
      `/api/studies/${study}/export?format=json`,
      `/api/studies/${study}/export?format=html`,
      ...points.map(({ id }) => `/api/studies/${study}/sections/summary/restore-points/${id}`),
    ]
    for (const place of places)
      for (const browser of [siri, nora, kjell]) expect((await browser.get(place, html)).text, place).not.toContain(secret)
    expect(isInFiles(secret)).toBe(false)
  })

  test('leaves what they wrote in the text themselves, and the words of other comments', async () => {
    const { study, nora, kjell, path, message } = await aPlacedComment()
    const other = await begin(nora, study, { kind: 'comment', text: 'The stove is old.', use: 'case-study' })
    const [stove] = (await readThread(nora, study, other)).messages
    const body = { section: 'summary', epoch: 1, token: aToken() }
    await kjell.send('POST', `/api/studies/${study}/threads/${other}/messages/${stove?.id}/put-in`, body)
    expect((await nora.send('DELETE', `${path}/messages/${message}`)).status).toBe(204)
    expect((await textIn(study)).split('\n')).toEqual([
      'We met in May.',
      '[tatt tilbake] (a neighbour) [tatt tilbake]',
      'The stove is old.',
    ])
    expect((await readThread(kjell, study, other)).placements).toMatchObject([{ section: 'summary', anchor: { state: 'attached' } }])
  })

  test('of all words in the text takes those of comments out too, and the comment stays without them', async () => {
    const { study, nora, kjell, thread } = await aPlacedComment()
    await nora.submit(`/studies/${study}/my-words/take-back?lang=en`)
    expect(await textIn(study)).not.toContain(secret)
    const view = await readThread(kjell, study, thread)
    expect([view.placements, view.inText, view.messages[0]?.text.includes(secret)]).toEqual([[], [], true])
  })

  test('of a comment that nobody put into the text leaves the text as it is', async () => {
    const { study, nora } = await aPlacedComment()
    const before = await epochOf(study)
    const other = await begin(nora, study, { kind: 'comment', text: 'The stove is old.' })
    await nora.send('POST', `/api/studies/${study}/threads/${other}/take-back`)
    expect(await epochOf(study)).toBe(before)
    expect(await textIn(study)).toContain(secret)
  })

  test('is finished by the next process when one ended before the log was gone', async () => {
    const { study, nora, thread } = await aPlacedComment('Petunia')
    const { house } = server.running
    vi.spyOn(house.rooms, 'erase').mockRejectedValueOnce(new Error('the process ended'))
    await nora.send('POST', `/api/studies/${study}/threads/${thread}/take-back`)
    const before = await epochOf(study)
    expect(await textIn(study)).not.toContain('Petunia')
    await finishErasures(house)
    expect(await epochOf(study)).toBe(before + 1)
    house.database.forgetDeleted()
    expect(isInFiles('Petunia')).toBe(false)
    await finishErasures(house)
    expect(await epochOf(study)).toBe(before + 1)
  })
})
