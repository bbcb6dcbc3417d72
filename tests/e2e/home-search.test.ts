import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { sent } from './steps/studies.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })
const card = (page: Page, title: string) => page.getByRole('heading', { name: title, exact: true })

test('case studies are found by words and filters, which stay in the address', async ({ browser }) => {
  const { page, context } = await signIn(browser, server, { name: 'Sissel', email: 'sissel@example.org' })
  await expect(page.getByRole('heading', { name: say('home.empty.title') })).toBeVisible()
  await expect(page.getByRole('searchbox')).toBeHidden()
  for (let number = 1; number <= 28; number += 1) {
    const templateId = number % 7 === 0 ? 'jamlik-halsa' : 'cross-sector-collaboration'
    await sent(page, '/api/studies', { title: `Study ${number}`, place: number === 14 ? 'Ålesund' : 'Falun', language: 'en', templateId })
  }
  await page.reload()

  await test.step('a page at a time', async () => {
    await expect(card(page, 'Study 28')).toBeVisible()
    await expect(card(page, 'Study 1')).toHaveCount(0)
    await keepPicture(page, 'home-search-1366x768')
    await page.getByRole('link', { name: say('home.page.next') }).click()
    await expect(card(page, 'Study 1')).toBeVisible()
    await expect(page).toHaveURL(/\?page=2$/)
    await page.goBack()
    await expect(card(page, 'Study 28')).toBeVisible()
  })

  await test.step('words, by keyboard, without accents; the number is said aloud', async () => {
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('alesund')
    await page.keyboard.press('Enter')
    await expect(card(page, 'Study 14')).toBeVisible()
    await expect(card(page, 'Study 28')).toHaveCount(0)
    await expect(said(page, say('home.found', { count: 1 }))).toBeAttached()
    await expect(page).toHaveURL(/\?q=alesund$/)
    await expect(page.getByRole('searchbox')).toHaveValue('alesund')
  })

  await test.step('an address that was passed on or loaded again asks the same', async () => {
    await page.setViewportSize(phone)
    await page.goto('/?q=study&template=jamlik-halsa')
    await expect(page.getByRole('heading', { level: 2, name: /^Study/ })).toHaveCount(4)
    await expect(page.getByLabel(say('home.filter.template'))).toHaveValue('jamlik-halsa')
    await keepPicture(page, 'home-filtered-360x740')
    await page.getByLabel(say('home.filter.place'), { exact: true }).fill('ales')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 2, name: /^Study/ })).toHaveCount(1)
    await expect(card(page, 'Study 14')).toBeVisible()
  })

  await test.step('nothing found says so, and the way back is there', async () => {
    await page.getByLabel(say('home.filter.status')).selectOption('published')
    await expect(page.getByRole('heading', { name: say('home.nothing.title') })).toBeVisible()
    await keepPicture(page, 'home-nothing-360x740')
    await page.setViewportSize(desktop)
    await page.getByRole('button', { name: say('home.search.clear') }).click()
    await expect(card(page, 'Study 28')).toBeVisible()
    await expect(page).toHaveURL(`${server.url}/`)
    await expect(page.getByRole('searchbox')).toBeFocused()
  })

  await test.step('a server that does not answer is said, with a way to try again', async () => {
    await page.route('**/api/studies/search*', (route) => route.fulfill({ status: 500, json: {} }))
    await page.reload()
    await expect(page.getByRole('heading', { name: say('home.failed') })).toBeVisible()
    await page.unroute('**/api/studies/search*')
    await page.getByRole('button', { name: say('action.tryAgain') }).click()
    await expect(card(page, 'Study 28')).toBeVisible()
  })
  await context.close()
})
