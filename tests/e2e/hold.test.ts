import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { place } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { Cable, expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const take = (page: Page, section: string): Locator => page.getByRole('button', { name: `${say('hold.take')}: ${section}` })
const give = (page: Page, section: string): Locator => wordsOf(page, section).getByRole('button', { name: say('hold.give') })

test('[CTAUR 5] a section is edited quietly: others see who holds it, read along, lose nothing, and get it back', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'hold')
  const cable = await Cable.to(amina.page)
  for (const one of [amina, per]) await one.page.goto(`/studies/${id}`)
  await goToEndOf(amina.page, place)
  await amina.page.keyboard.type('Written before. ')
  await expectSaveState(amina.page, 'save.saved')

  await test.step('he takes it by keyboard, and goes on writing', async () => {
    await take(per.page, place).focus()
    await per.page.keyboard.press('Enter')
    await expect(wordsOf(per.page, place)).toContainText(say('hold.mine', { minutes: 10 }))
    await goToEndOf(per.page, place)
    await per.page.keyboard.type('In peace.')
    await expectSaveState(per.page, 'save.saved')
  })

  await test.step('she is told at once, reads along, and writes elsewhere', async () => {
    await expect(wordsOf(amina.page, place)).toContainText('Per Officer edits this section alone now, since')
    await expect(textOf(amina.page, place)).toHaveCount(0)
    await expect(wordsOf(amina.page, place)).toContainText('In peace.')
    await expect(wordsOf(amina.page, place).locator('.held')).toBeFocused()
    await keepPicture(amina.page, 'held-1366x768')
    await goToEndOf(amina.page, 'Summary')
    await amina.page.keyboard.type('Meanwhile.')
    await expectSaveState(amina.page, 'save.saved')
  })

  await test.step('he gives it back, and both write there again', async () => {
    await give(per.page, place).click()
    await expect(textOf(amina.page, place)).toBeVisible()
    await goToEndOf(amina.page, place)
    await amina.page.keyboard.type(' Together.')
    await expect(textOf(per.page, place)).toContainText('In peace. Together.')
  })

  await test.step('what she wrote without a network while he held it is kept for her', async () => {
    await cable.cut(amina.page)
    await amina.page.keyboard.type(' On the bus.')
    await take(per.page, place).click()
    await expect(wordsOf(per.page, place)).toContainText(say('hold.mine', { minutes: 10 }))
    await cable.mend(amina.page)
    const kept = amina.page.getByRole('region', { name: say('recovery.title') })
    await expect(kept).toContainText('On the bus.', { timeout: 20_000 })
    await expect(wordsOf(amina.page, place)).not.toContainText('On the bus.')
    await expect(wordsOf(per.page, place)).not.toContainText('On the bus.')
  })

  await test.step('a steward opens it again', async () => {
    await give(amina.page, place).click()
    await expect(textOf(amina.page, place)).toBeVisible()
    await expect(take(per.page, place)).toBeVisible()
  })

  await test.step('an editor can’t open what somebody else holds', async () => {
    await take(amina.page, place).click()
    await expect(wordsOf(per.page, place)).toContainText('Amina Resident edits this section alone now')
    await expect(give(per.page, place)).toHaveCount(0)
    await per.page.setViewportSize(phone)
    await wordsOf(per.page, place).scrollIntoViewIfNeeded()
    await keepPicture(per.page, 'held-360x740')
  })
  await close()
})
