import { expect, test } from '@playwright/test'
import { languages } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { keepPicture } from './steps/pictures.ts'
import { desktop } from './steps/people.ts'
import { aStudyTogether } from './steps/together.ts'

/** A machine for which there is no Typst, as far as the server can see. */
const hidden = `import { registerHooks } from 'node:module'
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@myriaddreamin/')) throw new Error('Cannot find module')
    return next(specifier, context)
  },
})`

let server: TestServer
test.beforeAll(async () => {
  server = await startServer({ env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hidden)}` } })
})
test.afterAll(async () => {
  await server.stop()
})

test('where no PDF can be made the dialog says so and what to do instead, by ear and by keyboard too, and everything else is made', async ({
  browser,
}) => {
  const { id, per, close } = await aStudyTogether(browser, server, 'no-pdf')
  const { page } = per
  for (const language of languages) {
    await page.request.patch('/api/me', { data: { language }, headers: { origin: server.url } })
    const say = translator(language)
    await page.goto(`/studies/${id}`)
    await page.getByRole('button', { name: say('study.menu') }).click()
    await page.getByRole('menuitem', { name: say('download.open') }).click()
    const dialog = page.getByRole('dialog', { name: say('download.title') })
    const pdf = dialog.getByLabel(say('download.format.pdf'))
    await expect(pdf).toHaveAccessibleDescription(say('download.noPdf'))
    await expect(pdf).toBeDisabled()
    await expect(dialog.getByText(say('download.noPdf'))).toBeVisible()

    await test.step(`${language}: arrows come past it, and choose what stands after it`, async () => {
      await dialog.getByLabel(say('download.format.docx')).check()
      await page.keyboard.press('ArrowDown')
      await expect(pdf).toBeFocused()
      await expect(pdf).not.toBeChecked()
      await expect(dialog.getByLabel(say('download.format.docx'))).toBeChecked()
      await page.keyboard.press('ArrowDown')
      await expect(dialog.getByLabel(say('download.format.epub'))).toBeChecked()
      // As somebody would who does not see that it is grey.
      await dialog.getByText(say('download.format.pdf')).click({ force: true })
      await expect(dialog.getByLabel(say('download.format.epub'))).toBeChecked()
    })
    await expectNoViolationsInAnyLook(page, 'dialog[open]')
    await page.setViewportSize({ width: 320, height: 640 })
    await expectToFit(page, `the dialog without PDF, ${language}`)
    await keepPicture(page, `download-without-pdf-${language}-320x640`)
    await page.setViewportSize(desktop)
    await keepPicture(page, `download-without-pdf-${language}-1366x768`)
  }

  const say = translator('sv')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('dialog', { name: say('download.title') })
      .getByRole('button', { name: say('download.submit') })
      .click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.epub$/)
  await close()
})
