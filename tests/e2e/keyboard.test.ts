import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { tabTo } from './steps/by-keyboard.ts'
import { zoomed } from './steps/fitting.ts'
import { desktop, ofThisTest } from './steps/people.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

for (const viewport of [desktop, zoomed])
  test(`the whole flow works by keyboard alone, and nothing hides where one is: sign in, start, say who I am, write with tools, leave the text, download, at ${viewport.width} px`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport, baseURL: server.url })
    const page = await context.newPage()
    const email = ofThisTest('keys@example.org')

    await test.step('sign in', async () => {
      await page.goto('/')
      await tabTo(page, page.getByLabel(say('signIn.email.label')))
      await page.keyboard.type(email)
      await page.keyboard.press('Enter')
      const { code = '' } = await server.mailTo(email)
      await tabTo(page, page.getByLabel(say('signIn.code.label')))
      await page.keyboard.type(code)
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByRole('textbox', { name: say('setup.name.label') }))
      await page.keyboard.type('Kaja Keys')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()
    })

    await test.step('start a case study', async () => {
      await tabTo(page, page.getByRole('link', { name: say('home.new') }).first())
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByLabel(say('newStudy.name.label')))
      await page.keyboard.type('By keyboard')
      await tabTo(page, page.getByLabel(say('newStudy.place.label')))
      await page.keyboard.type('Falun')
      await tabTo(page, page.locator('input[name="templateId"]').first())
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: say('capacity.title') })).toBeVisible()
    })

    await test.step('say who I am here as', async () => {
      await tabTo(page, page.locator('input[name="sector"]').first())
      await page.keyboard.press('Space')
      await tabTo(page, page.locator('input[name="subtype"]').first())
      await page.keyboard.press('Space')
      await tabTo(page, page.getByRole('button', { name: say('capacity.confirm') }))
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: 'By keyboard' })).toBeVisible()
      // What stands beside the text comes a moment later, and makes the outline narrower under the focus.
      await expect(page.getByRole('group', { name: say('threads.panel.choose') }).or(page.locator('.threads-button'))).toBeVisible()
    })

    await test.step('write, use the tools, and leave the text with Escape', async () => {
      const text = textOf(page, 'Summary')
      await tabTo(page, text)
      await page.keyboard.type('First words.')
      await page.keyboard.press('Enter')
      await page.keyboard.type('A list')
      await page.keyboard.press('Alt+F10')
      const toolbar = page.getByRole('toolbar', { name: say('toolbar.label') })
      await expect(toolbar.locator(':focus')).toHaveCount(1)
      const bullets = toolbar
        .getByRole('button', { name: new RegExp(say('toolbar.bulletList')) })
        .or(toolbar.getByRole('radio', { name: new RegExp(say('toolbar.bulletList')) }))
      for (let presses = 0; presses < 15 && !(await bullets.evaluate((element) => element === document.activeElement)); presses++)
        await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      await expect(text.getByRole('list')).toBeVisible()
      // The tool gives the focus back to the words by itself, a moment later.
      await expect(text).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(text).not.toBeFocused()
      await expectSaveState(page, 'save.saved')
    })

    await test.step('download', async () => {
      await page.keyboard.press('Control+Home')
      // The browser scrolls there bit by bit, and would scroll away from what Tab brings into sight meanwhile.
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0)
      const menu = page.getByRole('button', { name: say('study.menu') })
      await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined))
      await tabTo(page, menu)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('menuitem', { name: say('download.open') })).toBeFocused()
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByRole('button', { name: say('download.submit'), exact: true }))
      const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
      expect(file.suggestedFilename()).toMatch(/\.html$/)
    })
    await context.close()
  })
