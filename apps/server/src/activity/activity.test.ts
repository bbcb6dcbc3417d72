import { rmSync } from 'node:fs'
import { openReadOnly, q } from '@samskriv/database'
import { ActivityView } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aStudy, problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServer } from '../testing/a-server.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aStudyOfTwo, cameBy } from '../testing/a-way-in.ts'
import { aWriter, type Writer } from '../testing/a-writer.ts'
import { openWords } from '../testing/open-words.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const opened = (browser: Browser, study: string) => writers.come(browser, study)

const activityIn = async (browser: Browser, study: string): Promise<ActivityView> =>
  ActivityView.parse((await browser.get(`/api/studies/${study}/activity`)).json())

const isHeard = (study: string, text: string) => async (): Promise<boolean> =>
  (await siri.get(`/api/studies/${study}/sections/summary/voices`)).text.includes(text)

/** Closes somebody's only page, and waits until the server takes them for gone: who is back within seconds was never away. */
async function leave(browser: Browser, study: string, { provider }: Writer): Promise<ActivityView> {
  const before = (await activityIn(browser, study)).since
  provider.destroy()
  await until('they have left', async () => (await activityIn(browser, study)).since !== before)
  return await activityIn(browser, study)
}

/** One sentence for each change. */
const told = ({ sections }: ActivityView): string[] =>
  sections.flatMap(({ key, changes }) =>
    changes.map(({ kind, by, whose, words }) => `${key}: ${by.name} (${by.sector}) ${kind} ${words} of ${whose.name} (${whose.sector})`),
  )

/** A study of a public steward into which a neighbour has come, who has said seven words and left. */
async function aNeighbourWhoLeft() {
  const { study, path, neighbour, participant } = await aStudyOfTwo(server, siri)
  await openWords(server, study)
  await neighbour.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'The one upstairs' })
  const theirs = await opened(neighbour, study)
  theirs.write('s:summary', 'We know the stairs of this house.')
  await until('it is stored', isHeard(study, 'We know'))
  return { study, path, neighbour, theirs, participantId: participant }
}

describe.concurrent('what others have done since one’s last visit', { timeout: 60_000 }, () => {
  test('[AV1] is nothing on the first visit, and nothing right after leaving', async () => {
    const { study, neighbour, theirs } = await aNeighbourWhoLeft()
    expect(await activityIn(neighbour, study)).toEqual({ since: null, people: 0, sections: [], joined: [] })
    const left = await leave(neighbour, study, theirs)
    expect(left).toMatchObject({ people: 0, sections: [], joined: [] })
    expect(Date.parse(left.since ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  test('[AV2] says who wrote, and who took out how many words of whom, by the names and sectors they are shown with', async () => {
    const { study, neighbour, theirs, participantId } = await aNeighbourWhoLeft()
    const mine = await opened(siri, study)
    await leave(neighbour, study, theirs)
    const text = (mine.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement).get(0) as Y.XmlText
    // " of this house" goes.
    text.delete(18, 14)
    mine.write('s:summary', 'And we own them all.')
    mine.write('s:partners', 'The board')
    await until('it is stored', isHeard(study, 'we own'))
    const activity = await activityIn(neighbour, study)
    expect(activity.people).toBe(1)
    expect(told(activity)).toEqual([
      'summary: Siri Steward (public) took-out 3 of The one upstairs (community)',
      'summary: Siri Steward (public) wrote 5 of Siri Steward (public)',
      'partners: Siri Steward (public) wrote 2 of Siri Steward (public)',
    ])
    expect(activity.sections[0]?.changes[0]?.whose.participantId).toBe(participantId)
    // Coming back is no news to those who are there, and what is told stays for as long as the visit.
    const again = await opened(neighbour, study)
    expect(await activityIn(neighbour, study)).toEqual(activity)
    // One's own doing is not told.
    again.write('s:summary', 'Not any more')
    await until('it is stored', isHeard(study, 'any more'))
    expect(await activityIn(neighbour, study)).toEqual(activity)
    expect((await leave(neighbour, study, again)).sections).toEqual([])
  })

  test('[AV3] tells of a list made of one’s paragraph nothing, and of words that were put back that they were', async () => {
    const { study, neighbour, theirs } = await aNeighbourWhoLeft()
    const mine = await opened(siri, study)
    await leave(neighbour, study, theirs)
    const root = mine.doc.getXmlFragment('s:summary')
    mine.doc.transact(() => {
      root.delete(0, 1)
      const heading = new Y.XmlElement('heading')
      root.insert(0, [heading])
      heading.insert(0, [new Y.XmlText('We know the stairs of this house.')])
    })
    mine.write('s:summary', 'Now then')
    await until('it is stored', isHeard(study, 'Now then'))
    expect(told(await activityIn(neighbour, study))).toEqual(['summary: Siri Steward (public) wrote 2 of Siri Steward (public)'])
    mine.doc.transact(() => root.delete(0, 1))
    await until('it is gone', async () => !(await isHeard(study, 'We know')()))
    expect(told(await activityIn(neighbour, study))).toContain('summary: Siri Steward (public) took-out 7 of The one upstairs (community)')
    mine.write('s:summary', 'We know the stairs of this house.')
    await until('it is back', isHeard(study, 'We know'))
    expect(told(await activityIn(neighbour, study))).toEqual(['summary: Siri Steward (public) wrote 2 of Siri Steward (public)'])
  })

  test('[AV4] tells who joined, which sections were opened, and what was brought back', async () => {
    const { study, path, neighbour, theirs } = await aNeighbourWhoLeft()
    const mine = await opened(siri, study)
    await leave(neighbour, study, theirs)
    const other = await cameBy(server, path)
    await other.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
    await other.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'From next door' })
    await siri.send('PATCH', `/api/studies/${study}/sections/partners`, { openToContributors: true })
    const root = mine.doc.getXmlFragment('s:summary')
    mine.doc.transact(() => root.delete(0, root.length))
    await until('it is gone', async () => !(await isHeard(study, 'We know')()))
    const points = (await siri.get(`/api/studies/${study}/sections/summary/restore-points`)).json()
    const [point] = points as { id: string }[]
    await siri.send('POST', `/api/studies/${study}/sections/summary/restore-points/${point?.id}/restore`, {})
    const { sections, joined } = await activityIn(neighbour, study)
    expect(joined.map(({ who }) => who.name)).toEqual(['From next door'])
    expect(sections.map(({ key, changes, events }) => [key, changes.length, events.map(({ kind, by }) => [kind, by?.name])])).toEqual([
      ['summary', 0, [['restored', 'Siri Steward']]],
      ['partners', 0, [['opened', 'Siri Steward']]],
    ])
  })

  test('[AV5] is sent again only when something has changed', async () => {
    const { study, neighbour, theirs } = await aNeighbourWhoLeft()
    await leave(neighbour, study, theirs)
    const address = `/api/studies/${study}/activity`
    const first = await neighbour.get(address)
    const tag = first.headers.get('etag') ?? ''
    const again = await neighbour.get(address, { 'if-none-match': tag })
    expect([first.status, again.status, again.text]).toEqual([200, 304, ''])
    const mine = await opened(siri, study)
    mine.write('s:summary', 'Something new')
    await until('it is stored', isHeard(study, 'Something new'))
    expect((await neighbour.get(address, { 'if-none-match': tag })).status).toBe(200)
  })

  test('[AV6] is for those who may read the study', async () => {
    const { study } = await aNeighbourWhoLeft()
    const stranger = await signedIn(server, 'stranger@example.org', 'Some Stranger')
    const answer = await stranger.get(`/api/studies/${study}/activity`)
    expect([answer.status, problemIn(answer).code]).toEqual([404, 'unknown-study'])
  })

  test('[AV1] when the server stops, whoever is there has left', async () => {
    const stopping = await aServer()
    const steward = await signedIn(stopping, 'siri@example.org', 'Siri Steward')
    const study = await aStudy(steward)
    const { provider } = await aWriter(steward, study)
    await stopping.running.stop()
    provider.destroy()
    const database = openReadOnly(stopping.dataDir)
    const left = await database.store.read(function* ({ db, s }) {
      return yield* q(db.select({ study: s.seen.study, seq: s.seen.seq }).from(s.seen))
    })
    database.close()
    rmSync(stopping.dataDir, { recursive: true })
    expect(left).toEqual([{ study, seq: 1 }])
  })
})
