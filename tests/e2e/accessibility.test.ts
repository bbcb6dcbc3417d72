import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { languages, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { desktop, phone, sayWhoIAm, signIn } from './steps/people.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server.stop()
})

/** WCAG 2.2 AA and axe's own best practice, colour contrast included. */
async function expectNoViolations(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`),
    `axe on ${name}`,
  ).toEqual([])
}

/** Nothing may be wider than the narrowest screen we promise. */
async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overflow, `${name} at 320 px scrolls sideways`).toBe(0)
  await page.setViewportSize(desktop)
}

async function picture(page: Page, name: string): Promise<void> {
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size)
    await page.screenshot({ path: `artifacts/screenshots/${name}-${size.width}x${size.height}.png` })
  }
  await page.setViewportSize(desktop)
}

async function inspect(page: Page, language: Language, name: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expectNoViolations(page, `${name} (${language})`)
  await expectNoSidewaysScroll(page, `${name} (${language})`)
  await picture(page, `${language}-${name}`)
}

for (const language of languages) {
  test(`every page is free of axe violations and fits 320 px, in ${language}`, async ({ browser }) => {
    test.setTimeout(180_000)
    const say = translator(language)

    await test.step('the pages before signing in', async () => {
      const context = await browser.newContext({ viewport: desktop, baseURL: server.url, locale: language })
      const page = await context.newPage()
      await page.goto(`/sign-in?lang=${language}`)
      await inspect(page, language, 'sign-in')
      await page.getByRole('button', { name: say('signIn.submit') }).click()
      await inspect(page, language, 'sign-in-error')
      await page.getByLabel(say('signIn.email.label')).fill(`reader-${language}@example.org`)
      await page.getByRole('button', { name: say('signIn.submit') }).click()
      await inspect(page, language, 'sign-in-code')
      const mail = await server.mailTo(`reader-${language}@example.org`)
      const link = mail.links.find((address) => address.includes('/sign-in/link/'))
      await page.goto(`${link}?lang=${language}`)
      await inspect(page, language, 'sign-in-link')
      await page.goto(`/outbox?lang=${language}`)
      await inspect(page, language, 'outbox')
      await page.goto(`/nothing-here?lang=${language}`)
      await expectNoViolations(page, `not found (${language})`)
      await context.close()
    })

    const { page, context } = await signIn(browser, server, { name: `Kari ${language}`, email: `kari-${language}@example.org`, language })

    await test.step('home, and the form for a new case study', async () => {
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()
      await expect(page.getByText('The Tuesday Door').first()).toBeVisible()
      await inspect(page, language, 'home')
      await page
        .getByRole('link', { name: say('home.new') })
        .first()
        .click()
      await expect(page.getByRole('heading', { level: 1, name: say('newStudy.title') })).toBeVisible()
      await expect(page.getByRole('radio').nth(3)).toBeVisible()
      await inspect(page, language, 'new-study')
      await page.getByRole('button', { name: say('newStudy.submit') }).click()
      await inspect(page, language, 'new-study-error')
    })

    await test.step('the question who one is here as, and the study page', async () => {
      await page.getByLabel(say('newStudy.name.label')).fill('Gåkafé · Café')
      await page.getByLabel(say('newStudy.place.label')).fill('Östersund')
      await page.locator('input[name="templateId"]').first().check()
      await page.getByRole('button', { name: say('newStudy.submit') }).click()
      await expect(page.getByRole('heading', { level: 1, name: say('capacity.title') })).toBeVisible()
      await inspect(page, language, 'capacity')
      await sayWhoIAm(page, 'third', 'charity', language)
      await expect(page.getByRole('textbox').first()).toBeVisible()
      await inspect(page, language, 'study')
      await page.getByRole('button', { name: say('study.menu') }).click()
      await expectNoViolations(page, `the study's menu (${language})`)
      await page.getByRole('menuitem', { name: say('people.title') }).click()
      await expectNoViolations(page, `people (${language})`)
      await picture(page, `${language}-people`)
      await page.keyboard.press('Escape')
    })

    await test.step('the example, and the reading page without JavaScript', async () => {
      await page.goto('/')
      await page.getByRole('link', { name: 'The Tuesday Door' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'The Tuesday Door' })).toBeVisible()
      await expect(page.getByText('Harbour Rigs is the old fishing streets')).toBeVisible()
      await inspect(page, language, 'example')
      const plain = await browser.newContext({
        javaScriptEnabled: false,
        baseURL: server.url,
        viewport: desktop,
        storageState: await context.storageState(),
      })
      const reading = await plain.newPage()
      await reading.goto(page.url())
      await expect(reading.getByText('Harbour Rigs is the old fishing streets')).toBeVisible()
      for (const size of [desktop, phone]) {
        await reading.setViewportSize(size)
        await reading.screenshot({ path: `artifacts/screenshots/${language}-reading-${size.width}x${size.height}.png` })
      }
      await plain.close()
    })
    await context.close()
  })
}
