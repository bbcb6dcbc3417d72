import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'

const say = translator('en')
const shots = 'first-run'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

for (const [size, viewport] of Object.entries({ '1366': desktop, '360': phone }))
  test(`whoever is new makes a copy to practise in, takes the tour by keyboard, and throws the copy away: ${size} px`, async ({
    browser,
  }) => {
    const { page, context } = await signIn(browser, server, { name: 'Ola New', email: `ola-${size}@example.org`, viewport })
    await expect(page.getByText(say('tour.offer'))).toBeVisible()
    await keepPicture(page, `${shots}/home-${size}`, { fullPage: true })
    await page.getByRole('button', { name: say('practice.make') }).click()
    await expect(page.getByText(say('practice.notice'))).toBeVisible()
    await expect(page.getByText(say('why.title')).first()).toBeVisible()
    await keepPicture(page, `${shots}/practice-${size}`)

    // Under each question of a section stands why it is asked.
    const help = page.locator('.section-help').first()
    await help.locator('summary').focus()
    await page.keyboard.press('Enter')
    const questions = page
      .getByRole('list', { name: say('section.questions') })
      .first()
      .getByRole('listitem')
    await expect(help.getByRole('term')).toHaveText(await questions.allTextContents())
    await expect(help.getByRole('definition')).toHaveCount(await questions.count())
    await expect(help.getByText(say('why.how'))).toBeVisible()
    await keepPicture(page, `${shots}/why-we-ask-${size}`)

    // From the help in the menu, and on by keys alone; the page behind stays in use.
    await page.getByText('Ola New', { exact: true }).first().click()
    await page.getByRole('button', { name: say('help.tour') }).click()
    const tour = page.getByRole('complementary', { name: say('tour.words.title') })
    await expect(tour).toBeVisible()
    await expect(tour.getByRole('heading')).toBeFocused()
    await keepPicture(page, `${shots}/tour-${size}`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: say('tour.show.title') })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: say('tour.show.title') })).toHaveCount(0)

    await page.goto('/')
    await expect(page.getByRole('button', { name: say('practice.open') })).toBeVisible()
    await expect(page.getByText(say('tour.offer'))).toHaveCount(0)
    await page.getByRole('button', { name: say('practice.throwAway') }).click()
    await page
      .getByRole('button', { name: say('practice.throwAway') })
      .last()
      .click()
    await expect(page.getByRole('button', { name: say('practice.make') })).toBeVisible()
    await context.close()
  })

test('Ctrl+/ shows the shortcuts, AltGr does not, and a switch turns them off for good', async ({ browser }) => {
  const { page, context } = await signIn(browser, server, { name: 'Ola New', email: 'keys@example.org' })
  const list = page.getByRole('dialog', { name: say('shortcuts.title') })
  await page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: '/', ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true }),
    ),
  )
  await expect(list).toHaveCount(0)
  await page.keyboard.press('Control+/')
  await expect(list).toBeVisible()
  // What can be done by keys alone is told, also what the tools of the text don't show.
  for (const [name, keys] of [
    [say('find.title'), 'Ctrl+Shift+H'],
    [say('shortcuts.nextPart'), 'F6'],
    [say('footnote.insert'), 'Ctrl+Alt+F'],
    [say('move.up'), 'Alt+Shift+↑'],
    [say('table.removeRow'), 'Ctrl+Shift+Backspace'],
  ] as const)
    await expect(list.getByText(name, { exact: true }).locator('xpath=..').locator('kbd')).toHaveText(keys)
  await keepPicture(page, `${shots}/shortcuts`)
  await list.getByRole('checkbox', { name: say('settings.shortcuts') }).uncheck()
  await expect(list.getByText(say('shortcuts.off'))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await (await page.request.get('/api/me/preferences')).json()).shortcuts).toBe(false)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()
  await page.keyboard.press('Control+/')
  await expect(list).toHaveCount(0)
  await context.close()
})
