import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { findProgram } from '../support/programs.ts'
import { sharedServer } from '../support/server.ts'
import { desktop, phone, signIn } from './steps/people.ts'

const [pdftoppm, soffice] = [findProgram('pdftoppm'), findProgram('soffice')]
const kept = resolve('artifacts/screenshots/files')
// Kept of each file: what can be looked at in a minute.
const pagesKept = 6

/** A page of somebody who may take the example along, and its address for files. */
async function example(browser: Browser, email: string) {
  const server = await sharedServer()
  const { page, context } = await signIn(browser, server, { name: 'Kari', email })
  await page.goto('/')
  await page.getByRole('link', { name: 'The Tuesday Door' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The Tuesday Door' })).toBeVisible()
  const id = new URL(page.url()).pathname.split('/')[2] ?? ''
  const file = async (options: string): Promise<Buffer> => {
    const answer = await page.request.get(`/api/studies/${id}/export?${options}`)
    expect(answer.status(), options).toBe(200)
    return await answer.body()
  }
  mkdirSync(kept, { recursive: true })
  return { page, file, leave: () => context.close() }
}

/** Keeps the first pages of a PDF as pictures, in `artifacts/screenshots/files`. @returns how many pages were kept */
function keepPages(name: string, pdf: Buffer): number {
  const last = String(pagesKept)
  execFileSync(pdftoppm ?? '', ['-png', '-r', '70', '-l', last, '-', join(kept, name)], { input: pdf })
  return readdirSync(kept).filter((file) => file.startsWith(`${name}-`)).length
}

/** What LibreOffice makes of files, in their order; it is started once for all of them. @param to - one of its kinds, with a filter of its own after a colon */
function throughLibreOffice(folder: string, files: Readonly<Record<string, Buffer>>, to: string): readonly Buffer[] {
  const sources = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
  const options = [`-env:UserInstallation=file://${join(folder, 'settings')}`, '--headless', '--convert-to', to, '--outdir', folder]
  execFileSync(soffice ?? '', [...options, ...sources], { stdio: 'pipe' })
  return sources.map((source) => readFileSync(source.replace(/\.\w+$/, `.${to.split(':')[0]}`)))
}

/** What people wrote, a paragraph each, as a browser reads a file. */
async function paragraphsOf(page: Page, html: Buffer): Promise<string[]> {
  await page.setContent(html.toString())
  const texts = await page.locator('section.section p[dir="auto"]').allInnerTexts()
  return texts.map(oneSpace).filter((text) => text !== '')
}

const oneSpace = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

test('the example is kept as people see it: as a web page on a wide and on a narrow screen, and as a PDF', async ({ browser }) => {
  test.skip(pdftoppm === undefined, 'there is no poppler here')
  const { page, file, leave } = await example(browser, 'kari-pages@example.org')
  const html = await file('format=html&comments=all')
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  for (const size of [desktop, phone]) {
    await reader.setViewportSize(size)
    await reader.setContent(html.toString())
    await expect(reader.getByRole('heading', { level: 1, name: 'The Tuesday Door' })).toBeVisible()
    await reader.screenshot({ path: join(kept, `web-page-${size.width}.png`), fullPage: true })
  }
  await reader.context().close()
  const options = {
    english: 'comments=all',
    'norwegian-without-voices': 'language=nb&voices=off',
    'large-print': 'language=sv&print=large',
  }
  for (const [name, chosen] of Object.entries(options)) {
    expect(keepPages(`pdf-${name}`, await file(`format=pdf&${chosen}`)), name).toBe(pagesKept)
  }
  expect(keepPages('pdf-one-page', await file('format=pdf&document=sheet')), 'the sheet').toBe(1)
  await leave()
  await page.close()
})

test('LibreOffice shows every paragraph of the example from a Word file and from an OpenDocument file; its pages are kept', async ({
  browser,
}) => {
  test.skip(pdftoppm === undefined || soffice === undefined, 'there is no LibreOffice here')
  const { page, file, leave } = await example(browser, 'kari-office@example.org')
  const folder = mkdtempSync(join(tmpdir(), 'samskriv-office-'))
  const paragraphs = await paragraphsOf(page, await file('format=html&voices=off'))
  expect(paragraphs.length).toBeGreaterThan(50)
  const formats = ['docx', 'odt'] as const
  const plain: Record<string, Buffer> = {}
  const whole: Record<string, Buffer> = {}
  for (const format of formats) {
    plain[`plain-${format}.${format}`] = await file(`format=${format}&voices=off`)
    whole[`whole-${format}.${format}`] = await file(`format=${format}&comments=all`)
  }
  const texts = throughLibreOffice(folder, plain, 'txt:Text').map((text) => oneSpace(text.toString()))
  for (const [index, format] of formats.entries())
    expect(
      paragraphs.filter((paragraph) => !texts[index]?.includes(paragraph)),
      `not in ${format}`,
    ).toEqual([])
  const printed = throughLibreOffice(folder, whole, 'pdf')
  for (const [index, format] of formats.entries())
    expect(keepPages(`${format}-through-libreoffice`, printed[index] ?? Buffer.from('')), format).toBe(pagesKept)
  rmSync(folder, { recursive: true })
  await leave()
})
