import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { sharedServer } from '../support/server.ts'
import { findOrInstallPdftotext } from '../support/pdf-text.ts'
import { signIn } from './steps/people.ts'
import { picturesAreKept } from './steps/pictures.ts'

const folder = 'artifacts/screenshots/pdf'

const files = [
  ['english', 'comments=all'],
  ['norwegian-without-voices', 'language=nb&voices=off'],
  ['large-print', 'language=sv&print=large'],
  ['one-page', 'document=sheet'],
] as const

// Only where pictures are asked for, with SAMSKRIV_PICTURES=1.
if (picturesAreKept)
  test('the pages of the example as a PDF are kept for people to look at', async ({ browser }) => {
    const server = await sharedServer()
    const { page, context } = await signIn(browser, server, { name: 'Kari', email: 'kari-pages@example.org' })
    await page.goto('/')
    await page.getByRole('link', { name: 'The Tuesday Door' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'The Tuesday Door' })).toBeVisible()
    const id = new URL(page.url()).pathname.split('/')[2] ?? ''
    const poppler = findOrInstallPdftotext()
    if (poppler === undefined) throw new Error('there is no poppler here')
    mkdirSync(folder, { recursive: true })
    for (const [name, options] of files) {
      const file = join(folder, `${name}.pdf`)
      const answer = await page.request.get(`/api/studies/${id}/export?format=pdf&${options}`)
      expect(answer.ok(), await answer.text().catch(() => '')).toBe(true)
      writeFileSync(file, await answer.body())
      execFileSync(join(dirname(poppler), 'pdftoppm'), ['-png', '-r', '70', '-l', '6', file, join(folder, name)])
    }
    await context.close()
  })
