import { messageType } from '@samskriv/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { exportedRuns } from './served/exported-words.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { lastTextOf, wordsOf, writeParagraph } from './served/visitor.ts'

let study: ServedStudy

beforeAll(async () => {
  study = await serveStudy()
})

afterAll(async () => await study.stop())

describe('a stock y-websocket client with a session cookie', () => {
  test('writes together with the product’s own page, in the same paragraph, and sees who is there', async () => {
    const { id, section, amina, officer } = study
    const page = await amina.openPage(id)
    const stock = officer.openStock(id)
    await until('both are in step', () => page.saveState === 'saved' && stock.synced)
    const shared = writeParagraph(page.doc, section, 'The walls were wet.')
    await until('the words are with the other', () => wordsOf(stock.doc, section).includes('wet.'))
    lastTextOf(stock.doc, section).insert(0, 'We went to look: ')
    shared.insert(shared.length, ' Nobody came.')
    const both = 'We went to look: The walls were wet. Nobody came.\n'
    await until('both have both', () => wordsOf(page.doc, section) === both && wordsOf(stock.doc, section) === both)
    await page.saved()
    expect((await exportedRuns(amina, id, section)).map(({ sector, text }) => [sector, text])).toEqual([
      ['public', 'We went to look: '],
      ['community', 'The walls were wet. Nobody came.'],
    ])
    stock.awareness.setLocalStateField('cursor', null)
    await until('each sees the other', () => {
      const others = [...stock.awareness.getStates().values()]
      return others.length === 2 && others.every((state) => 'user' in state)
    })
  })

  test('never receives a frame that y-websocket does not know', async () => {
    const { id, section, amina, officer } = study
    const seen: number[] = []
    const stock = officer.openStock(id, { seen: (frame) => seen.push(frame[0] ?? -1) })
    const page = await amina.openPage(id)
    await until('it is in step', () => stock.synced)
    writeParagraph(stock.doc, section, 'An update that is committed.')
    writeParagraph(page.doc, section, 'One from somebody who is told so.')
    const renamed = await amina.send('PATCH', `/api/studies/${id}`, { title: 'Another title' })
    expect(renamed.status).toBe(204)
    stock.awareness.setLocalStateField('cursor', null)
    await until(
      'they have each other’s words',
      () => wordsOf(stock.doc, section).includes('told so') && wordsOf(page.doc, section).includes('committed'),
    )
    await page.saved()
    expect(new Set(seen)).toEqual(new Set([messageType.sync, messageType.awareness]))
  })
})
