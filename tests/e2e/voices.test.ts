import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

/** The marked stretches of a text, each with the letter of its sector and the name behind it. */
async function markedIn(page: Page): Promise<string[][]> {
  const pieces = await textOf(page, 'Summary')
    .locator('.said')
    .evaluateAll((spans) =>
      spans.map((span) => [span.getAttribute('data-letter') ?? '', span.getAttribute('title') ?? '', span.textContent ?? '']),
    )
  // What one person says without a break is one, in however many pieces it is drawn.
  return pieces.reduce<string[][]>((all, [letter = '', name = '', text = '']) => {
    const last = all.at(-1)
    if (last?.[0] !== letter || last[1] !== name) return [...all, [letter, name, text]]
    return [...all.slice(0, -1), [letter, name, `${last[2]}${text}`]]
  }, [])
}

test('who said what is seen while both write, on both screens, also of words that the other has made into a list', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'voices')

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
    await keepPicture(amina.page, 'voices-1366x768')
  })

  await test.step('the same is counted', async () => {
    await per.page.setViewportSize(phone)
    await per.page.getByRole('button', { name: say('study.menu') }).click()
    await per.page.getByRole('menuitem', { name: say('balance.title') }).click()
    const table = per.page.getByRole('table', { name: say('balance.table') })
    await expect(table.getByRole('row', { name: /Community/ })).toContainText('7')
    await expect(table.getByRole('row', { name: /Public sector/ })).toContainText('4')
    await keepPicture(per.page, 'voices-balance-360x740')
  })

  await test.step('hidden again, nothing is marked', async () => {
    await amina.page.getByLabel(say('voices.show')).uncheck()
    await expect.poll(() => markedIn(amina.page)).toEqual([])
  })
  await close()
})
