import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { AuditEntry, limits, RestorePointItem, RestorePointView, SectionRestored, SectionVoices, SuggestionList } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aStudyOfTwo, anOpenLink, meIn } from '../testing/a-way-in.ts'
import { openWords } from '../testing/open-words.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const voicesIn = async (study: string): Promise<SectionVoices> =>
  SectionVoices.parse((await siri.get(`/api/studies/${study}/sections/summary/voices`)).json())

/** Who says what, by the ids of people and voices. */
async function saidIn(study: string): Promise<[number, string, string][]> {
  const { spans, voices } = await voicesIn(study)
  return spans.map(({ line, text, voice }) => [line, text, voices[voice]?.id ?? ''])
}

const holds = async (study: string, text: string): Promise<boolean> =>
  (await voicesIn(study)).spans.some((span) => span.text.includes(text))

const pointsPath = (study: string, section = 'summary') => `/api/studies/${study}/sections/${section}/restore-points`
const pointsOf = async (study: string): Promise<RestorePointItem[]> =>
  z.array(RestorePointItem).parse((await siri.get(pointsPath(study))).json())

/** A section of two people's words, some of them bold and in a list, which the steward then cleared. */
async function aClearedSection() {
  const { study, neighbour } = await aStudyOfTwo(server, siri)
  await openWords(server, study)
  const theirs = await writers.come(neighbour, study)
  theirs.write('s:summary', 'We know the stairs of this house.')
  await until('it is stored', () => holds(study, 'We know'))
  const mine = await writers.come(siri, study)
  mine.write('s:summary', 'And we own them.')
  await until('it is stored', () => holds(study, 'we own'))
  const before = await saidIn(study)
  const root = mine.doc.getXmlFragment('s:summary')
  mine.doc.transact(() => root.delete(0, root.length))
  await until('it is cleared', async () => (await voicesIn(study)).spans.length === 0)
  return { study, neighbour, mine, before }
}

const clearLine = 'The council decides in May.'
const theirLine = 'We know the stairs of this house.'

/** A clerk of the council had written a line, the section was kept, and then a neighbour who comments wrote one after it. */
async function anEarlierText(isOpen = false) {
  const { study, neighbour, participant } = await aStudyOfTwo(server, siri)
  if (isOpen) await openWords(server, study)
  const mine = await writers.come(siri, study)
  mine.write('s:summary', clearLine)
  await until('it is stored', () => holds(study, clearLine))
  const { participantId } = await meIn(siri, study)
  const rooms = server.running.house.rooms
  await rooms.edit(study as StudyId, {
    voice: { by: participantId as ParticipantId, typedBy: null, sector: 'public', mode: 'typed_by_self' },
    keepFirst: { section: 'summary' as SectionKey, reason: 'before-restore', by: participantId as ParticipantId },
    change: ({ doc }) => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('Or in June.')])
      doc.getXmlFragment('s:summary').push([paragraph])
    },
  })
  const theirs = await writers.come(neighbour, study)
  theirs.write('s:summary', theirLine)
  await until('it is stored', () => holds(study, theirLine))
  const [point] = await pointsOf(study)
  const restore = async (browser: Browser): Promise<SectionRestored> => {
    const answer = await browser.send('POST', `${pointsPath(study)}/${point?.id}/restore`, {})
    expect(answer.status, answer.text).toBe(200)
    return SectionRestored.parse(answer.json())
  }
  const lines = async (): Promise<string[]> => (await saidIn(study)).map(([, text]) => text)
  return { study, neighbour, participant, restore, lines }
}

describe('going back to a section as it was', () => {
  test('[RP1] lists when it was kept, why, and who changed it next', async () => {
    const { study } = await aClearedSection()
    expect(await pointsOf(study)).toMatchObject([{ reason: 'before-deletion', words: 11, by: { name: 'Siri Steward' } }])
  })

  test('[RP2] shows who said what', async () => {
    const { study } = await aClearedSection()
    const [point] = await pointsOf(study)
    const { blocks, voices } = RestorePointView.parse((await siri.get(`${pointsPath(study)}/${point?.id}`)).json())
    expect(blocks.map(({ type, spans }) => [type, spans.map(({ text, voice }) => [text, voices[voice]?.sector])])).toEqual([
      ['paragraph', [['We know the stairs of this house.', 'community']]],
      ['paragraph', [['And we own them.', 'public']]],
    ])
  })

  test('[RP3] brings back the words and every author, in a log entry of the restorer, with what was there kept', async () => {
    const { study, mine, before } = await aClearedSection()
    mine.write('s:summary', 'Something else entirely')
    await until('it is stored', () => holds(study, 'Something else'))
    const [point] = await pointsOf(study)
    const answer = await siri.send('POST', `${pointsPath(study)}/${point?.id}/restore`, {})
    expect([answer.status, answer.json()]).toEqual([200, { stays: [] }])
    expect(await saidIn(study)).toEqual(before)
    await until('everybody who has it open has it back', () =>
      mine.doc.getXmlFragment('s:summary').toString().includes('We know the stairs'),
    )
    expect(await pointsOf(study)).toMatchObject([{ reason: 'before-restore', words: 3, by: { name: 'Siri Steward' } }, { id: point?.id }])
    const entries = z.array(AuditEntry).parse((await siri.get(`/api/studies/${study}/audit`)).json())
    expect(entries.filter(({ kind }) => kind === 'section.restored')).toMatchObject([{ data: { point: point?.id } }])
  })

  test('[RP3] leaves alone what is as it was, so that nobody loses their place in it', async () => {
    const { study } = await anOpenLink(siri)
    await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'nhs_board' })
    const writer = await writers.come(siri, study)
    const long = Array.from({ length: 60 }, () => 'word').join(' ')
    for (const text of ['First.', long, 'Last.']) writer.write('s:summary', text)
    await until('it is stored', () => holds(study, 'Last.'))
    const before = await saidIn(study)
    const root = writer.doc.getXmlFragment('s:summary')
    const [first, , last] = root.toArray()
    root.delete(1, 1)
    await until('it is gone', async () => !(await holds(study, long)))
    const [point] = await pointsOf(study)
    expect((await siri.send('POST', `${pointsPath(study)}/${point?.id}/restore`, {})).status).toBe(200)
    expect(await saidIn(study)).toEqual(before)
    await until('it is back on the page', () => root.length === 3)
    expect([root.get(0) === first, root.get(2) === last]).toEqual([true, true])
  })

  test('[RP3] brings back a chosen paragraph after what is there now', async () => {
    const { study, mine, before } = await aClearedSection()
    mine.write('s:summary', 'Something else entirely')
    await until('it is stored', () => holds(study, 'Something else'))
    const [point] = await pointsOf(study)
    expect((await siri.send('POST', `${pointsPath(study)}/${point?.id}/restore`, { blocks: [0] })).status).toBe(200)
    const said = await saidIn(study)
    expect(said.map(([line, text]) => [line, text])).toEqual([
      [0, 'Something else entirely'],
      [1, 'We know the stairs of this house.'],
    ])
    expect(said[1]?.[2]).toBe(before[0]?.[2])
    const wrong = await siri.send('POST', `${pointsPath(study)}/${point?.id}/restore`, { blocks: [7] })
    expect([wrong.status, problemIn(wrong).code]).toEqual([422, 'invalid-body'])
    expect(await saidIn(study)).toEqual(said)
  })

  test('[RP4] is for whoever may write there; a point of another section or study is not there', async () => {
    const { study, neighbour } = await aClearedSection()
    const other = await aClearedSection()
    const [point] = await pointsOf(study)
    for (const place of [pointsPath(study, 'partners'), pointsPath(other.study), pointsPath(study, 'nothing')]) {
      for (const answer of [await siri.get(`${place}/${point?.id}`), await siri.send('POST', `${place}/${point?.id}/restore`, {})])
        expect([answer.status, problemIn(answer).code]).toEqual([404, 'not-found'])
    }
    const { participantId } = await meIn(neighbour, study)
    await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'contributor' })
    const closed = await neighbour.get(pointsPath(study))
    expect([closed.status, problemIn(closed).code]).toEqual([403, 'section-closed'])
    await siri.send('PATCH', `/api/studies/${study}/sections/summary`, { openToContributors: true })
    expect((await neighbour.get(pointsPath(study))).status).toBe(200)
    expect((await neighbour.send('POST', `${pointsPath(study)}/${point?.id}/restore`, {})).status).toBe(200)
  })

  test('[RP6] is refused in words when the study has no room for it, and nothing has changed', async () => {
    const { study, mine } = await aClearedSection()
    const [point] = await pointsOf(study)
    const { participantId } = await meIn(siri, study)
    mine.provider.destroy()
    await server.running.house.rooms.edit(study as StudyId, {
      voice: { by: participantId as ParticipantId, typedBy: null, sector: 'public', mode: 'typed_by_self' },
      change: ({ doc }) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText('x'.repeat(limits.maxBytesPerStudy))])
        doc.getXmlFragment('s:partners').push([paragraph])
      },
    })
    for (const body of [{}, { blocks: [0] }]) {
      const answer = await siri.send('POST', `${pointsPath(study)}/${point?.id}/restore`, body)
      expect([answer.status, problemIn(answer).code]).toEqual([409, 'study-full'])
    }
    expect(await saidIn(study)).toEqual([])
    expect(await pointsOf(study)).toHaveLength(1)
    const entries = z.array(AuditEntry).parse((await siri.get(`/api/studies/${study}/audit`)).json())
    expect(entries.map(({ kind }) => kind)).not.toContain('section.restored')
  })

  test('[RP7] leaves the community’s words that the earlier text lacks where they are, when another sector goes back, and says which', async () => {
    const { study, neighbour, participant, restore, lines } = await anEarlierText()
    const { stays } = await restore(siri)
    expect(stays).toMatchObject([{ text: theirLine, authors: [{ participantId: participant, sector: 'community' }] }])
    expect(await lines()).toEqual([clearLine, theirLine])
    expect((await saidIn(study)).at(-1)?.[2]).toBe((await voicesIn(study)).voices.find(({ sector }) => sector === 'community')?.id)
    const waiting = async (browser: Browser) => SuggestionList.parse((await browser.get(`/api/studies/${study}/suggestions`)).json())
    expect((await waiting(neighbour)).suggestions).toMatchObject([
      { id: stays[0]?.suggestion, kind: 'delete', original: [theirLine], lacksReason: true, may: { decide: true } },
    ])
    const path = `/api/studies/${study}/suggestions/${stays[0]?.suggestion}`
    expect(problemIn(await siri.send('POST', `${path}/accept`, {})).code).toBe('own-suggestion')
    await siri.send('PATCH', path, { reason: 'It was not there in May.' })
    expect((await neighbour.send('POST', `${path}/accept`, {})).status).toBe(204)
    expect(await lines()).toEqual([clearLine])
  })

  test('[RP7] takes no words out that stay: their author is told of none, and nobody of words that went', async () => {
    const { study, neighbour, restore } = await anEarlierText()
    await restore(siri)
    await server.running.house.rooms.tellAuthors(study as StudyId, true)
    expect((await neighbour.get(`/api/studies/${study}/softenings`)).json()).toEqual([])
    const points = await pointsOf(study)
    expect(points[0]).toMatchObject({ reason: 'before-restore' })
  })

  test('[RP7] goes back wholly by the hand of the community, and where its words are opened', async () => {
    const own = await anEarlierText()
    expect(await own.restore(own.neighbour)).toEqual({ stays: [] })
    expect(await own.lines()).toEqual([clearLine])
    const opened = await anEarlierText(true)
    expect(await opened.restore(siri)).toEqual({ stays: [] })
    expect(await opened.lines()).toEqual([clearLine])
  })
})
