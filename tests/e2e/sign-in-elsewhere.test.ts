import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { decliningProvider, type DecliningProvider } from './steps/declining-provider.ts'

let provider: DecliningProvider
let server: TestServer
test.beforeEach(async () => {
  provider = await decliningProvider()
  server = await startServer({ env: provider.env })
})
test.afterEach(async () => {
  await server.stop()
  await provider.close()
})

for (const javaScriptEnabled of [true, false]) {
  test(`one goes to the provider and comes back, in the language one has chosen, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
  }) => {
    const say = translator('nb')
    const { name } = provider
    const context = await browser.newContext({ javaScriptEnabled, baseURL: server.url, locale: 'en-GB' })
    const page = await context.newPage()
    // What the browser refuses, such as a form that is sent on to another host, it says here.
    const refused: string[] = []
    page.on(
      'console',
      (message) => message.type() === 'error' && message.text().includes('Content Security Policy') && refused.push(message.text()),
    )
    await page.goto('/sign-in?lang=nb&next=/studies/new')
    await page.getByRole('button', { name: say('signIn.oidc.submit', { name }) }).click()
    await expect(page.getByRole('alert')).toHaveText(say('signIn.oidc.cancelled', { name }))
    expect(new URL(page.url()).pathname).toBe('/sign-in/oidc/callback')
    expect(refused).toEqual([])
    await page.getByRole('link', { name: say('signIn.oidc.again') }).click()
    await expect(page.getByLabel(say('signIn.email.label'))).toBeVisible()
    expect(new URL(page.url()).searchParams.get('next')).toBe('/studies/new')
    await context.close()
  })
}

test('while the provider is away the page says so, and the button is back when it is', async ({ page }) => {
  const say = translator('en')
  const { name } = provider
  const button = page.getByRole('button', { name: say('signIn.oidc.submit', { name }) })
  await page.goto(`${server.url}/sign-in`)
  await expect(button).toBeVisible()
  await provider.close()
  await server.restart()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(say('signIn.oidc.unreachable', { name }))).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(button).toBeHidden()
  await expect(page.getByRole('button', { name: say('signIn.submit') })).toBeVisible()
  await provider.open()
  await expect(async () => {
    await page.reload()
    await expect(button).toBeVisible({ timeout: 500 })
  }).toPass()
})
