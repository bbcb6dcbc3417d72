import { readFile } from 'node:fs/promises'
import { expect, test, type Download, type Page } from '@playwright/test'
import { exportFormats, sectors, type ExportKind } from '@samskriv/domain'
import { formatNumber, translator } from '@samskriv/i18n'
import { BalanceView } from '@samskriv/protocol'
import { unzipSync } from 'fflate'
import { textOf } from '../support/read-back.ts'
import { sharedServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { keepPicture } from './steps/pictures.ts'
import { desktop, phone } from './steps/people.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const dialogIn = (page: Page) => page.getByRole('dialog', { name: say('download.title') })
const filesIn = (page: Page) =>
  dialogIn(page)
    .getByRole('region', { name: say('download.files') })
    .getByRole('listitem')

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('download.open') }).click()
}

async function downloaded(page: Page, format: ExportKind): Promise<Download> {
  await dialogIn(page)
    .getByLabel(say(`download.format.${format}`))
    .check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialogIn(page)
      .getByRole('button', { name: say('download.submit') })
      .click(),
  ])
  return file
}

test('a file is made while its reader goes on, saves itself, waits with a signed statement, and is found unchanged by somebody else', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'download')
  const { page } = per
  await page.goto(`/studies/${id}`)
  await goToEndOf(page, 'Summary')
  await page.keyboard.type('Forty people come to the hall on Tuesdays.')
  await expectSaveState(page, 'save.saved')
  await open(page)

  const saved = await test.step('a web page, which saves itself once it is ready, and stays in the list', async () => {
    const file = await downloaded(page, 'html')
    expect(file.suggestedFilename()).toMatch(/\.html$/)
    const text = await readFile(await file.path(), 'utf8')
    expect(text).toContain('Forty people come to the hall on Tuesdays.')
    await expect(filesIn(page)).toHaveCount(1)
    await expect(filesIn(page).getByRole('link', { name: say('download.save') })).toBeVisible()
    return text
  })

  await test.step('all kinds in one, with the signed list in it', async () => {
    const file = await downloaded(page, 'archive')
    expect(file.suggestedFilename()).toMatch(/\.zip$/)
    const files = unzipSync(await readFile(await file.path()))
    expect(new Set(Object.keys(files).map((name) => name.split('.').at(-1)))).toEqual(new Set(exportFormats))
    expect(Object.keys(files)).toContain('manifest.json')
    await expect(filesIn(page)).toHaveCount(2)
    await keepPicture(page, 'download-files-1366x768')
    await expectNoViolationsInAnyLook(page, 'dialog[open]')
    await page.setViewportSize(phone)
    await keepPicture(page, 'download-files-360x740')
    await expectToFit(page, 'the dialog for files')
    await page.setViewportSize(desktop)
  })

  await test.step('one section of it, in large print, with the words around it in Swedish: chosen by keyboard, at 320 px too', async () => {
    const dialog = dialogIn(page)
    await dialog.getByLabel(say('download.format.html')).check()
    await dialog.locator('summary', { hasText: say('download.more') }).press('Enter')
    await expect(dialog.getByRole('group', { name: say('download.document') })).toBeVisible()
    await keepPicture(page, 'download-more-1366x768')
    await dialog.getByLabel(say('download.sections.some')).press('Space')
    await expect(dialog.getByText(say('download.sections.none'))).toBeVisible()
    await expect(dialog.getByRole('button', { name: say('download.submit'), exact: true })).toBeDisabled()
    await dialog.getByRole('checkbox', { name: '1 Summary' }).press('Space')
    await dialog.getByLabel(say('download.questions')).check()
    await dialog.getByLabel(say('download.largePrint')).check()
    await dialog.getByLabel(say('language.sv')).check()
    await expectNoViolationsInAnyLook(page, 'dialog[open]')
    await expectToFit(page, 'the dialog with more choices')
    await page.setViewportSize({ width: 320, height: 640 })
    await keepPicture(page, 'download-more-320x640')
    await page.setViewportSize(desktop)
    const text = await readFile(await (await downloaded(page, 'html')).path(), 'utf8')
    for (const words of ['1 av 14 avsnitt', 'Stödfrågor', 'Forty people come to the hall', '--text-small: 1.5rem'])
      expect(text).toContain(words)
    await dialog.getByLabel(say('download.document.sheet')).check()
    // One page is one in usual letters.
    await dialog.getByLabel(say('download.largePrint')).uncheck()
    await expect(dialog.getByLabel(say('download.sections.some'))).toHaveCount(0)
    const sheet = await readFile(await (await downloaded(page, 'html')).path(), 'utf8')
    expect(sheet).toContain('Fallbeskrivning på en sida')
    const printed = await page.context().newPage()
    await printed.setContent(sheet)
    const paper = (await printed.pdf({ preferCSSPageSize: true, format: 'A4' })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    await printed.close()
    for (const file of ['first', 'second']) {
      await filesIn(page)
        .first()
        .getByRole('button', { name: say('download.remove') })
        .click()
      await expect(filesIn(page), file).toHaveCount(file === 'first' ? 3 : 2)
    }
  })

  await test.step('it is there when the dialog is opened again, and gone when it is removed', async () => {
    await page.keyboard.press('Escape')
    await open(page)
    await expect(filesIn(page)).toHaveCount(2)
    await filesIn(page)
      .first()
      .getByRole('button', { name: say('download.remove') })
      .click()
    await expect(filesIn(page)).toHaveCount(1)
    await amina.page.goto(`/studies/${id}`)
    await open(amina.page)
    await expect(dialogIn(amina.page).getByRole('button', { name: say('download.submit') })).toBeVisible()
    await expect(filesIn(amina.page)).toHaveCount(0)
  })

  await test.step('somebody who is nobody here has it checked, in their language', async () => {
    const context = await browser.newContext({ viewport: phone, baseURL: server.url, locale: 'sv' })
    const stranger = await context.newPage()
    const inSwedish = translator('sv')
    const check = async (text: string): Promise<void> => {
      await stranger.goto('/verify?lang=sv')
      await stranger.getByLabel(inSwedish('verify.file.label')).setInputFiles({
        name: 'hall.html',
        mimeType: 'text/html',
        buffer: Buffer.from(text),
      })
      await stranger.getByRole('button', { name: inSwedish('verify.submit') }).click()
    }
    await check(saved)
    await expect(stranger.getByRole('heading', { level: 1, name: /^Oförändrad sedan/ })).toBeVisible()
    await keepPicture(stranger, 'sv-verify-unchanged-360x740')
    await expectNoViolationsInAnyLook(stranger)
    await check(saved.replace('Forty', 'Fifty'))
    await expect(stranger.getByRole('heading', { level: 1, name: inSwedish('verify.changed.title') })).toBeVisible()
    await keepPicture(stranger, 'sv-verify-changed-360x740')
    await check('A letter.')
    await expect(stranger.getByRole('heading', { level: 1, name: inSwedish('verify.elsewhere.title') })).toBeVisible()
    await expectToFit(stranger, 'what is said about a file')
    await context.close()
  })
  await close()
})

interface Expected {
  /** Each stands in the text once. */
  readonly sentences: readonly string[]
  readonly contributors: readonly string[]
}

for (const which of ['the sample study', 'one that was just written'] as const) {
  test(`every kind is taken along from ${which} and read back by another program: words once, people as they chose, the balance of the screen`, async ({
    browser,
  }) => {
    const { id, amina, per, close } = await aStudyTogether(browser, server, `read-back-${which.length}`)
    const { page } = per
    const reader = await (await browser.newContext({ javaScriptEnabled: true })).newPage()
    const expected = which === 'the sample study' ? await openExample(page) : await write(id, amina.page, page)
    const study = new URL(page.url()).pathname.split('/')[2] ?? ''
    const { study: counted } = BalanceView.parse(await (await page.request.get(`/api/studies/${study}/balance`)).json())
    await open(page)
    const archive = unzipSync(await readFile(await (await downloaded(page, 'archive')).path()))
    for (const format of exportFormats) {
      const [, bytes] = Object.entries(archive).find(([name]) => name.endsWith(`.${format}`) && name !== 'manifest.json') ?? []
      const text = await textOf(format, bytes ?? new Uint8Array(), reader)
      for (const sentence of expected.sentences) expect(text.split(sentence).length - 1, `“${sentence}” in ${format}`).toBe(1)
      for (const name of expected.contributors) expect(text, `${name} in ${format}`).toContain(name)
      const { words, unconfirmedWords, totalWords } = counted
      const shown =
        format === 'json'
          ? JSON.stringify(words, null, 1).replaceAll(/\s+/g, ' ')
          : [...sectors.map((sector) => words[sector]), unconfirmedWords, totalWords].map((count) => formatNumber('en', count)).join(' ')
      expect(text, `the balance in ${format}`).toContain(shown)
    }
    await reader.context().close()
    await close()
  })
}

async function openExample(page: Page): Promise<Expected> {
  await page.goto('/')
  await page.getByRole('link', { name: 'The Tuesday Door' }).click()
  await expect(page.getByText('Harbour Rigs is the old fishing streets')).toBeVisible()
  return {
    sentences: ['Harbour Rigs is the old fishing streets'],
    contributors: ['Community member A', 'Repairs manager, Strathellisk Council'],
  }
}

async function write(id: string, ofAmina: Page, ofPer: Page): Promise<Expected> {
  const sentences = ['Forty people come to the hall on Tuesdays.', 'My mother has not missed one of them.']
  await ofPer.goto(`/studies/${id}`)
  await goToEndOf(ofPer, 'Summary')
  await ofPer.keyboard.type(sentences[0] ?? '')
  await expectSaveState(ofPer, 'save.saved')
  await ofAmina.goto(`/studies/${id}`)
  await goToEndOf(ofAmina, 'Summary')
  await ofAmina.keyboard.type(` ${sentences[1]}`)
  await expectSaveState(ofAmina, 'save.saved')
  await expect(ofPer.getByText(sentences[1] ?? '')).toBeVisible()
  return { sentences, contributors: ['Amina Resident', 'Per Officer'] }
}
