import { expect, test, type Page } from '@playwright/test'
import { languages, sectorLabel } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'
import { aWordFile } from './steps/word-file.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const english = translator('en')
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const dialogIn = (page: Page, say = english) => page.getByRole('dialog', { name: say('imports.open') })

async function open(page: Page, say = english): Promise<void> {
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('imports.open') }).click()
  await expect(dialogIn(page, say).getByLabel(say('imports.file'))).toBeAttached()
}

/** A picture that is drawn here: there is none in the repository. */
async function aPicture(page: Page): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 })
    const pen = canvas.getContext('2d')
    if (pen === null) throw new Error('no-canvas')
    pen.fillStyle = '#6b7f6a'
    pen.fillRect(0, 0, 320, 180)
    pen.fillStyle = '#d8c9a6'
    pen.fillRect(40, 60, 240, 90)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}

const send = async (page: Page, name: string, buffer: Buffer, mimeType = docx, say = english): Promise<void> =>
  await dialogIn(page, say).getByLabel(say('imports.file')).setInputFiles({ name, mimeType, buffer })

test('a Word file is understood, put where it belongs, its picture described, its words claimed by who said them, and taken out again', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'import')
  const { page } = per
  const say = english
  await page.goto(`/studies/${id}`)
  await expect(page.getByRole('textbox').first()).toBeVisible()
  const file = aWordFile('Summary', await aPicture(page))
  await open(page)
  const dialog = dialogIn(page)
  await keepPicture(page, 'import-choose-1366x768')

  await test.step('what can’t be read says why, and can be mended', async () => {
    await expect(dialog.getByLabel(say('imports.file'))).toBeFocused()
    await send(page, 'old.doc', Buffer.from('{\\rtf1 x}'), 'application/msword')
    await expect(dialog.locator('.field-error')).toHaveText(say('problem.import-old-format'))
    await keepPicture(page, 'import-refused-1366x768')
  })

  await test.step('what was understood is shown, with what did not come along', async () => {
    await send(page, 'report.docx', file)
    await expect(dialog.getByRole('heading', { name: say('imports.understood') })).toBeFocused()
    await expect(dialog.getByText(say('imports.noticed.tracked-changes', { count: 1 }))).toBeVisible()
    await expect(dialog.getByLabel('Summary')).toHaveValue('section:summary')
    await expect(dialog.getByLabel('What the tenants found')).toHaveValue('above')
    await keepPicture(page, 'import-understood-1366x768')
  })

  await test.step('without a description of its picture it stays where it is', async () => {
    await dialog.getByRole('button', { name: say('imports.bringIn') }).click()
    await expect(dialog.getByRole('alert')).toContainText(say('imports.picture.alt.empty', { at: 1 }))
    await dialog.getByRole('link', { name: say('imports.picture.alt.empty', { at: 1 }) }).click()
    await expect(dialog.getByLabel(say('imports.picture.alt'))).toBeFocused()
    await keepPicture(page, 'import-picture-1366x768')
    await page.keyboard.type('A wall with a dark stain')
  })

  await test.step('it stands in the text, by keyboard, in the name of its source', async () => {
    const where = dialog.getByLabel('What the tenants found')
    await where.selectOption({ label: 'What changed' })
    await dialog.getByRole('button', { name: say('imports.bringIn') }).press('Enter')
    await expect(dialog.getByRole('heading', { name: say('imports.done') })).toBeFocused()
    await keepPicture(page, 'import-done-1366x768')
    await dialog.getByRole('button', { name: say('imports.done.see') }).press('Enter')
    await expect(page.locator('#section-summary h2')).toBeFocused()
    await expect(page.getByText('The walls were wet for three winters.')).toBeVisible()
    const text = await (await page.request.get(`/api/studies/${id}/threads?filter=all`)).text()
    expect(text).toContain('It was four.')
    expect(text).toContain('Inger (imported, not checked)')
  })

  await test.step('somebody else says that words are theirs', async () => {
    await amina.page.goto(`/studies/${id}`)
    await open(amina.page)
    const hers = dialogIn(amina.page)
    const walls = hers.getByRole('checkbox', { name: /The walls were wet for three winters/ })
    await expect(walls).toBeVisible()
    await expect(hers.getByText('Imported: The yard, a report, brought in by Per Officer').first()).toBeVisible()
    await walls.check()
    await keepPicture(amina.page, 'import-claim-1366x768')
    await expectNoViolationsInAnyLook(amina.page, 'dialog[open]')
    await hers.getByRole('button', { name: say('imports.unclaimed.mine') }).press('Enter')
    const asked = hers.getByRole('group', { name: say('imports.claim.question', { count: 7 }) })
    await expect(asked.getByText(say('imports.claim.counts', { sector: sectorLabel('community', 'en') }))).toBeVisible()
    await expectNoViolationsInAnyLook(amina.page, 'dialog[open]')
    await keepPicture(amina.page, 'import-claim-asked-1366x768')
    await asked.getByRole('button', { name: say('action.cancel') }).press('Enter')
    await expect(hers.getByRole('button', { name: say('imports.unclaimed.mine') })).toBeFocused()
    await hers.getByRole('button', { name: say('imports.unclaimed.mine') }).press('Enter')
    await expect(asked.getByRole('button', { name: say('imports.claim.yes') })).toBeFocused()
    await amina.page.keyboard.press('Enter')
    await expect(hers.getByText(say('imports.unclaimed.done'))).toBeFocused()
    await expect(walls).toHaveCount(0)
    const balance = await (await amina.page.request.get(`/api/studies/${id}/balance`)).text()
    expect(balance).toContain('"community":7')
  })

  await test.step('a steward takes it out again later; what was claimed stays', async () => {
    const hers = dialogIn(amina.page)
    const earlier = hers.getByRole('region', { name: say('imports.earlier') })
    await earlier.getByRole('button', { name: say('imports.done.undo') }).click()
    await expectNoViolationsInAnyLook(amina.page, 'dialog[open]')
    await keepPicture(amina.page, 'import-earlier-1366x768')
    await earlier
      .getByRole('group', { name: say('imports.earlier.undo') })
      .getByRole('button', { name: say('imports.done.undo') })
      .click()
    await expect(earlier).toHaveCount(0)
    await expect(amina.page.getByText('There was mould behind every wardrobe.')).toHaveCount(0)
    await expect(amina.page.getByText('The walls were wet for three winters.')).toHaveCount(1)
  })
  await close()
})

test('words are claimed where it is shown who said what, and fit a phone', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'import-strip')
  const say = english
  await per.page.goto(`/studies/${id}`)
  await expect(per.page.getByRole('textbox').first()).toBeVisible()
  await open(per.page)
  await send(per.page, 'notes.md', Buffer.from('# Summary\n\nTea on Tuesdays.'), 'text/markdown')
  await dialogIn(per.page).getByLabel(say('imports.source')).fill('Notes from the hall')
  await dialogIn(per.page)
    .getByRole('button', { name: say('imports.bringIn') })
    .click()
  await expect(dialogIn(per.page).getByRole('heading', { name: say('imports.done') })).toBeVisible()
  const { page } = amina
  await page.goto(`/studies/${id}`)
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await page.getByLabel(say('voices.show')).check()
  const summary = page.locator('#section-summary')
  await expect(summary.getByText('Imported: Notes from the hall, brought in by Per Officer')).toBeVisible()
  await expect(page.locator('#section-outcomes').getByRole('button', { name: say('imports.claim.open') })).toHaveCount(0)
  await summary.getByRole('button', { name: say('imports.claim.open') }).press('Enter')
  const dialog = page.getByRole('dialog', { name: say('imports.unclaimed') })
  await dialog.getByRole('checkbox', { name: /Tea on Tuesdays/ }).check()
  await dialog.getByRole('button', { name: say('imports.unclaimed.mine') }).press('Enter')
  await expectNoViolationsInAnyLook(page, 'dialog[open]')
  await expectToFit(page, 'claiming words')
  await keepPicture(page, 'import-claim-strip-1366x768')
  await page.setViewportSize({ width: 320, height: 640 })
  await keepPicture(page, 'import-claim-strip-320x640')
  await page.setViewportSize(desktop)
  await dialog.getByRole('button', { name: say('imports.claim.yes') }).press('Enter')
  await expect(dialog.getByText(say('imports.unclaimed.done'))).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(summary.getByText('Imported: Notes from the hall')).toHaveCount(0)
  await expect(summary.locator('.said[data-sector="community"]')).toHaveText('Tea on Tuesdays.')
  await close()
})

test('reading is stopped, and what was brought in is undone at once', async ({ browser }) => {
  const { id, per, close } = await aStudyTogether(browser, server, 'import-undo')
  const { page } = per
  const say = english
  await page.goto(`/studies/${id}`)
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await open(page)
  const dialog = dialogIn(page)
  await page.route('**/imports?name=*', async (route) => {
    // It never gets there: whoever waits stops.
    await new Promise((resolve) => page.once('close', resolve))
    await route.abort()
  })
  await send(page, 'notes.md', Buffer.from('# Summary\n\nTea on Tuesdays.'), 'text/markdown')
  await expect(dialog.getByText(say('imports.reading', { name: 'notes.md' }))).toBeVisible()
  await expect(dialog.getByRole('button', { name: say('imports.stop') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel(say('imports.file'))).toBeFocused()
  await page.unroute('**/imports?name=*')
  await send(page, 'notes.md', Buffer.from('# Summary\n\nTea on Tuesdays.'), 'text/markdown')
  await dialog.getByRole('radio', { name: say('imports.whose.mine') }).check()
  await dialog.getByRole('button', { name: say('imports.bringIn') }).click()
  await expect(dialog.getByRole('heading', { name: say('imports.done') })).toBeVisible()
  await expect(page.getByText('Tea on Tuesdays.')).toHaveCount(1)
  await dialog.getByRole('button', { name: say('imports.done.undo') }).click()
  await expect(dialog.getByRole('heading', { name: say('imports.done.undone') })).toBeFocused()
  await expect(page.getByText('Tea on Tuesdays.')).toHaveCount(0)
  await close()
})

for (const language of languages) {
  test(`each step is free of axe violations and fits 320 px, in ${language}`, async ({ browser }) => {
    const { id, per, close } = await aStudyTogether(browser, server, `import-${language}`)
    const { page } = per
    const say = translator(language)
    await page.request.patch('/api/me', { data: { language }, headers: { origin: new URL(server.url).origin } })
    await page.goto(`/studies/${id}`)
    await expect(page.getByRole('textbox').first()).toBeVisible()
    const file = aWordFile('Summary', await aPicture(page))
    const look = async (step: string): Promise<void> => {
      await expectNoViolationsInAnyLook(page, 'dialog[open]')
      await expectToFit(page, `${step} of bringing in a document in ${language}`)
      await page.setViewportSize({ width: 320, height: 640 })
      await keepPicture(page, `import-${step}-${language}-320x640`)
      await page.setViewportSize(phone)
      await keepPicture(page, `import-${step}-${language}-360x740`)
      await page.setViewportSize(desktop)
    }
    await open(page, say)
    await look('choose')
    await send(page, 'report.docx', file, docx, say)
    const dialog = dialogIn(page, say)
    await expect(dialog.getByRole('heading', { name: say('imports.understood') })).toBeVisible()
    await dialog.getByRole('button', { name: say('imports.bringIn') }).click()
    await look('understood')
    await dialog.getByLabel(say('imports.picture.decorative')).check()
    await dialog.getByRole('button', { name: say('imports.bringIn') }).click()
    await expect(dialog.getByRole('heading', { name: say('imports.done') })).toBeVisible()
    await look('done')
    await close()
  })
}
