import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { desktop, phone, signIn } from './steps/people.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server.stop()
})

/** The marked stretches of a text, each with the letter of its sector and the name behind it. */
async function markedIn(page: Page): Promise<string[][]> {
  return await textOf(page, 'Summary')
    .locator('.said')
    .evaluateAll((spans) =>
      spans.map((span) => [span.getAttribute('data-letter') ?? '', span.getAttribute('title') ?? '', span.textContent ?? '']),
    )
}

test('who said what is seen while both write, on both screens, also of words that the other has made into a list', async ({ browser }) => {
  const amina = await signIn(browser, server, { name: 'Amina Resident', email: 'amina-voices@example.org', language: 'en' })
  const headers = { origin: server.url }
  const data = { title: 'The yard', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = await (await amina.page.request.post('/api/studies', { data, headers })).json()
  await amina.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'community', subtype: 'resident' }, headers })
  await amina.page.request.post(`/api/studies/${id}/people`, { data: { email: 'per-voices@example.org', role: 'editor' }, headers })
  const per = await signIn(browser, server, { name: 'Per Officer', email: 'per-voices@example.org', language: 'en' })
  await per.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'public', subtype: 'council' }, headers })

  await test.step('each sees whose words they are, before and after they were written', async () => {
    for (const { page } of [amina, per]) {
      await page.setViewportSize(desktop)
      await page.goto(`/studies/${id}`)
      await page.getByLabel(say('voices.show')).check()
    }
    await textOf(amina.page, 'Summary').click()
    await amina.page.keyboard.type('We planted trees in the yard together.')
    await expectSaveState(amina.page, 'save.saved')
    const hers = [['C', 'Amina Resident', 'We planted trees in the yard together.']]
    await expect.poll(() => markedIn(amina.page)).toEqual(hers)
    await expect.poll(() => markedIn(per.page)).toEqual(hers)
  })

  await test.step('the words stay hers when he makes a list of them and adds his own', async () => {
    await textOf(per.page, 'Summary').click()
    await per.page.keyboard.press('Control+End')
    await per.page
      .getByRole('toolbar')
      .getByLabel(new RegExp(say('toolbar.bulletList')))
      .click()
    await expect(textOf(per.page, 'Summary').getByRole('list')).toBeVisible()
    await per.page.keyboard.press('Control+End')
    await per.page.keyboard.type(' The council lent spades.')
    await expectSaveState(per.page, 'save.saved')
    const both = [
      ['C', 'Amina Resident', 'We planted trees in the yard together.'],
      ['P', 'Per Officer', ' The council lent spades.'],
    ]
    await expect.poll(() => markedIn(per.page)).toEqual(both)
    await expect.poll(() => markedIn(amina.page)).toEqual(both)
    await amina.page.screenshot({ path: 'artifacts/screenshots/voices-1366x768.png' })
  })

  await test.step('the same is counted', async () => {
    await per.page.setViewportSize(phone)
    await per.page.getByRole('button', { name: say('study.menu') }).click()
    await per.page.getByRole('menuitem', { name: say('balance.title') }).click()
    const table = per.page.getByRole('table', { name: say('balance.table') })
    await expect(table.getByRole('row', { name: /Community/ })).toContainText('7')
    await expect(table.getByRole('row', { name: /Public sector/ })).toContainText('4')
    await per.page.screenshot({ path: 'artifacts/screenshots/voices-balance-360x740.png' })
  })

  await test.step('hidden again, nothing is marked', async () => {
    await amina.page.getByLabel(say('voices.show')).uncheck()
    await expect.poll(() => markedIn(amina.page)).toEqual([])
  })
  await amina.context.close()
  await per.context.close()
})
