import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { forgetStudy, noticesFor, type Script } from '@samskriv/database'
import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { StudyCreated } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, aToken, begin, readThread, type Talk } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { finishErasures } from './taking-out.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const html = { accept: 'text/html' }
const summary = 'summary' as SectionKey
const mark = '[tatt tilbake]'

async function write(study: string, by: string, sector: 'community' | 'public' | 'third', text: string): Promise<void> {
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { by: by as ParticipantId, typedBy: null, sector, mode: 'typed_by_self' },
    change: ({ doc }) => writeNodes(doc, summary, [{ type: 'paragraph', content: [{ type: 'text', text, voice: null }] }], () => {}),
  })
}

const idIn = async (browser: Browser, study: string): Promise<string> => (await meIn(browser, study)).participantId
const copyOf = async (study: string): Promise<string> =>
  StudyCreated.parse((await siri.send('POST', `/api/studies/${study}/duplicate`, { title: 'Another', withText: true })).json()).id
const fileOf = async (study: string, format = 'html'): Promise<string> =>
  (await siri.get(`/api/studies/${study}/export?format=${format}`)).text
const pageOf = async (study: string): Promise<string> => (await siri.get(`/studies/${study}`, html)).text
const noticesOf = async (study: string): Promise<string[]> => {
  const notices = await server.running.house.database.store.read(noticesFor((await idIn(siri, study)) as ParticipantId, 20))
  return notices.map(({ kind }) => kind)
}

/** Words of a comment of Nora's stand in the text, put there by the clerk. */
async function withWordsOfAComment(text: string): Promise<Talk & { thread: string }> {
  const talk = await aTalk(server, siri)
  const thread = await begin(talk.nora, talk.study, { kind: 'comment', text, use: 'case-study' })
  const [message] = (await readThread(talk.nora, talk.study, thread)).messages
  const path = `/api/studies/${talk.study}/threads/${thread}/messages/${message?.id}/put-in`
  expect((await talk.kjell.send('POST', path, { section: 'summary', epoch: 1, token: aToken() })).status).toBe(201)
  return { ...talk, thread }
}

describe('[HO14] words taken back where they were copied from', () => {
  test('go out of every copy, and of copies of those, with versions, files and log; what others say stays, and stewards are told', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    await write(study, await idIn(nora, study), 'community', 'Quokka lives upstairs and cooks.')
    await write(study, await idIn(kjell, study), 'public', 'The hall opened in May.')
    const copy = await copyOf(study)
    const second = await copyOf(copy)
    const epoch = async (id: string): Promise<number> => await server.running.house.rooms.read(id as StudyId, (body) => body.epoch)
    const before = await epoch(second)
    expect((await nora.get(`/studies/${study}/my-words/take-back?lang=en`, html)).text).toContain('They go out of 2 case studies too')
    expect((await nora.submit(`/studies/${study}/my-words/take-back?lang=en`)).status).toBe(303)
    for (const each of [study, copy, second]) {
      const page = await pageOf(each)
      expect([page.includes('Quokka'), page.includes(mark), page.includes('The hall opened in May.')]).toEqual([false, true, true])
      for (const format of ['html', 'json', 'md']) expect(await fileOf(each, format)).not.toContain('Quokka')
    }
    expect([await noticesOf(copy), await noticesOf(second)]).toEqual([['taken-back-before'], ['taken-back-before']])
    expect((await siri.get(`/studies/${copy}/notices?lang=en`, html)).text).toContain('Nora took back words in the case study')
    // Whoever has it open loads it again.
    expect(await epoch(second)).toBe(before + 1)
    const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    expect(files.some((file) => readFileSync(join(file.parentPath, file.name)).includes('Quokka'))).toBe(false)
    await finishErasures(server.running.house)
    expect(await epoch(second), 'nothing was left').toBe(before + 1)
  })

  test('go out of it alone: what somebody wrote in the copy itself is another thing', async () => {
    const { study } = await aTalk(server, siri)
    await write(study, await idIn(siri, study), 'third', 'Numbat was said before.')
    const copy = await copyOf(study)
    await write(copy, await idIn(siri, copy), 'third', 'Bilby is said here.')
    await siri.submit(`/studies/${study}/my-words/take-back?lang=en`)
    const page = await pageOf(copy)
    expect([page.includes('Numbat'), page.includes('Bilby is said here.')]).toEqual([false, true])
  })

  test('go out of a copy in the bin before anybody reads it again, and out of one that was being made', async () => {
    const { study, nora } = await aTalk(server, siri)
    await write(study, await idIn(nora, study), 'community', 'Potoroo lives upstairs.')
    const copy = await copyOf(study)
    await siri.send('DELETE', `/api/studies/${copy}`)
    const { rooms } = server.running.house
    const edit = rooms.edit.bind(rooms)
    // The next edit is the one that brings the words into a copy.
    rooms.edit = async (...asked) => {
      rooms.edit = edit
      await nora.submit(`/studies/${study}/my-words/take-back?lang=en`)
      return await edit(...asked)
    }
    const late = await copyOf(study)
    expect([(await pageOf(late)).includes('Potoroo'), (await pageOf(late)).includes(mark)]).toEqual([false, true])
    expect((await siri.send('POST', `/api/studies/${copy}/restore`)).status).toBe(204)
    expect([(await pageOf(copy)).includes('Potoroo'), (await pageOf(copy)).includes(mark)]).toEqual([false, true])
  })

  test.each([
    [
      'takes back the comment',
      async ({ study, nora, thread }: Talk & { thread: string }) => await nora.submit(`/studies/${study}/said/${thread}/take-back?lang=en`),
    ],
    [
      'takes them out of the text',
      async ({ study, nora, thread }: Talk & { thread: string }) => {
        const [placed] = (await readThread(nora, study, thread)).placements
        return await nora.send('DELETE', `/api/studies/${study}/threads/${thread}/placements/${placed?.id}`)
      },
    ],
  ] as const)('go out of copies when whoever said them in a comment %s', async (_how, take) => {
    const here = await withWordsOfAComment('Wombat words of mine.')
    const { study, nora, thread } = here
    const copy = await copyOf(study)
    expect(await pageOf(copy)).toContain('Wombat')
    expect((await nora.get(`/studies/${study}/said/${thread}/take-back?lang=en`, html)).text).toContain('They go out of 1 case study too')
    expect([204, 303]).toContain((await take(here)).status)
    for (const each of [study, copy]) expect(await pageOf(each)).not.toContain('Wombat')
    expect(await noticesOf(copy)).toEqual(['taken-back-before'])
  })
})

describe('[TX4] what may be done with words of a comment', () => {
  test('holds in copies, made before or after it was chosen; their stewards are told, and it holds when the study is gone for good', async () => {
    const { study, nora, thread } = await withWordsOfAComment('Dingo words of mine.')
    const choose = async (use: string) => await nora.send('PATCH', `/api/studies/${study}/threads/${thread}`, { use })
    const copy = await copyOf(study)
    expect(await fileOf(copy)).toContain('Dingo')
    await choose('writing-group')
    const later = await copyOf(study)
    for (const each of [study, copy, later])
      for (const format of ['html', 'json', 'md']) expect(await fileOf(each, format)).not.toContain('Dingo')
    expect([await noticesOf(copy), await noticesOf(later)]).toEqual([['use-narrowed'], []])
    await choose('case-study')
    for (const each of [copy, later]) expect(await fileOf(each)).toContain('Dingo')
    const forgetNow: Script<void> = forgetStudy(study as StudyId)
    await server.running.house.database.store.tx(forgetNow)
    for (const each of [copy, later]) expect(await fileOf(each)).toContain('Dingo')
  })
})
