import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether, comeFromTheCouncil, openWords } from './steps/together.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

test('whoever comes back is told in sentences what others have done, and goes there', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'activity', { hasCome: false })
  const notice = amina.page.getByText(say('activity.notice', { count: 1 }))

  await test.step('a first visit has nothing to tell', async () => {
    await amina.page.goto(`/studies/${id}`)
    await textOf(amina.page, 'Summary').click()
    await amina.page.keyboard.type('We planted trees in the yard together.')
    await expectSaveState(amina.page, 'save.saved')
    await expect(notice).toBeHidden()
    await amina.page.goto('/')
  })

  await test.step('meanwhile another joins, takes words out and writes', async () => {
    // Whoever is back within seconds was never away: as soon as the server says since when, she is.
    const isAway = async (): Promise<boolean> => (await (await amina.page.request.get(`/api/studies/${id}/activity`)).json()).since !== null
    await expect.poll(isAway, { timeout: 20_000 }).toBe(true)
    await comeFromTheCouncil(per.page, id)
    await openWords(amina.page, id)
    await per.page.goto(`/studies/${id}`)
    await textOf(per.page, 'Summary').click()
    await per.page.keyboard.press('Control+End')
    for (let press = 0; press < ' together.'.length; press += 1) await per.page.keyboard.press('Backspace')
    await per.page.keyboard.type('. The council lent spades.')
    await expectSaveState(per.page, 'save.saved')
  })

  await test.step('she is told so in one line, and in sentences when she wants', async () => {
    await amina.page.goto(`/studies/${id}`)
    await expect(notice).toBeVisible()
    await keepPicture(amina.page, 'activity-notice-1366x768')
    await amina.page.setViewportSize(phone)
    await amina.page.getByRole('button', { name: say('activity.see') }).click()
    const dialog = amina.page.getByRole('dialog', { name: say('activity.title') })
    await expect(dialog.getByText('Per Officer (Public sector) took out 1 word that you wrote.')).toBeVisible()
    await expect(dialog.getByText('Per Officer (Public sector) wrote 4 words.')).toBeVisible()
    await expect(dialog.getByText('Per Officer (Public sector) has joined.')).toBeVisible()
    await keepPicture(amina.page, 'activity-dialog-360x740')
    await dialog.getByRole('link', { name: 'Summary' }).click()
    await expect(dialog).toBeHidden()
    await expect(amina.page.getByRole('heading', { name: 'Summary' })).toBeFocused()
  })

  await test.step('the menu has it, too, and says when there is nothing', async () => {
    await per.page.setViewportSize(desktop)
    await per.page.getByRole('button', { name: say('study.menu') }).click()
    await per.page.getByRole('menuitem', { name: say('activity.title') }).click()
    await expect(per.page.getByRole('dialog').getByText(say('activity.first'))).toBeVisible()
  })
  await close()
})
