import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { toTool } from './steps/by-keyboard.ts'
import { clipboardOf, putOnClipboard } from './steps/clipboard.ts'
import { slowFrames } from './steps/slow-frames.ts'
import { sent } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

/** Types at once, without looking whether the caret is back. */
async function expectTypedInto(text: Locator, words: string): Promise<void> {
  await text.page().keyboard.type(words)
  await expect(text).toContainText(words)
}

test('[WE46] what is typed right after a tool or a dialog goes into the text, however busy the device is', async ({ browser }) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'busy')
  const { page } = amina
  await page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  await goToEndOf(page, 'Summary')
  await page.keyboard.type('Cold ')
  await slowFrames(page)

  await test.step('a tool, pressed or left', async () => {
    await toTool(page, new RegExp(`^${say('toolbar.bold')}`))
    await page.keyboard.press('Enter')
    await page.keyboard.type('flats')
    await expect(text.locator('strong')).toHaveText('flats')
    await toTool(page, new RegExp(`^${say('toolbar.bold')}`))
    await page.keyboard.press('Escape')
    await expectTypedInto(text, ' again')
  })

  await test.step('a link', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByLabel(say('toolbar.link.address')).fill('https://example.org/key')
    await page.keyboard.press('Enter')
    await expectTypedInto(text, ' and the key')
    await expect(text.getByRole('link')).toHaveText('https://example.org/key')
  })

  await test.step('a note', async () => {
    await page.keyboard.press('Control+Alt+f')
    await page.getByRole('dialog').getByLabel(say('footnote.text')).fill('Minutes')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('footnote.apply') })
      .click()
    await expectTypedInto(text, ' of May')
  })

  await test.step('what was found', async () => {
    await page.keyboard.press('Control+Shift+h')
    await page.getByRole('textbox', { name: say('find.what'), exact: true }).fill('of May')
    await expect(page.locator('.find-bar')).toContainText(say('find.found', { count: 1 }))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.type('of June')
    await expect(text).toHaveText(/and the key\s*\d* of June$/)
  })

  await test.step('a dialog that is given up', async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog').getByLabel(say('toolbar.link.address'))).toBeFocused()
    await page.keyboard.press('Escape')
    await page.keyboard.type(', at last')
    await expect(text).toHaveText(/of June, at last$/)
  })

  await test.step('a table, and what is done with it', async () => {
    await toTool(page, say('table.insert'))
    await page.keyboard.press('Enter')
    await page.keyboard.type('Winter')
    await expect(text.locator('td').first()).toHaveText('Winter')
    await toTool(page, say('table.change'))
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: say('table.addRowBelow') }).click()
    await page.keyboard.type('Spring')
    await expect(text.locator('td')).toHaveText(['Winter', '', 'Spring', '', '', '', '', ''])
  })
  await close()
})

test('[WE46] what is typed right after a question beside the text goes into the text, and undo undoes there', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'busy-beside')
  await amina.page.request.put(`/api/studies/${id}/comments`, { data: { open: true }, headers: { origin: server.url } })
  await sent(per.page, `/api/studies/${id}/contributors`, { name: 'Mairi', sector: 'community', subtype: 'resident' })
  await per.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  const { page } = per
  await page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  await goToEndOf(page, 'Summary')

  await test.step('what was left out of a paste', async () => {
    await putOnClipboard(page, clipboardOf('word.html'))
    await page.keyboard.press('Control+v')
    const left = page.getByRole('group', { name: say('paste.left.title') })
    await expect(left).toBeVisible()
    await slowFrames(page)
    await left.getByRole('button', { name: say('paste.left.ok') }).click()
    await page.keyboard.press('Control+z')
    await expect(text).not.toContainText('Varme')
  })

  await test.step('a comment that is given up', async () => {
    await page.keyboard.type('Nobody had the key.')
    await page.keyboard.press('Shift+Home')
    await page.keyboard.press('Control+Alt+m')
    await expect(page.getByRole('form', { name: say('threads.about.words') }).getByLabel(say('threads.words.label'))).toBeFocused()
    await page.keyboard.press('Escape')
    await page.keyboard.press('End')
    await expectTypedInto(text, ' Until May.')
  })

  await test.step('for whom one writes, and their words are theirs', async () => {
    await page.getByRole('button', { name: say('study.menu') }).click()
    await page.getByRole('menuitem', { name: say('scribing.title') }).click()
    const dialog = page.getByRole('dialog', { name: say('scribing.title') })
    await dialog.getByRole('checkbox', { name: 'Mairi' }).check()
    await dialog.getByRole('button', { name: say('scribing.start') }).click()
    await expectTypedInto(text, ' I am Mairi.')
    await expect.poll(async () => (await saidIn(page, id)).at(-1)).toEqual([' I am Mairi.', 'Mairi'])
  })
  await close()
})

async function saidIn(page: Page, study: string): Promise<unknown[][]> {
  const { spans, voices } = await (await page.request.get(`/api/studies/${study}/sections/summary/voices`)).json()
  return spans.map(({ text, voice }: { text: string; voice: number }) => [text, voices[voice].name])
}
