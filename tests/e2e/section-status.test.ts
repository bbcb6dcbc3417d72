import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'
import { goToEndOf, expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const section = (page: Page, title: string) => page.locator('section.section').filter({ has: page.getByRole('heading', { name: title }) })
const statusOf = (page: Page, title: string) => section(page, title).locator('.section-state .status-mark')
const changeStatus = (page: Page, title: string) =>
  page.getByRole('button', { name: say('sectionStatus.changeOf', { section: title }), exact: true })

/** By mouse. Sections above that are laid out just now may move the button away under the press: then it is pressed again, as one does. */
async function openStatus(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: say('sectionStatus.title') })
  await expect(async () => {
    if (!(await dialog.isVisible())) await changeStatus(page, title).click({ timeout: 2_000 })
    await expect(dialog).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
}

test('people say how far a section has come, by keyboard, and others see it at once', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'status')
  for (const { page } of [amina, per]) {
    await page.goto(`/studies/${id}`)
    await expect(page.getByRole('textbox').first()).toBeVisible()
  }

  await test.step('ready to read, with who sees to it and until when', async () => {
    const { page } = amina
    await changeStatus(page, 'Summary').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: say('sectionStatus.title') })
    await expect(dialog.getByRole('radio', { name: say('sectionStatus.not-started') })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(dialog.getByRole('radio', { name: say('sectionStatus.ready-to-read') })).toBeChecked()
    await dialog.getByLabel(say('sectionStatus.owner')).selectOption('Per Officer')
    await dialog.getByLabel(say('sectionStatus.due')).fill('2026-12-31')
    await keepPicture(page, 'section-status-1366x768')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(changeStatus(page, 'Summary')).toBeFocused()
  })

  await test.step('the other sees it without doing anything, in the text and in the outline', async () => {
    await expect(statusOf(per.page, 'Summary')).toContainText(say('sectionStatus.ready-to-read'))
    const line = section(per.page, 'Summary').locator('.section-state')
    await expect(line).toContainText(say('sectionStatus.seesTo', { name: 'Per Officer' }))
    await expect(line).toContainText('31 December 2026')
    await expect(line).toContainText('Amina Resident')
    const outline = per.page.getByRole('navigation', { name: say('study.outline') })
    await expect(outline.getByRole('link', { name: /Summary/ })).toContainText(say('sectionStatus.ready-to-read'))
  })

  await test.step('not for us asks why', async () => {
    const { page } = per
    await page.setViewportSize(phone)
    await openStatus(page, 'What got in the way')
    const dialog = page.getByRole('dialog', { name: say('sectionStatus.title') })
    await dialog.getByRole('radio', { name: say('sectionStatus.not-for-us') }).check()
    await dialog.getByRole('button', { name: say('action.save') }).click()
    await expect(dialog.getByRole('alert')).toBeFocused()
    await keepPicture(page, 'section-status-reason-360x740')
    await dialog.getByRole('link', { name: say('sectionStatus.reason.empty') }).click()
    await expect(dialog.getByRole('textbox', { name: say('sectionStatus.reason') })).toBeFocused()
    await page.keyboard.type('Nothing did, so far')
    await dialog.getByRole('button', { name: say('action.save') }).click()
    await expect(dialog).toBeHidden()
    const told = say('sectionStatus.because', { reason: 'Nothing did, so far' })
    await expect(statusOf(amina.page, 'What got in the way')).toContainText(told)
    await expect(amina.page.locator('.document-header')).toContainText(say('sectionStatus.progress', { done: 1, total: 14 }))
    await page.setViewportSize(desktop)
  })

  await test.step('what somebody else said meanwhile is told before it is replaced', async () => {
    const { page } = amina
    await openStatus(page, 'Who works together')
    const mine = page.getByRole('dialog', { name: say('sectionStatus.title') })
    await mine.getByRole('radio', { name: say('sectionStatus.in-progress') }).check()
    await openStatus(per.page, 'Who works together')
    const theirs = per.page.getByRole('dialog', { name: say('sectionStatus.title') })
    await theirs.getByRole('radio', { name: say('sectionStatus.done') }).check()
    await theirs.getByRole('button', { name: say('action.save') }).click()
    await expect(theirs).toBeHidden()
    await mine.getByRole('button', { name: say('action.save') }).click()
    await expect(mine.getByRole('alert')).toContainText(say('sectionStatus.done'))
    await expect(mine.getByRole('radio', { name: say('sectionStatus.in-progress') })).toBeChecked()
    await mine.getByRole('button', { name: say('action.save') }).click()
    await expect(mine).toBeHidden()
    await expect(statusOf(per.page, 'Who works together')).toContainText(say('sectionStatus.in-progress'))
  })

  await test.step('the words stand beside the template’s guide', async () => {
    await textOf(amina.page, 'Summary').click()
    await amina.page.keyboard.type('Four words by Amina')
    await expect(section(amina.page, 'Summary').locator('.section-state')).toContainText(
      `${say('count.words', { count: 4 })} (${say('section.words.guide', { min: 120, max: 220 })})`,
    )
    await expectSaveState(amina.page, 'save.saved')
  })
  await close()
})

test('a steward adds a section while others write, and takes it away as long as nobody has written in it', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'own-section')
  for (const { page } of [amina, per]) {
    await page.goto(`/studies/${id}`)
    await expect(page.getByRole('textbox').first()).toBeVisible()
  }
  const dialog = amina.page.getByRole('dialog', { name: say('ownSections.title') })
  const open = async (): Promise<void> => {
    await amina.page.getByRole('button', { name: say('study.menu') }).click()
    await amina.page.getByRole('menuitem', { name: say('ownSections.title') }).click()
  }
  const add = async (title: string): Promise<void> => {
    await open()
    await dialog.getByLabel(say('ownSections.name')).fill(title)
    await dialog.getByLabel(say('ownSections.question')).fill('What grows there?')
    await amina.page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(amina.page.getByRole('heading', { name: title })).toBeFocused()
  }

  await test.step('whoever is writing goes on writing, and writes in the new one', async () => {
    await textOf(per.page, 'Summary').click()
    await per.page.keyboard.type('I am in the middle ')
    await add('Our garden')
    await expect(per.page.getByRole('heading', { name: 'Our garden' })).toBeAttached()
    await per.page.keyboard.type('of a sentence.')
    await expect(textOf(per.page, 'Summary')).toContainText('I am in the middle of a sentence.')
    await goToEndOf(per.page, 'Our garden')
    await per.page.keyboard.type('Beans and peas.')
    await expectSaveState(per.page, 'save.saved')
    await expect(section(amina.page, 'Our garden')).toContainText('Beans and peas.')
    await expect(section(amina.page, 'Our garden')).toContainText('What grows there?')
    await keepPicture(amina.page, 'own-section-1366x768')
  })

  await test.step('an empty one goes, one with words stays and says why', async () => {
    await add('Left over')
    await open()
    await keepPicture(amina.page, 'own-sections-dialog-1366x768')
    await dialog.getByRole('button', { name: say('ownSections.remove', { section: 'Left over' }) }).click()
    await expect(amina.page.getByRole('heading', { name: 'Left over' })).toHaveCount(0)
    await dialog.getByRole('button', { name: say('ownSections.remove', { section: 'Our garden' }) }).click()
    await expect(dialog.getByRole('alert')).toHaveText(say('problem.section-has-words'))
    await amina.page.keyboard.press('Escape')
    await expect(per.page.getByRole('heading', { name: 'Left over' })).toHaveCount(0)
    await expect(section(amina.page, 'Our garden')).toContainText('Beans and peas.')
  })

  await test.step('names and questions are asked for', async () => {
    await open()
    await dialog.getByRole('button', { name: say('ownSections.title') }).click()
    await expect(dialog.getByRole('alert')).toBeFocused()
    await dialog.getByRole('link', { name: say('ownSections.question.empty') }).click()
    await expect(dialog.getByLabel(say('ownSections.question'))).toBeFocused()
  })
  await close()
})

test('a section has an address to pass on, which leads to its title with and without JavaScript', async ({ browser }) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'address')
  await amina.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = amina
  const title = 'What changed'
  await page.goto(`/studies/${id}`)
  const copy = page.getByRole('button', { name: say('section.copyLinkOf', { section: title }) })
  await copy.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: say('section.copied') })).toBeAttached()
  const address = await page.evaluate(() => navigator.clipboard.readText())
  expect(address).toBe(`${server.url}/studies/${id}#section-what-changed`)

  await test.step('in the app', async () => {
    await page.goto('/')
    await page.goto(address)
    await expect(copy, 'the app, and no longer the page that the server made').toBeVisible()
    await expect(page.getByRole('heading', { name: title })).toBeFocused()
    await expect(page.getByRole('heading', { name: title })).toBeInViewport()
  })

  await test.step('without JavaScript', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: phone,
      storageState: await amina.context.storageState(),
    })
    const reading = await context.newPage()
    await reading.goto(address)
    await expect(reading.getByRole('heading', { name: title })).toBeInViewport()
    await expect(reading.getByRole('heading', { name: title })).toBeFocused()
    await context.close()
  })
  await close()
})
