import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { openReadOnly, verifyChain } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { closeCodes } from '@samskriv/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { inheritedEnvironment } from '../support/inherited-environment.ts'
import { repositoryRoot } from '../support/repository-root.ts'
import { until } from '../support/until.ts'
import { ClockOfServer } from './served/clock-of-server.ts'
import { exportedRuns } from './served/exported-words.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { Typist } from './served/typist.ts'
import { lastTextOf, wordsOf, writeParagraph, type Page, type Visitor } from './served/visitor.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const nobodysStudy = '01890000-0000-7000-8000-000000000000'
const newStudy = { title: 'The Tuesday Door', place: 'Port Ellisk', language: 'en', templateId: 'cross-sector-collaboration' }

let study: ServedStudy
let clock: ClockOfServer

beforeAll(async () => {
  clock = new ClockOfServer()
  study = await serveStudy({ env: clock.env })
})

afterAll(async () => {
  await study.stop()
  clock.remove()
})

const titlesOf = async (visitor: Visitor) => (await visitor.get('/api/studies')).text

/** A study of Amina's own, which a test may harm. */
async function studyOfHers(): Promise<string> {
  const answer = await study.amina.send('POST', '/api/studies', newStudy)
  const { id } = JSON.parse(answer.text) as { id: string }
  await study.amina.send('POST', `/api/studies/${id}/capacity`, { sector: 'community', subtype: 'resident' })
  return id
}

async function whenEnded(page: Page, how: string): Promise<void> {
  await until(`the page has ended: ${how}`, () => page.ended === how)
}

describe('a study that is not there', () => {
  test('unknown: 404 unknown-study over HTTP, close code 4404, and a page that says so', async () => {
    const answer = await study.amina.get(`/api/studies/${nobodysStudy}`)
    expect(answer).toMatchObject({ status: 404, code: 'unknown-study' })
    const typist = new Typist(study.amina, nobodysStudy, study.section)
    await until('the socket is closed', () => typist.closedWith === closeCodes.unknownStudy)
  })

  test('somebody else’s: the very same answers, so that nobody learns what exists', async () => {
    const [foreign, unknown] = [
      await study.stranger.get(`/api/studies/${study.id}`),
      await study.stranger.get(`/api/studies/${nobodysStudy}`),
    ]
    expect(foreign).toEqual(unknown)
    expect(foreign).toMatchObject({ status: 404, code: 'unknown-study' })
    for (const path of ['/people', '/export?format=json']) {
      expect(await study.stranger.get(`/api/studies/${study.id}${path}`)).toMatchObject({ status: 404, code: 'unknown-study' })
    }
    const typist = new Typist(study.stranger, study.id, study.section)
    await until('the socket is closed', () => typist.closedWith === closeCodes.unknownStudy)
    expect(typist.frames).toEqual([])
  })

  test('deleted while open: every page ends as unknown-study with its own words in hand, and restoring brings back all that was saved', async () => {
    const id = await studyOfHers()
    const page = await study.amina.openPage(id)
    const stock = study.amina.openStock(id)
    await page.saved()
    writeParagraph(page.doc, study.section, 'Saved before.')
    await page.saved()
    expect(await study.amina.send('DELETE', `/api/studies/${id}`)).toMatchObject({ status: 204 })
    const { visit } = page.session.state.get()
    if (visit !== null) writeParagraph(visit.doc, study.section, 'Typed into a study that was gone.')
    await whenEnded(page, 'unknown-study')
    await until('the stock client has stopped', () => !stock.shouldConnect)
    expect(page.recovered.split('\n')).toEqual(['Saved before.', ...(visit === null ? [] : ['Typed into a study that was gone.'])])
    expect(await study.amina.get(`/api/studies/${id}`)).toMatchObject({ status: 404, code: 'unknown-study' })

    expect(await study.amina.send('POST', `/api/studies/${id}/restore`)).toMatchObject({ status: 204 })
    const again = await study.amina.openPage(id)
    await again.saved()
    expect(wordsOf(again.doc, study.section)).toBe('Saved before.\n')
  })
})

describe('a request that makes no sense', () => {
  test('malformed JSON: 400 malformed-json', async () => {
    expect(await study.amina.send('POST', '/api/studies', '{"title": "The Tuesday')).toMatchObject({ status: 400, code: 'malformed-json' })
  })

  test('an oversized body: 413 body-too-large', async () => {
    expect(await study.amina.send('POST', '/api/studies', { ...newStudy, title: 'å'.repeat(100_000) })).toMatchObject({
      status: 413,
      code: 'body-too-large',
    })
  })

  test('a title of 10,000 characters: 422 title-too-long, on starting a study and on renaming one, and nothing is changed', async () => {
    const before = await titlesOf(study.amina)
    const title = 'A'.repeat(10_000)
    expect(await study.amina.send('POST', '/api/studies', { ...newStudy, title })).toMatchObject({ status: 422, code: 'title-too-long' })
    expect(await study.amina.send('PATCH', `/api/studies/${study.id}`, { title })).toMatchObject({ status: 422, code: 'title-too-long' })
    expect(await titlesOf(study.amina)).toBe(before)
  })
})

describe('text that turns around or counts twice', () => {
  const emoji = '👩🏽‍🌾🌿'
  const override = '\u202E'

  test('in a title: emoji stay, direction overrides go, wherever it is shown', async () => {
    const answer = await study.amina.send('POST', '/api/studies', { ...newStudy, title: `Growing ${emoji} ${override}gnp.exe` })
    const { id } = JSON.parse(answer.text) as { id: string }
    expect((await study.amina.study(id)).title).toBe(`Growing ${emoji} gnp.exe`)
    for (const path of [`/studies/${id}`, `/api/studies/${id}/export?format=html`, '/api/studies']) {
      const { text } = await study.amina.get(path)
      expect(text, path).toContain(emoji)
      expect(text, path).not.toContain(override)
    }
  })

  test('in the body: what was typed comes out of the JSON as it went in, and turns nothing around on the pages', async () => {
    const id = await studyOfHers()
    const page = await study.amina.openPage(id)
    await page.saved()
    const words = `مرحبا ${emoji} ${override}desrever`
    writeParagraph(page.doc, study.section, words)
    await page.saved()
    const runs = await exportedRuns(study.amina, id, study.section)
    expect(runs.map(({ text }) => text).join('')).toBe(words)
    const html = await study.amina.get(`/api/studies/${id}/export?format=html`)
    expect(html.text).toContain(emoji)
    // A paragraph with a direction of its own: an override ends where it ends.
    expect(/<p dir="auto">(<span[^>]*>)?مرحبا/.test(html.text)).toBe(true)
    const again = await study.amina.openPage(id)
    await again.saved()
    expect(wordsOf(again.doc, study.section)).toBe(`${words}\n`)
  })
})

describe('two windows', () => {
  test('two tabs of one person: both write, both stay, and all of it is one voice', async () => {
    const id = await studyOfHers()
    const [first, second] = [await study.amina.openPage(id), await study.amina.openPage(id)]
    await Promise.all([first.saved(), second.saved()])
    writeParagraph(first.doc, study.section, 'From one tab. ')
    await until('the other tab has it', () => wordsOf(second.doc, study.section) !== '')
    const text = lastTextOf(second.doc, study.section)
    text.insert(text.length, 'From the other. ')
    await until('the first has both', () => wordsOf(first.doc, study.section) === 'From one tab. From the other. \n')
    await Promise.all([first.saved(), second.saved()])
    const runs = await exportedRuns(study.amina, id, study.section)
    expect(new Set(runs.map(({ by }) => by))).toEqual(new Set([await study.amina.participantIn(id)]))
  })

  test('the same clientID twice: the newer window is closed with 4410, and the older one goes on', async () => {
    const { amina, id, section } = study
    const older = new Typist(amina, id, section)
    await older.ready()
    older.type('older')
    const newer = new Typist(amina, id, section, { clients: [older.doc.clientID] })
    await until('the newer one is closed', () => newer.closedWith !== null)
    expect(newer.closedWith).toBe(closeCodes.clientCollision)
    older.type('goes-on')
    await until('the older one is acknowledged', () => older.acked.includes('goes-on'))
    older.leave()
  })

  test('the same clientID of two people: the second is closed with 4410 and speaks for nobody', async () => {
    const { amina, officer, id, section } = study
    const hers = new Typist(amina, id, section)
    await hers.ready()
    hers.type('hers')
    await until('hers is acknowledged', () => hers.acked.includes('hers'))
    hers.leave()
    const theirs = new Typist(officer, id, section, { clients: [hers.doc.clientID] })
    await until('the second is closed', () => theirs.closedWith !== null)
    expect(theirs.closedWith).toBe(closeCodes.clientCollision)
  })

  test('a page whose clientID is taken makes itself another copy and loses no word', async () => {
    const { amina, officer, id, section } = study
    const page = await amina.openPage(id)
    await page.saved()
    const { clientID } = page.doc
    const thief = officer.openStock(id, { doc: Object.assign(new Y.Doc(), { clientID }) })
    await until('the thief is turned away', () => !thief.shouldConnect)
    writeParagraph(page.doc, section, 'Still mine.')
    await page.saved()
    const runs = await exportedRuns(amina, id, section)
    expect(runs.find(({ text }) => text.includes('Still mine.'))?.sector).toBe('community')
  })
})

describe('a client of another time', () => {
  test('an older document schema: close code 4426, and a page that asks to be loaded anew', async () => {
    const { amina, id, section } = study
    const typist = new Typist(amina, id, section, { schema: 0 })
    await until('the socket is closed', () => typist.closedWith === closeCodes.oldSchema)
    const page = await amina.openPage(id, { documentSchemaVersion: 0 })
    await whenEnded(page, 'old-version')
    expect(page.canWrite).toBe(false)
  })

  test('another epoch: close code 4412, and a page that opens the study anew with its unsent words in hand', async () => {
    const { amina, id, section } = study
    const typist = new Typist(amina, id, section, { epoch: 7 })
    await until('the socket is closed', () => typist.closedWith === closeCodes.oldEpoch)
    const page = await amina.openPage(id, { epoch: 7 })
    writeParagraph(page.doc, section, 'Typed in an epoch that is over.')
    await until('the words are given back', () => page.recovered === 'Typed in an epoch that is over.')
    await page.saved()
    expect(wordsOf(page.doc, section)).not.toContain('over.')
    writeParagraph(page.doc, section, 'Typed in this one.')
    await page.saved()
  })
})

describe('a clock that jumps', () => {
  async function chainOf(id: string): Promise<unknown> {
    const reader = openReadOnly(study.server.dataDir)
    try {
      return await verifyChain(reader, id as StudyId)
    } finally {
      reader.close()
    }
  }

  test('back by a day and forward again: everybody stays signed in and connected, edits keep their order, and the chain holds', async () => {
    const { amina, officer, server, section } = study
    const id = await studyOfHers()
    const page = await amina.openPage(id)
    await page.saved()
    const typist = new Typist(amina, id, section)
    await typist.ready()
    const text = writeParagraph(page.doc, section, 'Today. ')
    await page.saved()
    for (const aheadMs of [-dayMs, 2 * hourMs, 0]) {
      await clock.set(aheadMs, server)
      text.insert(text.length, `${aheadMs} ms ahead. `)
      await page.saved()
      expect(page.ended).toBeNull()
      expect(typist.closedWith).toBeNull()
      expect((await officer.get('/api/me')).status).toBe(200)
    }
    const words = `Today. ${-dayMs} ms ahead. ${2 * hourMs} ms ahead. 0 ms ahead. \n`
    expect(wordsOf(page.doc, section)).toBe(words)
    const fresh = await amina.openPage(id)
    await fresh.saved()
    expect(wordsOf(fresh.doc, section)).toBe(words)
    expect(await chainOf(id)).toMatchObject({ ok: true })
    const { stdout } = await promisify(execFile)(process.execPath, ['apps/server/src/main.ts', 'verify', id], {
      cwd: repositoryRoot,
      env: { ...inheritedEnvironment(), DATA_DIR: server.dataDir, PUBLIC_URL: server.url, LOG_LEVEL: 'error' },
    })
    expect(stdout).toContain('Sound')
  })

  // Last: every session of this server is over afterwards.
  test('beyond the end of a session: 401 session-expired, close code 4401, and a page that keeps its words', async () => {
    const { amina, officer, id, server, section } = study
    const page = await amina.openPage(id)
    await page.saved()
    const typist = new Typist(officer, id, section)
    await typist.ready()
    await clock.set(32 * dayMs, server)
    await until('every socket is closed', () => typist.closedWith !== null && page.ended !== null, 2_000)
    const again = new Typist(officer, id, section)
    await until('the way back is closed', () => again.closedWith === closeCodes.signedOut)
    expect(again.frames).toEqual([])
    await whenEnded(page, 'signed-out')
    expect(await amina.get('/api/studies')).toMatchObject({ status: 401, code: 'session-expired' })
    expect(await amina.send('POST', '/api/studies', newStudy)).toMatchObject({ status: 401, code: 'session-expired' })
    writeParagraph(page.doc, section, 'Not sent yet.')
    expect(page.saveState).toBe('not-saved signed-out')
  })
})
