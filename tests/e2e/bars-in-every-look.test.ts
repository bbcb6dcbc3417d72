import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { desktop, phone } from './steps/people.ts'
import { place } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

test('the find bar, the follow bar and the notice of a held section break no rule of axe, in any colours, wide and narrow', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'bars')
  const { page } = amina
  for (const one of [page, per.page]) await one.goto(`/studies/${id}`)
  await goToEndOf(per.page, 'Summary')
  await per.page.keyboard.type('The walking group walks.')
  await expect(textOf(page, 'Summary')).toContainText('walks')
  await per.page.getByRole('button', { name: `${say('hold.take')}: ${place}` }).click()
  await expect(wordsOf(page, place).locator('.held')).toContainText('Per Officer')
  await goToEndOf(per.page, 'Summary')

  await test.step('what others see of them', async () => {
    await page
      .getByRole('complementary')
      .getByRole('button', { name: `${say('follow.start')}: Per Officer` })
      .click()
    await expect(page.locator('.follow-bar')).toContainText('Summary')
    await page.keyboard.press('Control+Shift+h')
    const bar = page.getByRole('search', { name: say('find.title') })
    await bar.getByLabel(say('find.what')).fill('walk')
    await expect(bar).toContainText(say('find.found', { count: 2 }))
    await bar.getByRole('button', { name: say('find.next') }).click()
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      await expectNoViolationsInAnyLook(page, '.find-bar', '.follow-bar', '.held')
    }
  })

  await test.step('and who holds the section, who finds nothing there', async () => {
    await per.page.keyboard.press('Control+Shift+h')
    const bar = per.page.getByRole('search', { name: say('find.title') })
    await bar.getByLabel(say('find.what')).fill('nowhere')
    await expect(bar).toContainText(say('find.none'))
    await expectNoViolationsInAnyLook(per.page, '.find-bar', '.held')
  })
  await close()
})
