import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { studiesBegunUntil } from '@samskriv/database'
import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { CaseStudyFileView, maxCaseStudyFileBytes } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, Browser, problemIn, signedIn, type Answer } from '../testing/a-browser.ts'
import { aServer } from '../testing/a-server.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, aToken, begin } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'

const sample = z
  .looseObject({ id: z.string(), comments: z.array(z.looseObject({})) })
  .parse(JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')))
/** The example is here already: this is another one. */
const aFile = (id: string, more: object = {}): string => JSON.stringify({ ...sample, id, ...more })

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')

const created = z.object({ id: z.string() })
const send = async (path: string, body: string | Uint8Array, by = siri): Promise<Answer> =>
  await by.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: { 'content-type': 'application/octet-stream' },
  })
const read = async (file: string, by = siri): Promise<CaseStudyFileView> =>
  CaseStudyFileView.parse((await send('/api/studies/read-file', file, by)).json())
const bringIn = async (file: string, by = siri, sha256 = createHash('sha256').update(file).digest('hex')): Promise<Answer> =>
  await send(`/api/studies/from-file?sha256=${sha256}`, file, by)
const exported = async (id: string, by = siri): Promise<string> => (await by.get(`/api/studies/${id}/export?format=json`)).text
const studiesOf = async (by = siri) => z.array(created).parse((await by.get('/api/studies')).json())

describe('a case study as a file', () => {
  test('[CF1] is told of before anything is stored: title, place, whose words, who is named, and what comes along', async () => {
    const before = await studiesOf()
    const view = await read(aFile('told'))
    expect(view).toMatchObject({
      title: 'The Tuesday Door',
      language: 'en',
      fictional: true,
      format: 1,
      version: { label: '1.0-rc2', at: '2026-11-11T16:00:00Z' },
      comments: 5,
      pictures: 0,
      givenOutAt: null,
      here: null,
    })
    expect(view.sections.map(({ title }) => title)).toContain('What changed')
    expect(view.people).toContainEqual({ name: 'Community member A', sector: 'community' })
    const { words, unconfirmedWords } = view
    // What data/sample-study.expected.json says.
    const counted = words.community + words.third + words.public + words.other + unconfirmedWords
    expect(counted).toBe(view.sections.reduce((sum, section) => sum + section.words, 0))
    expect(words.community).toBeGreaterThan(500)
    expect(await studiesOf()).toEqual(before)
  })

  test('[CF2] becomes a new study with its authors, of whoever brings it in, and comes out of it byte by byte', async () => {
    const first = created.parse((await bringIn(aFile('round'))).json())
    expect((await siri.get(`/api/studies/${first.id}`)).json()).toMatchObject({ me: { role: 'steward' }, example: false })
    const file = await exported(first.id)
    expect(file).toContain('Harbour Rigs')
    // Once more, into another installation, by somebody who has a second name there.
    const elsewhere = await aServer()
    try {
      const ola = await signedIn(elsewhere, 'ola@example.org', 'Ola')
      expect((await read(file, ola)).givenOutAt).toBeNull()
      const { id } = created.parse((await bringIn(file, ola)).json())
      expect(await exported(id, ola)).toBe(file)
      expect((await ola.get(`/api/studies/${id}/audit?kind=study`)).text).toContain('study.brought-in')
    } finally {
      await elsewhere.stop()
    }
  })

  test('[CF2] brings along the comments that were asked for, with replies, and comes out with them byte by byte', async () => {
    const { study, nora, kjell, path } = await aTalk(server, siri, 'The hall')
    const gunvor = await signedIn(server, 'gunvor.hemmelig@example.org', 'Gunvor Hemmelig')
    await gunvor.submit(path)
    await gunvor.send('POST', `/api/studies/${study}/capacity`, { sector: 'other', subtype: 'university' })
    await gunvor.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'Måken' })
    await server.running.house.rooms.edit(study as StudyId, {
      voice: { by: (await meIn(kjell, study)).participantId as ParticipantId, typedBy: null, sector: 'public', mode: 'typed_by_self' },
      change: ({ doc }) =>
        writeNodes(
          doc,
          'summary' as SectionKey,
          [{ type: 'paragraph', content: [{ type: 'text', text: 'The hall is closed on Saturdays.', voice: null }] }],
          () => {},
        ),
    })
    const nowhere = { client: 0, clock: 0 }
    const anchor = { section: 'summary', epoch: 1, start: nowhere, end: nowhere, quote: 'closed on Saturdays' }
    const open = await begin(nora, study, { kind: 'comment', text: 'Who decided this?', use: 'case-study', anchor })
    const reply = await gunvor.send('POST', `/api/studies/${study}/threads/${open}/messages`, { text: 'The board did.', token: aToken() })
    const { id: message } = created.parse(reply.json())
    await gunvor.send('PUT', `/api/studies/${study}/threads/${open}/messages/${message}/use`, { use: 'case-study' })
    await begin(nora, study, { kind: 'question', text: 'And on Sundays?', use: 'case-study' })
    await begin(nora, study, { kind: 'comment', text: 'A rare one.', use: 'writing-group' })

    const without = await exported(study)
    const file = (await siri.get(`/api/studies/${study}/export?format=json&comments=all`)).text
    expect(['The board did.', 'Måken', '"Nora"'].filter((words) => without.includes(words))).toEqual([])
    for (const words of ['Who decided this?', 'The board did.', 'Måken', '"words": "closed on Saturdays"']) expect(file).toContain(words)
    expect(['Hemmelig', 'rare'].filter((words) => file.includes(words))).toEqual([])
    expect((await read(file)).givenOutAt).not.toBeNull()
    const elsewhere = await aServer()
    try {
      const ola = await signedIn(elsewhere, 'ola@example.org', 'Ola')
      expect(await read(file, ola)).toMatchObject({ comments: 2, givenOutAt: null })
      const { id } = created.parse((await bringIn(file, ola)).json())
      expect(await exported(id, ola)).toBe(file)
      const markdown = (await ola.get(`/api/studies/${id}/export?format=md&comments=open&language=en`)).text
      expect(markdown).toContain('The hall is closed on Saturdays[^comment-2].')
      expect(markdown).toContain('Måken (Other)')
    } finally {
      await elsewhere.stop()
    }
  })

  test('[CF2] comes out of it with texts of one voice that meet, however long they are together', async () => {
    const run = { text: 'Forty people come. '.repeat(5_800), by: 'p-community-a', mode: 'typed_by_self' }
    const sections = [{ sectionId: 'summary', blocks: [{ id: 'summary-b1', type: 'paragraph', runs: [run, run] }] }]
    const { id } = created.parse((await bringIn(aFile('long', { sections, comments: [], suggestions: [] }))).json())
    const file = await exported(id)
    expect(file.split('Forty').length).toBe(11_601)
    expect((await siri.get(`/studies/${id}`)).status).toBe(200)
    expect((await siri.get(`/api/studies/${id}/export?format=html`)).status).toBe(200)
    expect((await read(file)).title).toBe('The Tuesday Door')
  })

  test('[CF3] that is here already is not brought in again, and is shown to whoever may open it alone', async () => {
    const { id } = created.parse((await bringIn(aFile('twice'))).json())
    expect(await read(aFile('twice'))).toMatchObject({ here: { id, inBin: false } })
    expect(problemIn(await bringIn(aFile('twice'))).code).toBe('case-study-here')
    const eli = await signedIn(server, 'eli@example.org', 'Eli')
    expect(await read(aFile('twice'), eli)).toMatchObject({ here: { id: null, inBin: false } })
    expect(problemIn(await bringIn(aFile('twice'), eli)).code).toBe('case-study-here')
    await siri.send('DELETE', `/api/studies/${id}`)
    expect(await read(aFile('twice'))).toMatchObject({ here: { id: null, inBin: true } })
  })

  test('[CF3] asked for twice at the same time is brought in once', async () => {
    const eli = await signedIn(server, 'eli@example.org', 'Eli')
    const before = (await studiesOf(eli)).length
    const answers = await Promise.all([bringIn(aFile('at-once')), bringIn(aFile('at-once'), eli)])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
    const own = (await studiesOf(eli)).length - before
    expect(own).toBe(answers[1]?.status === 201 ? 1 : 0)
  })

  test('[CF2] says when it was given out here', async () => {
    const study = await aStudy(siri)
    const made = await siri.send('POST', `/api/studies/${study}/exports?format=json`)
    expect(made.status).toBeLessThan(300)
    const view = await read(await exported(study))
    expect(view.givenOutAt).not.toBeNull()
    expect(view.here).toEqual({ id: study, inBin: false })
  })

  test.each([
    ['no JSON', 'Hello', 'case-study-not-ours', 422],
    ['nothing', '', 'case-study-not-ours', 422],
    ['JSON of something else', '{"a": 1}', 'case-study-not-ours', 422],
    ['no letters', new Uint8Array([0xff, 0xfe, 0x00, 0x80]), 'case-study-not-ours', 422],
    ['a later format', aFile('x', { schemaVersion: 2 }), 'case-study-newer', 422],
    ['a field that is not known here', aFile('x', { holograms: [] }), 'case-study-newer', 422],
    ['a newer template', aFile('x', { templateVersion: 99 }), 'case-study-newer', 422],
    ['words of nobody', aFile('x', { participants: [] }), 'case-study-damaged', 422],
    [
      'more rows than a study has',
      aFile('x', { comments: Array.from({ length: 3_001 }, (_, at) => ({ ...sample.comments[0], id: `cm-${at}` })) }),
      'case-study-too-long',
      422,
    ],
    ['too many bytes', new Uint8Array(maxCaseStudyFileBytes + 1), 'case-study-too-large', 413],
  ] as const)('[CF4] is refused with a reason: %s', async (_what, file, code, status) => {
    const eva = await signedIn(server, 'eva@example.org', 'Eva')
    const answer = await send('/api/studies/read-file', file, eva)
    expect([answer.status, problemIn(answer).code]).toEqual([status, code])
    expect(z.object({ title: z.string() }).parse(answer.json()).title).toContain('Nothing was stored')
  })

  test('[CF4] names the places that are wrong, and stores nothing of it', async () => {
    const before = await studiesOf()
    const broken = aFile('broken', { participants: [] })
    const { code, errors } = problemIn(await bringIn(broken))
    expect(code).toBe('case-study-damaged')
    expect(errors?.length).toBeGreaterThan(0)
    expect(await studiesOf()).toEqual(before)
  })

  test('[CF4] is not brought in when it is another one than was seen', async () => {
    expect(problemIn(await bringIn(aFile('other'), siri, 'a'.repeat(64))).code).toBe('case-study-changed')
  })

  test('[CF4] leaves nothing behind when it can’t be brought in whole', async () => {
    const sqlite = server.running.house.database.auth.db.$client
    const all = () => sqlite.prepare('SELECT count(*) FROM study').pluck().get()
    const before = all()
    sqlite.exec(
      `CREATE TRIGGER refused BEFORE INSERT ON event WHEN NEW.kind = 'study.brought-in' BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    )
    try {
      expect((await bringIn(aFile('half'))).status).toBeGreaterThanOrEqual(500)
    } finally {
      sqlite.exec('DROP TRIGGER refused')
    }
    expect(all()).toBe(before)
    expect((await bringIn(aFile('half'))).status).toBe(201)
    expect(await server.running.house.database.store.read(studiesBegunUntil(Date.now() + 1_000))).toEqual([])
  })

  test('[CF5] is for whoever may start a case study: not for guests, and not from another site', async () => {
    expect(problemIn(await send('/api/studies/read-file', aFile('x'), new Browser(server))).code).toBe('signed-out')
    const answer = await siri.request('/api/studies/read-file', {
      method: 'POST',
      body: aFile('x'),
      headers: { origin: 'https://evil.example' },
    })
    expect(problemIn(answer).code).toBe('foreign-origin')
  })
})
