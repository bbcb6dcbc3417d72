import { SofteningView } from '@samskriv/protocol'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { until } from '../support/until.ts'
import { ClockOfServer } from './served/clock-of-server.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { lastTextOf, wordsOf, writeParagraph, type Visitor } from './served/visitor.ts'

const said = 'We know the stairs of this house and we want the lift to work'

const clock = new ClockOfServer()
let study: ServedStudy
afterEach(async () => {
  await study.stop()
  clock.remove()
})

const told = async (visitor: Visitor): Promise<SofteningView[]> =>
  z.array(SofteningView).parse(JSON.parse((await visitor.get(`/api/studies/${study.id}/softenings`)).text))

test('an author is told of what was taken out in small pieces before and after kill -9', async () => {
  study = await serveStudy({ env: clock.env })
  const { server, id, section, amina, officer } = study
  // Where a steward of the community has opened its words, others change them directly.
  const opened = await amina.send('PUT', `/api/studies/${id}/sections/${section}/protection`, { protected: false })
  expect(opened.status).toBe(204)
  const hers = await amina.openPage(id)
  writeParagraph(hers.doc, section, said)
  await hers.saved()
  const page = await officer.openPage(id)
  await until('he has her words', () => wordsOf(page.doc, section).includes(said))

  const takeOut = async (words: string): Promise<void> => {
    const text = lastTextOf(page.doc, section)
    text.delete(text.toString().indexOf(words), words.length)
    await page.saved()
  }
  await takeOut('We know the ')
  await server.kill9()
  await server.restart()
  await page.saved()
  await takeOut('the lift ')
  await server.kill9()
  await server.restart()

  // Half a minute in which he is quiet.
  await clock.set(30_000, server)
  await until('she is told', async () => (await told(amina)).length > 0)
  expect((await told(amina)).map(({ lost, words, as, by }) => [lost, words, as, by.sector])).toEqual([[5, 14, 'author', 'public']])
  expect(await told(study.third)).toEqual([])
})
