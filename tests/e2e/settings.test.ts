import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { z } from 'zod'
import { sharedServer, type TestServer } from '../support/server.ts'
import { axeOn } from './steps/axe.ts'
import { desktop, nowhere, ofThisTest, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { sent } from './steps/studies.ts'

const say = translator('en')
const shots = 'settings'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

for (const [size, viewport] of Object.entries({ '1366': desktop, '360': phone }))
  test(`settings hold at once, on the next page before any program runs, and on the pages of the server: ${size} px`, async ({
    browser,
  }) => {
    const { page, context } = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@example.org'), viewport })
    const root = page.locator('html')
    await page.goto('/account')
    await page.getByRole('radio', { name: say('settings.colours.dark') }).check()
    await expect(root).toHaveCSS('color-scheme', 'dark')
    await page.getByRole('radio', { name: say('settings.textSize.largest') }).check()
    await page.getByRole('radio', { name: say('settings.motion.reduced') }).check()
    await expect(page.getByText(say('settings.kept'))).toBeAttached()
    await keepPicture(page, `${shots}/dark-${size}`, { fullPage: true })
    await expectNoViolations(page)
    await page.getByRole('radio', { name: say('settings.contrast.high') }).check()
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(0, 0, 0)')
    await keepPicture(page, `${shots}/high-contrast-${size}`, { fullPage: true })
    await expectNoViolations(page)
    await expect
      .poll(async () => await (await page.request.get('/api/me/preferences')).json())
      .toMatchObject({ colours: 'dark', contrast: 'high', motion: 'reduced', textSize: 'largest' })
    for (const path of ['/', '/look', '/studies/none']) {
      const answer = await page.request.get(path, { headers: { accept: 'text/html' } })
      expect(await answer.text(), path).toContain('data-colours="dark" data-contrast="high"')
    }
    // Nothing is wider than the page, however large the text.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: say('data.download') }).click()
    expect((await download).suggestedFilename()).toBe('samskriv-my-data.json')
    await context.close()
  })

test('another language is there at one press, in what stands on the page and in what comes later, and stays', async ({ browser }) => {
  const { page, context } = await signIn(browser, server, { name: 'Nora Resident', email: ofThisTest('nora@example.org'), opens: nowhere })
  const study = { title: 'The yard', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = z.object({ id: z.string() }).parse(await sent(page, '/api/studies', study))
  await sent(page, `/api/studies/${id}/capacity`, { sector: 'community', subtype: 'resident' })
  await page.goto(`/studies/${id}`)
  const menu = (name: string) => page.getByRole('banner').getByRole('navigation').getByText(name)
  for (const language of ['nb', 'sv'] as const) {
    const there = translator(language)
    await menu('Nora Resident').click()
    await page.getByRole('button', { name: say(`language.${language}`), exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.getByRole('toolbar', { name: there('toolbar.label') })).toBeAttached()
    await expect(page.getByRole('complementary', { name: there('threads.panel') })).toBeAttached()
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.getByRole('complementary', { name: there('threads.panel') })).toBeAttached()
  }
  await context.close()
})

test('whoever is not signed in says without JavaScript how the pages should look', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'en-GB', baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: say('settings.footer') }).click()
  await page.getByLabel(say('settings.contrast.high')).check()
  await page.getByLabel(say('settings.colours.dark')).check()
  await keepPicture(page, `${shots}/look-360`, { fullPage: true })
  await page.getByRole('button', { name: say('settings.save') }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(0, 0, 0)')
  await keepPicture(page, `${shots}/sign-in-high-contrast-360`)
  await context.close()
})

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await (await axeOn(page)).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
}
