import { closeCodes } from '@samskriv/protocol'
import type { Sector } from '@samskriv/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { exportedRuns } from './served/exported-words.ts'
import { serveStudy, type Place, type ServedStudy } from './served/served-study.ts'
import { Typist } from './served/typist.ts'
import { lastTextOf, wordsOf, writeParagraph, type Page } from './served/visitor.ts'

/** From the answer to whoever ended the right, to the last socket that lived by it. */
const withinMs = 1_000

let served: ServedStudy
let places: Place[]
/** Another one for each test. */
let study: Place
/** The officer, three times: the product's page, a stock client, and one whose frames are looked at. */
let page: Page
let typist: Typist
let isStockOver: () => boolean

beforeAll(async () => {
  served = await serveStudy({ others: 5 })
  places = [...served.others]
})

afterAll(async () => await served.stop())

beforeEach(async () => {
  study = places.pop() ?? served
  page = await study.officer.openPage(study.id)
  const stock = study.officer.openStock(study.id)
  typist = new Typist(study.officer, study.id, study.section)
  isStockOver = () => !stock.shouldConnect
  await Promise.all([page.saved(), typist.ready(), until('the stock client is in step', () => stock.synced)])
})

const ownPath = async () => `/api/studies/${study.id}/people/${await study.officer.participantIn(study.id)}`

describe('an open study, within a second', () => {
  test('of somebody who is removed: every socket is closed with 4403, the page says so, and nothing typed afterwards arrives', async () => {
    const path = await ownPath()
    expect(await study.amina.send('DELETE', path)).toMatchObject({ status: 204 })
    await until(
      'every socket is closed for good',
      () => typist.closedWith === closeCodes.removed && page.ended === 'removed' && isStockOver(),
      withinMs,
    )
    const again = new Typist(study.officer, study.id, study.section)
    await until('the way back is closed', () => again.closedWith === closeCodes.removed)
    expect(again.frames).toEqual([])
    expect(await study.officer.get(`/api/studies/${study.id}`)).toMatchObject({ status: 404, code: 'unknown-study' })
  })

  test('of somebody whose role is lowered: it becomes read-only, gives back what was not stored, and goes on showing', async () => {
    const path = await ownPath()
    writeParagraph(page.doc, study.section, 'Written while it was allowed.')
    await page.saved()
    expect(await study.amina.send('PATCH', path, { role: 'reader' })).toMatchObject({ status: 204 })
    await until('every socket has heard', () => typist.closedWith === closeCodes.roleChanged && !page.canWrite, withinMs)
    const hers = await study.amina.openPage(study.id)
    await hers.saved()
    writeParagraph(hers.doc, study.section, 'Shown to readers, too.')
    await until('it shows what others write', () => wordsOf(page.doc, study.section).includes('readers, too'))
    expect(wordsOf(page.doc, study.section)).toContain('while it was allowed')

    const stubborn = new Typist(study.officer, study.id, study.section)
    await stubborn.ready()
    stubborn.type('not-allowed')
    await until('it is refused', () => stubborn.frames.some((frame) => frame.type === 'reject' && frame.code === 'read-only'))
    expect(wordsOf(hers.doc, study.section)).not.toContain('not-allowed')
  })

  test('of somebody who signs out in another tab: every socket of that session is closed with 4401, and the words stay on the page', async () => {
    expect(await study.officer.send('POST', '/api/auth/sign-out')).toMatchObject({ status: 204 })
    await until(
      'every socket is closed for good',
      () => typist.closedWith === closeCodes.signedOut && page.ended === 'signed-out' && isStockOver(),
      withinMs,
    )
    writeParagraph(page.doc, study.section, 'Not sent yet.')
    expect(page.saveState).toBe('not-saved signed-out')
    expect(await study.officer.get('/api/me')).toMatchObject({ status: 401 })
  })

  test('of a study that goes into the bin: every socket of everybody is closed with 4404', async () => {
    const hers = await study.amina.openPage(study.id)
    await hers.saved()
    expect(await study.amina.send('DELETE', `/api/studies/${study.id}`)).toMatchObject({ status: 204 })
    const isOver = () =>
      typist.closedWith === closeCodes.unknownStudy && [page, hers].every(({ ended }) => ended === 'unknown-study') && isStockOver()
    await until('every socket is closed for good', isOver, withinMs)
  })
})

describe('a sector put right while the page is open', () => {
  test('counts for the words that follow, and within a day for those before', async () => {
    writeParagraph(page.doc, study.section, 'As the council. ')
    await page.saved()
    expect(
      await study.officer.send('POST', `/api/studies/${study.id}/capacity`, { sector: 'community', subtype: 'resident' }),
    ).toMatchObject({
      status: 204,
    })
    await until('the page has come back', () => typist.closedWith === closeCodes.serverRestart && page.saveState === 'saved')
    const words = lastTextOf(page.doc, study.section)
    words.insert(words.length, 'As a neighbour. ')
    await page.saved()
    const said = (await exportedRuns(study.amina, study.id, study.section)).map((run): [Sector | string | null, string] => [
      run.sector,
      run.text,
    ])
    expect(said).toEqual([['community', 'As the council. As a neighbour. ']])
  })
})
