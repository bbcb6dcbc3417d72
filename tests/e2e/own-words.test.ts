import { expect, test, type Browser, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { giveCode, nowhere, ofThisTest, phone, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { openToEverybody, startStudy } from './steps/studies.ts'

const say = translator('en')
const question = 'Who pays the women who cook for everybody on Tuesdays?'

let server: TestServer
let eva: Somebody
let studyPath: string
let link: string
test.beforeEach(async ({ browser }) => {
  server = await sharedServer()
  eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
  studyPath = await startStudy(eva.page, 'The Tuesday door')
  ;({ link } = await openToEverybody(eva.page, studyPath, 'commenter'))
  await ask(eva.page, 'PUT', '/comments', { open: true })
})

test('a guest who goes on with an account that took part already still finds and takes back what they said as a guest', async ({
  browser,
}) => {
  const email = ofThisTest('dagny@home.example')
  const account = await signIn(browser, server, { name: 'Dagny', email, opens: nowhere })
  await comeIn(account.page)
  const page = await aPhone(browser)
  await comeIn(page)
  await ask(page, 'POST', '/threads', { kind: 'question', text: question, token: 'the-only-form-of-this-test' })
  await page.goto(`/sign-in?next=${encodeURIComponent(`${studyPath}/said?lang=en`)}`)
  await giveCode(page, server, email)
  await expect(page.getByRole('heading', { level: 1, name: say('said.title') })).toBeVisible()
  await expect(page.getByText(question)).toBeVisible()
  await takeBack(page)
})

test('whoever leaves is told what stays and led to their words first, and takes them back after they have left', async ({ browser }) => {
  const { page } = await signIn(browser, server, { name: 'Dagny', email: ofThisTest('dagny@home.example'), opens: nowhere })
  await comeIn(page)
  await ask(page, 'POST', '/threads', { kind: 'question', text: question, token: 'the-only-form-of-this-test' })
  await page.goto(studyPath)
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('leave.title'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(say('leave.words'))).toBeVisible()
  await expect(dialog.getByRole('link', { name: say('leave.takeBack') })).toHaveAttribute('href', `${studyPath}/said`)
  await keepPicture(page, 'leave-what-stays')
  await dialog.getByRole('button', { name: say('leave.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()

  await page.goto(studyPath)
  await expect(page.getByRole('heading', { level: 1, name: say('notFound.title') })).toBeVisible()
  await page.getByRole('link', { name: say('access.said.see') }).click()
  await expect(page.getByText(say('said.left'))).toBeVisible()
  await keepPicture(page, 'said-after-leaving', { fullPage: true })
  await takeBack(page)
})

async function takeBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${say('said.takeBack')}`) }).click()
  await page.getByRole('button', { name: say('takeBack.yes') }).click()
  await expect(page.getByText(say('takeBack.done'))).toBeVisible()
  await expect(page.getByText(question)).toHaveCount(0)
}

async function aPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: phone, locale: 'en-GB', baseURL: server.url })
  return await context.newPage()
}

async function comeIn(page: Page): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: say('join.submit') }).click()
  await expect(page).toHaveURL(new RegExp(studyPath))
  await ask(page, 'POST', '/capacity', { sector: 'community', subtype: 'resident' })
}

async function ask(page: Page, method: string, path: string, data: object): Promise<void> {
  const answer = await page.request.fetch(`${server.url}/api${studyPath}${path}`, { method, data, headers: { origin: server.url } })
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true)
}
