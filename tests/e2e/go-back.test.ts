import { expect, test, type Page } from '@playwright/test'
import { startServer, type TestServer } from '../support/server.ts'
import { signIn } from './steps/people.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server.stop()
})

/** Who says what in the summary. */
async function saidIn(page: Page, study: string): Promise<string[][]> {
  const { spans, voices } = await (await page.request.get(`/api/studies/${study}/sections/summary/voices`)).json()
  return spans.map(({ text, voice }: { text: string; voice: number }) => [voices[voice].id, voices[voice].name, text])
}

/** The sections of the study's export: their blocks, spans and authors. */
async function exported(page: Page, study: string): Promise<unknown> {
  const { sections } = await (await page.request.get(`/api/studies/${study}/export?format=json`)).json()
  return sections
}

test('a section that was cleared comes back after a restart of the server, with the words and every author as before', async ({
  browser,
}) => {
  const amina = await signIn(browser, server, { name: 'Amina Resident', email: 'amina-back@example.org', language: 'en' })
  const headers = { origin: server.url }
  const data = { title: 'The yard', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = await (await amina.page.request.post('/api/studies', { data, headers })).json()
  await amina.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'community', subtype: 'resident' }, headers })
  await amina.page.request.post(`/api/studies/${id}/people`, { data: { email: 'per-back@example.org', role: 'editor' }, headers })
  const per = await signIn(browser, server, { name: 'Per Officer', email: 'per-back@example.org', language: 'en' })
  await per.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'public', subtype: 'council' }, headers })

  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  await textOf(amina.page, 'Summary').click()
  await amina.page.keyboard.type('We planted trees in the yard together.')
  await expectSaveState(amina.page, 'save.saved')
  await expect(textOf(per.page, 'Summary')).toContainText('together.')
  await textOf(per.page, 'Summary').click()
  await per.page.keyboard.press('Control+End')
  await per.page.keyboard.type(' The council lent spades.')
  await expectSaveState(per.page, 'save.saved')
  const before = await saidIn(per.page, id)
  const exportBefore = await exported(per.page, id)
  expect(before.map(([, name, text]) => [name, text])).toEqual([
    ['Amina Resident', 'We planted trees in the yard together.'],
    ['Per Officer', ' The council lent spades.'],
  ])

  await per.page.keyboard.press('Control+a')
  await per.page.keyboard.press('Delete')
  await expectSaveState(per.page, 'save.saved')
  await expect.poll(() => saidIn(per.page, id)).toEqual([])

  await server.kill9()
  await server.restart()

  const points = `/api/studies/${id}/sections/summary/restore-points`
  const [newest] = await (await amina.page.request.get(points)).json()
  expect(newest).toMatchObject({ reason: 'before-deletion', by: { name: 'Per Officer' } })
  const answer = await amina.page.request.post(`${points}/${newest.id}/restore`, { data: {}, headers })
  expect(answer.status()).toBe(204)
  expect(await saidIn(amina.page, id)).toEqual(before)
  expect(await exported(amina.page, id)).toEqual(exportBefore)
  await expect(textOf(per.page, 'Summary')).toContainText('We planted trees in the yard together. The council lent spades.')

  await server.kill9()
  await server.restart()
  expect(await saidIn(amina.page, id)).toEqual(before)
})
