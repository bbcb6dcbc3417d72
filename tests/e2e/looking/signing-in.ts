import { expect, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { TestServer } from '../../support/server.ts'
import type { DecliningProvider } from '../steps/declining-provider.ts'
import type { Inspecting } from './routes.ts'

export async function lookAtSettingUp(server: TestServer, page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.goto(`${await server.setupLink()}?lang=${language}`)
  await inspect.of(page, { route: '/setup/:token', name: 'set-up' })
  await page.getByRole('button', { name: say('setup.submit') }).click()
  await inspect.of(page, { route: '/setup/:token', name: 'set-up-error' })
  await page.goto(`/setup/used-up?lang=${language}`)
  await inspect.of(page, { route: '/setup/:token', name: 'set-up-expired' })
}

export async function lookAtSigningIn(server: TestServer, page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const email = `reader-${language}@example.org`
  await page.goto(`/sign-in?lang=${language}`)
  await inspect.of(page, { route: '/sign-in', name: 'sign-in' })
  await page.getByRole('button', { name: say('signIn.submit') }).click()
  await inspect.of(page, { route: '/sign-in', name: 'sign-in-error' })
  await page.getByLabel(say('signIn.email.label')).fill(email)
  await page.getByRole('button', { name: say('signIn.submit') }).click()
  await inspect.of(page, { route: '/sign-in/code', name: 'sign-in-code' })

  const { links, code } = await server.mailTo(email)
  const link = links.find((address) => address.includes('/sign-in/link/'))
  await page.goto(`${link}?lang=${language}`)
  await inspect.of(page, { route: '/sign-in/link/:token', name: 'sign-in-link' })
  await page.goto(`/sign-in/link/used-up?lang=${language}`)
  await inspect.of(page, { route: '/sign-in/link/:token', name: 'sign-in-link-expired' })

  await page.goto(`/sign-in/code?lang=${language}`)
  const wrong = code === '000000' ? '111111' : '000000'
  const tryIt = async (): Promise<void> => {
    await page.getByLabel(say('signIn.code.label')).fill(wrong)
    await page.getByRole('button', { name: say('signIn.code.submit') }).click()
  }
  await tryIt()
  await inspect.of(page, { route: '/sign-in/code', name: 'sign-in-code-wrong' })
  const noMore = page.getByText(say('signIn.code.used'))
  await expect(async () => {
    if (!(await noMore.isVisible())) await tryIt()
    await expect(noMore).toBeVisible({ timeout: 500 })
  }).toPass()
  await inspect.of(page, { route: '/sign-in/code', name: 'sign-in-code-used' })
}

/** The page that leads on to the provider, which is held up there, and the one on which who cancelled comes back. */
export async function lookAtSigningInElsewhere(
  provider: DecliningProvider,
  page: Page,
  inspect: Inspecting,
  language: Language,
): Promise<void> {
  const say = translator(language)
  const { name, url } = provider
  await page.goto(`/sign-in?lang=${language}`)
  // An answer without content leaves the browser where it is.
  await page.route(`${url}/**`, (route) => route.fulfill({ status: 204 }))
  await page.getByRole('button', { name: say('signIn.oidc.submit', { name }) }).click()
  const on = page.getByRole('link', { name: say('signIn.oidc.going.link', { name }) })
  await expect(on).toBeVisible()
  await inspect.of(page, { route: '/sign-in', name: 'sign-in-elsewhere' })
  await page.unroute(`${url}/**`)
  await on.click()
  await expect(page.getByText(say('signIn.oidc.cancelled', { name }))).toBeVisible()
  await inspect.of(page, { route: '/sign-in/oidc/callback', name: 'sign-in-elsewhere-cancelled' })
}

export async function lookAtTheRest(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  await page.goto(`/signed-out?lang=${language}`)
  await inspect.of(page, { route: '/signed-out', name: 'signed-out' })
  await page.goto(`/outbox?lang=${language}`)
  await inspect.of(page, { route: '/outbox', name: 'outbox' })
  await page.goto(`${await page.locator('main li a').first().getAttribute('href')}?lang=${language}`)
  await inspect.of(page, { route: '/outbox/:name', name: 'outbox-mail' })
  await page.goto(`/api/docs?lang=${language}`)
  await inspect.of(page, { route: '/api/docs', name: 'api-docs' })
  await page.goto(`/verify?lang=${language}`)
  await page.getByRole('button', { name: translator(language)('verify.submit') }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await inspect.of(page, { route: '/verify', name: 'verify' })
  await page.goto(`/look?lang=${language}`)
  await inspect.of(page, { route: '/look', name: 'look' })
  // What a browser shows in the place of a page that it can't reach.
  await page.goto(`/shell?lang=${language}`)
  await expect(page.getByRole('heading', { level: 1, name: translator(language)('offline.page.title') })).toBeVisible()
  await inspect.of(page, { route: '/shell', name: 'no-connection' })
}
