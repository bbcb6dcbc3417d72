import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import type { Language, Sector } from '@samskriv/domain'
import { sectorLabel, subtypesOf } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { TestServer } from '../../support/server.ts'

/** Somebody with a browser of their own. */
export interface Somebody {
  readonly name: string
  readonly email: string
  readonly context: BrowserContext
  readonly page: Page
}

export const desktop = { width: 1366, height: 768 }
export const phone = { width: 360, height: 740 }

/** Asks for a code, reads it in the outbox, and signs in with it: the account is made on the way. */
export async function signIn(
  browser: Browser,
  server: TestServer,
  { name, email, viewport = desktop, language = 'en' }: { name: string; email: string; viewport?: typeof desktop; language?: Language },
): Promise<Somebody> {
  const say = translator(language)
  const context = await browser.newContext({ viewport, locale: language === 'en' ? 'en-GB' : language, baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/')
  await giveCode(page, server, email, language)
  const home = page.getByRole('heading', { level: 1, name: say('home.title') })
  const fullName = page.locator('input[name="name"]')
  await expect(home.or(fullName)).toBeVisible()
  if (await fullName.isVisible()) {
    await fullName.fill(name)
    await fullName.press('Enter')
  }
  await expect(home).toBeVisible()
  await page.request.patch('/api/me', { data: { name, language }, headers: { origin: server.url } })
  await page.reload()
  return { name, email, context, page }
}

/** On the page that asks for an address: asks for a code, reads it in the outbox, and types it. */
export async function giveCode(page: Page, server: TestServer, email: string, language: Language = 'en'): Promise<void> {
  const say = translator(language)
  const known = (await server.outbox()).filter((mail) => mail.to === email && mail.code !== undefined).length
  await page.getByLabel(say('signIn.email.label')).fill(email)
  await page.getByRole('button', { name: say('signIn.submit') }).click()
  await page.getByLabel(say('signIn.code.label')).fill(await nextCode(server, email, known))
  await page.getByRole('button', { name: say('signIn.code.submit') }).click()
}

async function nextCode(server: TestServer, email: string, known: number): Promise<string> {
  let code: string | undefined
  await expect
    .poll(async () => {
      code = (await server.outbox()).filter((mail) => mail.to === email && mail.code !== undefined)[known]?.code
      return code
    })
    .toBeDefined()
  return code ?? ''
}

/** Answers "I am here as …" the way a person does; whoever may read first has to ask for the question. */
export async function sayWhoIAm(page: Page, sector: Sector, subtype: string, language: Language = 'en'): Promise<void> {
  const say = translator(language)
  const question = page.getByRole('heading', { level: 1, name: say('capacity.title') })
  const offer = page.getByRole('button', { name: say('capacity.offer'), exact: true })
  await expect(question.or(offer)).toBeVisible()
  if (await offer.isVisible()) await offer.click()
  await expect(question).toBeVisible()
  const answers = page.getByRole('group', { name: say('capacity.sector.label') })
  await answers.getByRole('radio', { name: new RegExp(sectorLabel(sector, language)) }).check()
  const label = subtypesOf(sector).find(({ id }) => id === subtype)?.label[language] ?? ''
  await page.getByRole('radio', { name: label, exact: true }).check()
  await page.getByRole('button', { name: say('capacity.confirm') }).click()
}
