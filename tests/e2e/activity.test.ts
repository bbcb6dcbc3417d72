import { expect, test } from '@playwright/test'
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

test('whoever comes back is told in sentences what others have done, and goes there', async ({ browser }) => {
  const ingrid = await signIn(browser, server, { name: 'Ingrid Dahl', email: 'ingrid-activity@example.org', language: 'en' })
  const headers = { origin: server.url }
  const data = { title: 'The yard', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = await (await ingrid.page.request.post('/api/studies', { data, headers })).json()
  await ingrid.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'community', subtype: 'resident' }, headers })
  await ingrid.page.request.post(`/api/studies/${id}/people`, { data: { email: 'bo-activity@example.org', role: 'editor' }, headers })
  const bo = await signIn(browser, server, { name: 'Bo Clerk', email: 'bo-activity@example.org', language: 'en' })
  const notice = ingrid.page.getByText(say('activity.notice', { count: 1 }))

  await test.step('a first visit has nothing to tell', async () => {
    await ingrid.page.goto(`/studies/${id}`)
    await textOf(ingrid.page, 'Summary').click()
    await ingrid.page.keyboard.type('We planted trees in the yard together.')
    await expectSaveState(ingrid.page, 'save.saved')
    await expect(notice).toBeHidden()
    await ingrid.page.goto('/')
  })

  await test.step('meanwhile another joins, takes words out and writes', async () => {
    // Whoever is back within seconds was never away: as soon as the server says since when, she is.
    const isAway = async (): Promise<boolean> =>
      (await (await ingrid.page.request.get(`/api/studies/${id}/activity`)).json()).since !== null
    await expect.poll(isAway, { timeout: 20_000 }).toBe(true)
    await bo.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'public', subtype: 'council' }, headers })
    await bo.page.goto(`/studies/${id}`)
    await textOf(bo.page, 'Summary').click()
    await bo.page.keyboard.press('Control+End')
    for (let press = 0; press < ' together.'.length; press += 1) await bo.page.keyboard.press('Backspace')
    await bo.page.keyboard.type('. The council lent spades.')
    await expectSaveState(bo.page, 'save.saved')
  })

  await test.step('she is told so in one line, and in sentences when she wants', async () => {
    await ingrid.page.goto(`/studies/${id}`)
    await expect(notice).toBeVisible()
    await ingrid.page.screenshot({ path: 'artifacts/screenshots/activity-notice-1366x768.png' })
    await ingrid.page.setViewportSize(phone)
    await ingrid.page.getByRole('button', { name: say('activity.see') }).click()
    const dialog = ingrid.page.getByRole('dialog', { name: say('activity.title') })
    await expect(dialog.getByText('Bo Clerk (Public sector) took out 1 word that you wrote.')).toBeVisible()
    await expect(dialog.getByText('Bo Clerk (Public sector) wrote 4 words.')).toBeVisible()
    await expect(dialog.getByText('Bo Clerk (Public sector) has joined.')).toBeVisible()
    await ingrid.page.screenshot({ path: 'artifacts/screenshots/activity-dialog-360x740.png' })
    await dialog.getByRole('link', { name: 'Summary' }).click()
    await expect(dialog).toBeHidden()
    await expect(ingrid.page.getByRole('heading', { name: 'Summary' })).toBeFocused()
  })

  await test.step('the menu has it, too, and says when there is nothing', async () => {
    await bo.page.setViewportSize(desktop)
    await bo.page.getByRole('button', { name: say('study.menu') }).click()
    await bo.page.getByRole('menuitem', { name: say('activity.title') }).click()
    await expect(bo.page.getByRole('dialog').getByText(say('activity.first'))).toBeVisible()
  })
  await ingrid.context.close()
  await bo.context.close()
})
