import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { TestServer } from '../../support/server.ts'
import { desktop } from '../steps/people.ts'
import type { Inspecting } from './routes.ts'

export async function lookAtExample(
  server: TestServer,
  browser: Browser,
  context: BrowserContext,
  page: Page,
  inspect: Inspecting,
  language: Language,
): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'The Tuesday Door' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The Tuesday Door' })).toBeVisible()
  await expect(page.getByText('Harbour Rigs is the old fishing streets')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'example' })
  const say = translator(language)
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('balance.title') }).click()
  await expect(page.getByRole('table', { name: say('balance.table') })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'example-balance' })
  await page.keyboard.press('Escape')

  // axe needs scripts of its own, so only the app's are kept away; the last look is at a browser that runs none at all.
  const storageState = await context.storageState()
  const withoutApp = await browser.newContext({ baseURL: server.url, viewport: desktop, storageState })
  await withoutApp.route('**/assets/*.js', (route) => route.abort())
  const reading = await withoutApp.newPage()
  await reading.goto(page.url())
  await reading.getByLabel(translator(language)('reading.voices')).check()
  await inspect.of(reading, { route: '/studies/:id', name: 'reading' })
  await withoutApp.close()

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url, viewport: desktop, storageState })
  const plainPage = await plain.newPage()
  await plainPage.goto(page.url())
  await expect(plainPage.getByText('Harbour Rigs is the old fishing streets')).toBeVisible()
  await plain.close()
}

export async function lookAtNothing(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.goto(`/nothing-here?lang=${language}`)
  await expect(page.getByRole('heading', { level: 1, name: say('errorPage.notFound.title') })).toBeVisible()
  await inspect.of(page, { route: '*', name: 'error-nothing-here' })
  await page.goto('/')
  for (const [address, route, name] of [
    ['/nothing-here', '*', 'app-nothing-here'],
    ['/studies/nothing-here', '/studies/:id', 'app-no-study'],
  ] as const) {
    await page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, address)
    await expect(page.getByRole('heading', { level: 1, name: say('notFound.title') })).toBeVisible()
    await inspect.of(page, { route, name })
  }
}
