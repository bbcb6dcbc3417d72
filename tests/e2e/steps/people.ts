import { expect, test, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import type { Language, Sector } from '@samskriv/domain'
import { sectorLabel, subtypesOf } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

/** Somebody with a browser of their own. */
export interface Somebody {
  readonly name: string
  readonly email: string
  readonly context: BrowserContext
  readonly page: Page
}

export const desktop = { width: 1366, height: 768 }
export const phone = { width: 360, height: 740 }

interface Arriving {
  readonly name: string
  readonly email: string
  readonly viewport?: typeof desktop
  readonly language?: Language
  /** What their page opens. {@link nowhere} costs nothing, for who goes on at once. */
  readonly opens?: string
}

/** @returns the address for this test alone, on a server that it shares with others */
export function ofThisTest(email: string): string {
  return email.replace('@', `.${test.info().testId}@`)
}

/** An address of the server that is no page of ours: from there one asks it for things, as from any other. */
export const nowhere = '/healthz'

/** With a mailed code, as a program asks for one: the account is made on the way. With the pages: {@link signInByHand}. */
export async function signIn(
  browser: Browser,
  server: TestServer,
  { name, email, viewport = desktop, language = 'en', opens = '/' }: Arriving,
): Promise<Somebody> {
  const context = await newContext(browser, { viewport, locale: localeOf(language), baseURL: server.url })
  const headers = { origin: server.url }
  const known = await codesTo(server, email)
  await sentTo(context, '/api/auth/email-code', { data: { email }, headers })
  await sentTo(context, '/api/auth/email-code/verify', { data: { email, code: await nextCode(server, email, known) }, headers })
  await sentTo(context, '/api/me', { method: 'PATCH', data: { name, language }, headers })
  const page = await context.newPage()
  await page.goto(opens)
  return { name, email, context, page }
}

/** Asks for a code, reads it in the outbox, and types it and their name, in a browser that comes for the first time. */
export async function signInByHand(
  browser: Browser,
  server: TestServer,
  { name, email, viewport = desktop, language = 'en' }: Omit<Arriving, 'opens'>,
): Promise<Somebody> {
  const say = translator(language)
  const context = await newContext(browser, { viewport, locale: localeOf(language), baseURL: server.url })
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
  return { name, email, context, page }
}

/** On the page that asks for an address: asks for a code, reads it in the outbox, and types it. */
export async function giveCode(page: Page, server: TestServer, email: string, language: Language = 'en'): Promise<void> {
  const say = translator(language)
  const known = await codesTo(server, email)
  await page.getByLabel(say('signIn.email.label')).fill(email)
  await page.getByRole('button', { name: say('signIn.submit') }).click()
  await page.getByLabel(say('signIn.code.label')).fill(await nextCode(server, email, known))
  await page.getByRole('button', { name: say('signIn.code.submit') }).click()
}

/** Pages of a file that is done go on living and computing until their browser ends: the next file closes them. */
const earlier = { file: '', contexts: new Set<BrowserContext>() }

async function newContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const { file } = test.info()
  if (file !== earlier.file) {
    await Promise.all(Array.from(earlier.contexts, async (context) => await context.close()))
    earlier.contexts.clear()
    earlier.file = file
  }
  const context = await browser.newContext(options)
  for (const one of browser.contexts()) earlier.contexts.add(one)
  return context
}

function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}

async function sentTo(context: BrowserContext, path: string, options: Parameters<BrowserContext['request']['fetch']>[1]): Promise<void> {
  const answer = await context.request.fetch(path, { method: 'POST', ...options })
  expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true)
}

async function codesTo(server: TestServer, email: string): Promise<number> {
  return (await server.outbox()).filter((mail) => mail.to === email && mail.code !== undefined).length
}

/** @param known - how many codes to them are in the outbox already */
async function nextCode(server: TestServer, email: string, known: number): Promise<string> {
  return await until(`a code for ${email} is in the outbox`, async () => {
    const withCode = (await server.outbox()).filter((mail) => mail.to === email && mail.code !== undefined)
    return withCode[known]?.code
  })
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
