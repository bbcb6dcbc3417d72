import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { languages } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { sharedServer, startServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { desktop, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { sent } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf } from './steps/writing.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const english = translator('en')
const mimeType = 'application/json'
const sample = readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')
/** The example is in every installation; this is another one. */
const aFile = (id: string): Buffer => Buffer.from(sample.replace('"demo-tuesday-door"', JSON.stringify(id)))

const choose = async (page: Page, name: string, buffer: Buffer, say = english): Promise<void> =>
  await page.getByLabel(say('fromFile.file')).setInputFiles({ name, mimeType, buffer })

async function downloadJson(page: Page): Promise<Buffer> {
  const dialog = page.getByRole('dialog', { name: english('download.title') })
  await page.getByRole('button', { name: english('study.menu') }).click()
  await page.getByRole('menuitem', { name: english('download.open') }).click()
  await dialog.getByLabel(english('download.format.json')).check()
  await dialog.getByLabel(english('download.comments.all')).check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: english('download.submit') }).click(),
  ])
  return await readFile(await file.path())
}

test('a case study is taken from one installation to another, empty one, and is the same file there', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'from-file')
  for (const [{ page }, words] of [
    [amina, 'We came to the yard because the door was open.'],
    [per, 'The council paid for the stove.'],
  ] as const) {
    await page.goto(`/studies/${id}`)
    await goToEndOf(page, 'Summary')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await expectSaveState(page, 'save.saved')
  }
  await amina.page.request.put(`/api/studies/${id}/comments`, { data: { open: true }, headers: { origin: server.url } })
  const said = { kind: 'comment', section: 'summary', text: 'The stove is still warm.', use: 'case-study', token: 'a-token-of-this-test' }
  await sent(amina.page, `/api/studies/${id}/threads`, said)
  const file = await downloadJson(per.page)
  for (const words of ['The council paid for the stove.', said.text]) expect(file.toString()).toContain(words)
  await close()

  const elsewhere = await startServer()
  try {
    const { page, context } = await signIn(browser, elsewhere, { name: 'Ola Elsewhere', email: 'ola@example.org' })
    await test.step('by keyboard, from the list of case studies', async () => {
      await page.getByRole('link', { name: english('home.fromFile') }).press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: english('home.fromFile') })).toBeFocused()
      await choose(page, 'yard.json', file)
      await expect(page.getByRole('heading', { name: english('imports.understood') })).toBeFocused()
      await expect(page.getByText('The yard', { exact: true })).toBeVisible()
      await expect(page.getByRole('listitem').filter({ hasText: 'Amina Resident' })).toContainText('Community')
      await expect(page.getByText(english('fromFile.from.unknown'))).toBeVisible()
      await expect(page.getByText(english('fromFile.unchecked'))).toBeVisible()
      await keepPicture(page, 'from-file-understood-1366x768')
    })
    await test.step('nothing is stored before it is asked for', async () => {
      expect(await (await page.request.get('/api/studies')).text()).not.toContain('The yard')
    })
    await page.getByRole('button', { name: english('fromFile.bringIn') }).press('Enter')
    await expect(page).toHaveURL(/\/studies\/[^/]+$/)
    await expect(page.getByText('We came to the yard because the door was open.').first()).toBeVisible()
    const brought = new URL(page.url()).pathname
    expect(await (await page.request.get(`/api${brought}/export?format=json`)).text()).toBe(file.toString())

    await test.step('a second time it says where it is', async () => {
      await page.goto('/studies/new/file')
      await choose(page, 'yard.json', file)
      await expect(page.getByRole('heading', { name: english('fromFile.here') })).toBeVisible()
      await expect(page.getByRole('button', { name: english('fromFile.bringIn') })).toHaveCount(0)
      await keepPicture(page, 'from-file-here-1366x768')
      await page.getByRole('link', { name: 'The yard' }).click()
      await expect(page).toHaveURL(new RegExp(`${brought}$`))
    })
    await context.close()
  } finally {
    await elsewhere.stop()
  }
})

test('what is no case study says why and what to do, and stopping stores nothing', async ({ browser }) => {
  const { page, context } = await signIn(browser, server, { name: 'Eli', email: 'eli-from-file@example.org', opens: '/studies/new/file' })
  const error = page.locator('.field-error')
  await choose(page, 'notes.json', Buffer.from('{"notes": []}'))
  await expect(error).toHaveText(english('problem.case-study-not-ours'))
  await choose(page, 'newer.json', Buffer.from(sample.replace('"schemaVersion": 1', '"schemaVersion": 2')))
  await expect(error).toHaveText(english('problem.case-study-newer'))
  await choose(page, 'broken.json', Buffer.from(sample.replaceAll('"by": "p-community-a"', '"by": "p-ghost"')))
  await expect(error).toHaveText(english('problem.case-study-damaged'))
  await page.getByText(english('fromFile.places')).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'unknown-participant' }).first()).toBeVisible()
  await keepPicture(page, 'from-file-damaged-1366x768')
  await page.route('**/api/studies/read-file', async (route) => {
    // It never gets there: whoever waits stops.
    await new Promise((resolve) => page.once('close', resolve))
    await route.abort()
  })
  await choose(page, 'door.json', aFile('stopped'))
  await expect(page.getByRole('button', { name: english('imports.stop') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(english('fromFile.file'))).toBeAttached()
  expect(await (await page.request.get('/api/studies/search')).text()).not.toContain('"role":"steward"')
  await context.close()
})

test('whoever brings a whole case study into another one is led to where it comes in', async ({ browser }) => {
  const { id, per, close } = await aStudyTogether(browser, server, 'from-file-led')
  const { page } = per
  await page.goto(`/studies/${id}`)
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await page.getByRole('button', { name: english('study.menu') }).click()
  await page.getByRole('menuitem', { name: english('imports.open') }).click()
  const dialog = page.getByRole('dialog', { name: english('imports.open') })
  await dialog.getByLabel(english('imports.file')).setInputFiles({ name: 'door.json', mimeType, buffer: aFile('led') })
  await expect(dialog.locator('.field-error')).toHaveText(english('problem.import-case-study'))
  await dialog.getByRole('link', { name: english('home.fromFile') }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: english('home.fromFile') })).toBeFocused()
  await close()
})

for (const language of languages) {
  test(`each step is free of axe violations and fits 320 px, in ${language}`, async ({ browser }) => {
    const say = translator(language)
    const email = `from-file-${language}@example.org`
    const { page, context } = await signIn(browser, server, { name: 'Eva', email, language, opens: '/studies/new/file' })
    const look = async (step: string): Promise<void> => {
      await expectNoViolationsInAnyLook(page, 'main')
      await expectToFit(page, `${step} of starting from a file in ${language}`)
      await page.setViewportSize({ width: 320, height: 640 })
      await keepPicture(page, `from-file-${step}-${language}-320x640`)
      await page.setViewportSize(phone)
      await keepPicture(page, `from-file-${step}-${language}-360x740`)
      await page.setViewportSize(desktop)
    }
    await expect(page.getByLabel(say('fromFile.file'))).toBeAttached()
    await look('choose')
    await choose(page, 'notes.json', Buffer.from('{}'), say)
    await expect(page.locator('.field-error')).toBeVisible()
    await look('refused')
    await choose(page, 'door.json', aFile(`looked-at-${language}`), say)
    await expect(page.getByRole('heading', { name: say('imports.understood') })).toBeVisible()
    await look('understood')
    await context.close()
  })
}
