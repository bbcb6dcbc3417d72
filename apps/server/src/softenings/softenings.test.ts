import { forgetSofteningsBefore } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { ActivityView, AuditEntry, SectionVoices, SofteningView } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { anOpenLink, cameAs, meIn } from '../testing/a-way-in.ts'
import type { Writer } from '../testing/a-writer.ts'
import { openWords } from '../testing/open-words.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const said = 'We know the stairs of this house and we want the lift to work'

const softeningsOf = async (browser: Browser, study: string): Promise<SofteningView[]> =>
  z.array(SofteningView).parse((await browser.get(`/api/studies/${study}/softenings`)).json())
const saidIn = async (study: string): Promise<[number, string, string | undefined][]> => {
  const { spans, voices } = SectionVoices.parse((await siri.get(`/api/studies/${study}/sections/summary/voices`)).json())
  return spans.map(({ line, text, voice }) => [line, text, voices[voice]?.name])
}
const paragraph = ({ doc }: Writer): Y.XmlText => {
  const element = doc.getXmlFragment('s:summary').get(0)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no paragraph')
  return text
}
const told = (study: string): Promise<void> => server.running.house.rooms.tellAuthors(study as StudyId, true)

/** A neighbour has said something, and a clerk of the council has taken half of it out and written something else. */
async function aSoftenedParagraph() {
  const { study, path } = await anOpenLink(siri)
  await openWords(server, study)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  const neighbour = await cameAs(siri, { study, path }, { name: 'Nora', sector: 'community', subtype: 'resident', role: 'editor' })
  const clerk = await cameAs(siri, { study, path }, { name: 'Kjell', sector: 'public', subtype: 'council', role: 'editor' })
  const theirs = await writers.come(neighbour, study)
  theirs.write('s:summary', said)
  const clerks = await writers.come(clerk, study)
  await until('he has it', () => clerks.doc.getXmlFragment('s:summary').length === 1)
  const text = paragraph(clerks)
  text.delete(said.indexOf('and we'), said.length - said.indexOf('and we'))
  text.insert(text.length, 'which has stairs')
  await until('it is stored', async () => (await saidIn(study)).some(([, words]) => words.includes('which has')))
  await told(study)
  const [softening] = await softeningsOf(neighbour, study)
  if (softening === undefined) throw new Error('nobody was told')
  return { study, path, neighbour, clerk, clerks, softening }
}

const pathOf = (study: string, { id }: { id: string }, what: string): string => `/api/studies/${study}/softenings/${id}/${what}`

describe('an author whose words another sector takes out', () => {
  test('[SW1] is told who, where and when, with what it was and what it is now', async () => {
    const { softening } = await aSoftenedParagraph()
    expect(softening).toMatchObject({ section: 'summary', by: { name: 'Kjell', sector: 'public' }, author: { name: 'Nora' }, as: 'author' })
    expect([softening.lost, softening.words, softening.state]).toEqual([7, 14, 'open'])
    const { was, now, voices } = softening
    expect(was.filter(({ gone }) => gone).map(({ text }) => text)).toEqual(['and we want the lift to work'])
    expect(was.map(({ text }) => text).join('')).toBe(said)
    expect(now?.map(({ text, voice }) => [text, voices[voice]?.name])).toEqual([
      ['We know the stairs of this house ', 'Nora'],
      ['which has stairs', 'Kjell'],
    ])
  })

  test('[SW1] finds it in what has happened since they left, and so does nobody whom it does not concern', async () => {
    const { study, path, clerk, neighbour } = await aSoftenedParagraph()
    const cleaner = await cameAs(siri, { study, path }, { name: 'Cleo', sector: 'community', subtype: 'resident', role: 'editor' })
    const eventsOf = async (browser: Browser): Promise<string[]> => {
      const { sections } = ActivityView.parse((await browser.get(`/api/studies/${study}/activity`)).json())
      return sections.flatMap(({ events }) => events.map(({ kind, by, whose }) => `${by?.name} ${kind} ${whose?.name}`))
    }
    // Whoever has left before it happened; the database says so, because being away takes longer than a test.
    for (const browser of [neighbour, cleaner, clerk]) await leftLongAgo(browser, study)
    expect(await eventsOf(neighbour)).toEqual(['Kjell softened Nora'])
    expect([await eventsOf(cleaner), await eventsOf(clerk)]).toEqual([[], []])
  })

  test('[SW2] brings it back as it was: every word its author’s, the restorer in the log, and what was there kept', async () => {
    const { study, neighbour, clerks, softening } = await aSoftenedParagraph()
    expect(softening.canRestore).toBe(true)
    expect((await neighbour.send('POST', pathOf(study, softening, 'restore'))).status).toBe(204)
    expect(await saidIn(study)).toEqual([[0, said, 'Nora']])
    await until('he sees it', () => paragraph(clerks).toString() === said)
    const points = z
      .array(z.looseObject({ reason: z.string(), words: z.number() }))
      .parse((await siri.get(`/api/studies/${study}/sections/summary/restore-points`)).json())
    expect(points[0]).toMatchObject({ reason: 'before-restore', words: 10, by: { name: 'Nora' } })
    const entries = z.array(AuditEntry).parse((await siri.get(`/api/studies/${study}/audit`)).json())
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['words.softened', 'words.brought-back']))
    expect(JSON.stringify(entries)).not.toContain('stairs')
    const again = await neighbour.send('POST', pathOf(study, softening, 'restore'))
    expect([again.status, problemIn(again).code]).toEqual([409, 'conflict'])
  })

  test('[SW2] brings it back beside what a third person has written in its place since', async () => {
    const { study, path, neighbour, softening } = await aSoftenedParagraph()
    const cleaner = await cameAs(siri, { study, path }, { name: 'Cleo', sector: 'community', subtype: 'resident', role: 'editor' })
    const hers = await writers.come(cleaner, study)
    const text = paragraph(hers)
    text.insert(text.length, '. So it is.')
    await until('it is stored', async () => (await saidIn(study)).some(([, , name]) => name === 'Cleo'))
    expect((await neighbour.send('POST', pathOf(study, softening, 'restore'))).status).toBe(204)
    const lines = await saidIn(study)
    expect(lines.filter(([line]) => line === 0).map(([, , name]) => name)).toEqual(['Nora', 'Kjell', 'Cleo'])
    expect(lines.filter(([line]) => line === 1)).toEqual([[1, said, 'Nora']])
  })

  test('[SW2] brings it back beside what its author has written in its place since, whoever brings it back', async () => {
    const { study, neighbour, softening } = await aSoftenedParagraph()
    const theirs = await writers.come(neighbour, study)
    const text = paragraph(theirs)
    text.insert(text.length, ', and now no light')
    await until('it is stored', async () => (await saidIn(study)).some(([, words]) => words.includes('no light')))
    expect((await siri.send('POST', pathOf(study, softening, 'restore'))).status).toBe(204)
    expect((await saidIn(study)).map(([line, words, name]) => `${line} ${name}: ${words}`)).toEqual([
      '0 Nora: We know the stairs of this house ',
      '0 Kjell: which has stairs',
      '0 Nora: , and now no light',
      `1 Nora: ${said}`,
    ])
  })

  test('[SW2] is told anew when the same person takes it out again after it was brought back', async () => {
    const { study, neighbour, clerks, softening } = await aSoftenedParagraph()
    await neighbour.send('POST', pathOf(study, softening, 'restore'))
    await until('he has it back', () => paragraph(clerks).toString() === said)
    paragraph(clerks).delete(0, said.length)
    await until('it is gone', async () => (await saidIn(study)).length === 0)
    await told(study)
    expect((await softeningsOf(neighbour, study)).map(({ state, lost }) => [state, lost])).toEqual([
      ['open', 14],
      ['restored', 7],
    ])
  })

  test('[SW3] finds it fine, and it is listed no more', async () => {
    const { study, neighbour, clerk, softening } = await aSoftenedParagraph()
    expect((await clerk.send('POST', pathOf(study, softening, 'settle'))).status).toBe(404)
    expect((await neighbour.send('POST', pathOf(study, softening, 'settle'))).status).toBe(204)
    expect([await softeningsOf(neighbour, study), await softeningsOf(clerk, study), await softeningsOf(siri, study)]).toEqual([[], [], []])
  })

  test('[SW4] talks about it with whoever changed it, in the sight of stewards', async () => {
    const { study, neighbour, clerk, softening } = await aSoftenedParagraph()
    const early = await clerk.send('POST', pathOf(study, softening, 'messages'), { body: 'It was too long' })
    expect([early.status, problemIn(early).code]).toEqual([404, 'not-found'])
    expect((await neighbour.send('POST', pathOf(study, softening, 'messages'), { body: '  Why did the lift go?  ' })).status).toBe(204)
    const [his] = await softeningsOf(clerk, study)
    expect(his).toMatchObject({
      as: 'changer',
      canTalk: true,
      canRestore: false,
      messages: [{ body: 'Why did the lift go?', by: { name: 'Nora' } }],
    })
    expect((await clerk.send('POST', pathOf(study, softening, 'messages'), { body: 'I shall put it back.' })).status).toBe(204)
    for (const browser of [neighbour, clerk, siri])
      expect((await softeningsOf(browser, study))[0]?.messages.map(({ by, body }) => [by.name, by.sector, body])).toEqual([
        ['Nora', 'community', 'Why did the lift go?'],
        ['Kjell', 'public', 'I shall put it back.'],
      ])
    expect((await softeningsOf(siri, study))[0]).toMatchObject({ as: 'steward', canTalk: false, canRestore: true })
    for (const body of ['', '   ', 'x'.repeat(5_001)])
      expect((await neighbour.send('POST', pathOf(study, softening, 'messages'), { body })).status).toBe(422)
  })

  test('[SW5] is told alone with who changed it and the stewards; ids of others’ and of other studies are not there', async () => {
    const { study, path, softening } = await aSoftenedParagraph()
    const other = await aSoftenedParagraph()
    const cleaner = await cameAs(siri, { study, path }, { name: 'Cleo', sector: 'community', subtype: 'resident', role: 'editor' })
    expect(await softeningsOf(cleaner, study)).toEqual([])
    const doors: [Browser, string][] = [
      [cleaner, study],
      [siri, other.study],
      [other.neighbour, other.study],
    ]
    for (const [browser, place] of doors)
      for (const [what, body] of [['restore'], ['settle'], ['messages', { body: 'Hei' }]] as const) {
        const answer = await browser.send('POST', pathOf(place, softening, what), body)
        expect([what, answer.status, problemIn(answer).code]).toEqual([what, 404, 'not-found'])
      }
    expect((await other.neighbour.get(`/api/studies/${study}/softenings`)).status).toBe(404)
  })

  test('[SW6] who has no device is told through whoever writes for them, and through stewards', async () => {
    const { study, path } = await anOpenLink(siri)
    await openWords(server, study)
    await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
    const worker = await cameAs(siri, { study, path }, { name: 'Vera', sector: 'third', subtype: 'charity', role: 'editor' })
    const clerk = await cameAs(siri, { study, path }, { name: 'Kjell', sector: 'public', subtype: 'council', role: 'editor' })
    const added = await worker.send('POST', `/api/studies/${study}/contributors`, {
      name: 'Mairi',
      sector: 'community',
      subtype: 'resident',
    })
    const { participantId } = z.looseObject({ participantId: z.string() }).parse(added.json())
    await server.running.house.rooms.edit(study as StudyId, {
      voice: {
        by: participantId as never,
        typedBy: (await meIn(worker, study)).participantId as never,
        sector: 'community',
        mode: 'scribed_unconfirmed',
      },
      change: ({ doc }) => {
        const element = new Y.XmlElement('paragraph')
        element.insert(0, [new Y.XmlText(said)])
        doc.getXmlFragment('s:summary').push([element])
      },
    })
    const hers = await writers.come(worker, study)
    paragraph(hers).delete(0, 20)
    await until('she has put right what she wrote down', async () => (await saidIn(study))[0]?.[1] === said.slice(20))
    await told(study)
    expect(await softeningsOf(siri, study)).toEqual([])
    const clerks = await writers.come(clerk, study)
    paragraph(clerks).delete(0, 30)
    await until('it is gone', async () => (await saidIn(study))[0]?.[1] === said.slice(50))
    await told(study)
    for (const browser of [worker, siri])
      expect((await softeningsOf(browser, study))[0]).toMatchObject({ as: 'author', author: { name: 'Mairi' } })
    expect((await softeningsOf(clerk, study))[0]).toMatchObject({ as: 'changer' })
  })

  test('[SW7] is kept for 90 days', async () => {
    const { study, neighbour } = await aSoftenedParagraph()
    const { store } = server.running.house.database
    await store.tx<void>(function* ({ db, s }) {
      yield db.update(s.softening).set({ at: Date.now() - 91 * 24 * 60 * 60_000 })
    })
    await store.tx(forgetSofteningsBefore(Date.now() - 90 * 24 * 60 * 60_000))
    expect(await softeningsOf(neighbour, study)).toEqual([])
  })
})

/** As if somebody had been there before everything, and not since. */
async function leftLongAgo(browser: Browser, study: string): Promise<void> {
  const { person } = z.object({ person: z.object({ id: z.string() }) }).parse((await browser.get('/api/me')).json())
  await server.running.house.database.store.tx<void>(function* ({ db, s }) {
    yield db
      .insert(s.seen)
      .values({ person: person.id as never, study: study as StudyId, seq: 0, at: 1, sinceSeq: 0, sinceAt: 1 })
      .onConflictDoUpdate({ target: [s.seen.person, s.seen.study], set: { seq: 0, at: 1, sinceSeq: 0, sinceAt: 1 } })
  })
}
