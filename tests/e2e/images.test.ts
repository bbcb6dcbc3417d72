import { truncate, writeFile } from 'node:fs/promises'
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')
const benches = 'Four women carry benches into the hall'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

interface ChosenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Drawn by the browser itself, so that there is no picture in the repository. */
async function aPhotograph(page: Page, colour = 'seagreen'): Promise<ChosenFile> {
  const base64 = await page.evaluate((fill) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 800 })
    const paper = canvas.getContext('2d')
    if (paper === null) throw new Error('nothing to draw on')
    paper.fillStyle = fill
    paper.fillRect(0, 0, 1200, 800)
    paper.fillStyle = 'white'
    for (let place = 0; place < 12; place++) paper.fillRect(place * 100 + 20, 300 + (place % 3) * 60, 60, 200)
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? ''
  }, colour)
  return { name: 'benches.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}

/** Lets go of a file over the text, or pastes it, as the browser tells the page of it. */
async function bring(text: Locator, how: 'paste' | 'drop', { name, mimeType, buffer }: ChosenFile): Promise<void> {
  const file = { name, type: mimeType, base64: buffer.toString('base64') }
  await text.evaluate(
    (element, [way, { name, type, base64 }]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }))
      const { left, bottom } = (element.lastElementChild ?? element).getBoundingClientRect()
      const common = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        way === 'paste'
          ? new ClipboardEvent('paste', { ...common, clipboardData: data })
          : new DragEvent('drop', { ...common, dataTransfer: data, clientX: left + 20, clientY: bottom - 4 }),
      )
    },
    [how, file] as const,
  )
}

const dialogIn = (page: Page, title = say('picture.insert')): Locator => page.getByRole('dialog', { name: title })
const tool = (page: Page): Locator =>
  page.getByRole('toolbar', { name: say('toolbar.label') }).getByRole('button', { name: say('picture.insert') })
const fileIn = (dialog: Locator): Locator => dialog.getByLabel(say('picture.file'), { exact: true })
const altIn = (dialog: Locator): Locator => dialog.getByLabel(say('picture.alt'))
const putIn = (dialog: Locator): Locator => dialog.getByRole('button', { name: say('picture.apply') })

async function expectShown(image: Locator): Promise<void> {
  await expect(image).toBeVisible()
  await expect.poll(() => image.evaluate((element) => (element instanceof HTMLImageElement ? element.naturalWidth : 0))).toBeGreaterThan(0)
}

async function twoWriters(browser: Browser, name: string) {
  const both = await aStudyTogether(browser, server, name)
  for (const { page } of [both.amina, both.per]) await page.goto(`/studies/${both.id}`)
  await textOf(both.per.page, 'Summary').click()
  await both.per.page.keyboard.type('We opened the hall.')
  return both
}

test('a picture comes in by the button with what it shows in words, and everybody sees it: beside, after a reload, on the page to read and in files', async ({
  browser,
}) => {
  const { id, amina, per, close } = await twoWriters(browser, 'images')
  const { page } = per
  const photograph = await aPhotograph(page)

  await test.step('it is asked what it shows before it goes in', async () => {
    await tool(page).click()
    const dialog = dialogIn(page)
    const asked = page.waitForEvent('filechooser')
    await putIn(dialog).click()
    await expect(dialog.getByText(say('picture.file.empty'))).toBeVisible()
    // The button speaks the language of the page, and is the browser's own field: keys open it too.
    await expect(dialog.getByText(say('picture.file.choose'), { exact: true })).toBeVisible()
    await expect(fileIn(dialog)).toBeFocused()
    await page.keyboard.press('Space')
    const chooser = await asked
    // Who chooses none after all is still here.
    await fileIn(dialog).dispatchEvent('cancel', { bubbles: true })
    await expect(dialog).toBeVisible()
    await chooser.setFiles(photograph)
    await expect(dialog.getByText(say('picture.file.another'), { exact: true })).toBeVisible()
    await putIn(dialog).click()
    await expect(dialog.getByText(say('picture.alt.empty'))).toBeVisible()
    await expect(altIn(dialog)).toBeFocused()
    await altIn(dialog).fill(benches)
    await dialog.getByLabel(say('picture.caption')).fill('Photo: Per.')
    await keepPicture(page, 'en-picture-dialog-1366x768')
    await putIn(dialog).click()
    await expect(dialog).toBeHidden()
  })

  await test.step('it stands behind the paragraph, and whoever goes on writing writes below it', async () => {
    await expectShown(textOf(page, 'Summary').getByRole('img', { name: benches }))
    await page.keyboard.type('Then there was coffee.')
    await expect(textOf(page, 'Summary').locator('p').last()).toHaveText('Then there was coffee.')
    await expectSaveState(page, 'save.saved')
    await keepPicture(page, 'en-picture-in-text-1366x768')
    await expectShown(textOf(amina.page, 'Summary').getByRole('img', { name: benches }))
  })

  await test.step('below it stand words that stay with who said them, name it, and are moved with it', async () => {
    const below = (of: Page) => textOf(of, 'Summary').locator('[data-node="caption"]')
    await expect(below(amina.page)).toHaveText('Photo: Per.')
    await below(amina.page).click()
    await amina.page.keyboard.press('End')
    await amina.page.keyboard.type(' Amina was there.')
    await expect(below(page)).toHaveText('Photo: Per. Amina was there.')
    await expectSaveState(amina.page, 'save.saved')
    const figure = textOf(page, 'Summary').getByRole('figure', { name: 'Photo: Per. Amina was there.' })
    await expect(figure).toBeVisible()
    await figure.getByRole('img').click()
    const blocks = () =>
      textOf(page, 'Summary').evaluate((text) =>
        [...text.children].map((block) => (block as HTMLElement).dataset['node'] ?? block.nodeName),
      )
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect.poll(blocks).toEqual(['FIGURE', 'caption', 'P', 'P'])
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await expect.poll(blocks).toEqual(['P', 'FIGURE', 'caption', 'P'])
    await expectSaveState(page, 'save.saved')
    const { sections, participants } = await (await page.request.get(`/api/studies/${id}/export?format=json`)).json()
    const { runs } = sections[0].blocks.find(({ type }: { type: string }) => type === 'caption')
    const nameOf = (by: string) => participants.find((person: { id: string }) => person.id === by).publicName
    expect(runs.map(({ text, by }: { text: string; by: string }) => [nameOf(by), text])).toEqual([
      ['Per Officer', 'Photo: Per.'],
      ['Amina Resident', ' Amina was there.'],
    ])
  })

  await test.step('it is there after a reload, for somebody who reads without JavaScript, and in both files', async () => {
    await page.reload()
    await expectShown(textOf(page, 'Summary').getByRole('img', { name: benches }))
    const html = await (await page.request.get(`/studies/${id}`)).text()
    expect(html).toMatch(new RegExp(`<img[^>]+/api/studies/${id}/files/[0-9a-f]{64}[^>]+alt="${benches}"`))
    expect(html).toMatch(/<figure class="picture"><img[^>]*><figcaption>/)
    const file = await (await page.request.get(`/api/studies/${id}/export?format=html`)).text()
    expect(file).toMatch(/<img src="data:image\/jpeg;base64,[^"]+" alt="Four women/)
    const { pictures } = await (await page.request.get(`/api/studies/${id}/export?format=json`)).json()
    expect(pictures).toMatchObject([{ mediaType: 'image/jpeg', width: 1200, height: 800 }])
    const shown = await per.context.newPage()
    await shown.goto(`/api/studies/${id}/export?format=html&view=1`)
    await expectShown(shown.getByRole('img', { name: benches }))
    await keepPicture(shown, 'en-picture-in-file-1366x768', { fullPage: true })
  })

  await test.step('what it shows is said anew, and can be that it shows nothing', async () => {
    const picture = textOf(page, 'Summary').locator('figure.picture')
    await picture.getByRole('button', { name: say('picture.change') }).click()
    const dialog = dialogIn(page, say('picture.change'))
    await expect(altIn(dialog)).toHaveValue(benches)
    await altIn(dialog).fill('Benches come in')
    await dialog.getByRole('button', { name: say('picture.describe') }).click()
    await expect(textOf(amina.page, 'Summary').getByRole('img', { name: 'Benches come in' })).toBeVisible()
    await picture.getByRole('button', { name: say('picture.change') }).click()
    await dialog.getByLabel(say('picture.decorative')).check()
    await dialog.getByRole('button', { name: say('picture.describe') }).click()
    await expect(textOf(amina.page, 'Summary').locator('figure.picture img')).toHaveAttribute('alt', '')
    await expectSaveState(page, 'save.saved')
  })

  await test.step('typing over it leaves it, a step back brings it back', async () => {
    await textOf(page, 'Summary').locator('figure.picture img').click()
    await page.keyboard.type('And')
    await expect(textOf(page, 'Summary').locator('figure.picture')).toHaveCount(1)
    // With the keyboard: from the beginning of the line below, over what is told of it.
    for (const key of ['Home', 'ArrowLeft', 'Home', 'ArrowLeft']) await page.keyboard.press(key)
    await expect(page.getByRole('status').getByText(say('picture.named', { alt: say('picture.decoration') }))).toBeAttached()
    await page.keyboard.press('Delete')
    await expect(textOf(amina.page, 'Summary').locator('figure.picture')).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expectShown(textOf(amina.page, 'Summary').locator('figure.picture img'))
    await expectSaveState(page, 'save.saved')
  })
  await close()
})

test('a picture that is pasted or dropped asks the same, also on a phone; cut and pasted it is the same picture', async ({ browser }) => {
  const { amina, per, close } = await twoWriters(browser, 'images-brought')
  const { page } = per
  for (const [how, colour, alt] of [
    ['paste', 'teal', 'A wet wall'],
    ['drop', 'maroon', 'A new roof'],
  ] as const) {
    await test.step(how, async () => {
      await goToEndOf(page, 'Summary')
      await bring(textOf(page, 'Summary'), how, await aPhotograph(page, colour))
      const dialog = dialogIn(page)
      await expect(altIn(dialog)).toBeFocused()
      await page.keyboard.type(alt)
      await putIn(dialog).click()
      await expectShown(textOf(amina.page, 'Summary').getByRole('img', { name: alt }))
    })
  }
  await test.step('by keyboard alone, cut out and put in again', async () => {
    await textOf(page, 'Summary').getByRole('img', { name: 'A wet wall' }).click()
    await page.keyboard.press('Control+x')
    await expect(textOf(amina.page, 'Summary').getByRole('img', { name: 'A wet wall' })).toHaveCount(0)
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+v')
    await expectShown(textOf(amina.page, 'Summary').getByRole('img', { name: 'A wet wall' }))
    await expectSaveState(page, 'save.saved')
  })
  await test.step('on a phone', async () => {
    await page.setViewportSize(phone)
    await goToEndOf(page, 'Summary')
    await bring(textOf(page, 'Summary'), 'paste', await aPhotograph(page, 'navy'))
    const dialog = dialogIn(page)
    await expect(altIn(dialog)).toBeVisible()
    await keepPicture(page, 'en-picture-dialog-360x740')
    await dialog.getByLabel(say('picture.decorative')).check()
    await putIn(dialog).click()
    await expect(textOf(page, 'Summary').locator('figure.picture')).toHaveCount(3)
    await textOf(page, 'Summary').locator('figure.picture').first().scrollIntoViewIfNeeded()
    await keepPicture(page, 'en-picture-in-text-360x740')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
  await close()
})

test('what is no picture for us is said in words, and neither the dialog nor the text loses anything', async ({ browser }) => {
  const { per, close } = await twoWriters(browser, 'images-refused')
  const { page, context } = per
  await tool(page).click()
  const dialog = dialogIn(page)
  await altIn(dialog).fill(benches)
  const refused = async (file: ChosenFile | string, words: string): Promise<void> => {
    await fileIn(dialog).setInputFiles(file)
    await putIn(dialog).click()
    await expect(dialog.getByRole('alert')).toHaveText(words)
    await expect(altIn(dialog)).toHaveValue(benches)
  }
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const photograph = await aPhotograph(page)
  await refused({ name: 'chart.svg', mimeType: 'image/svg+xml', buffer: svg }, say('problem.picture-is-svg'))
  await refused({ name: 'chart.png', mimeType: 'image/png', buffer: svg }, say('problem.picture-is-svg'))
  await refused({ name: 'IMG_1.HEIC', mimeType: '', buffer: Buffer.from('x') }, say('problem.picture-is-heic'))
  await refused({ ...photograph, buffer: photograph.buffer.subarray(0, 4_000) }, say('problem.picture-broken'))
  const large = test.info().outputPath('benches.jpg')
  await writeFile(large, '')
  await truncate(large, 26 * 1_048_576)
  await refused(large, say('problem.picture-too-large'))
  await keepPicture(page, 'en-picture-refused-1366x768')

  await test.step('without a network it waits, and goes in when there is one', async () => {
    await fileIn(dialog).setInputFiles(photograph)
    await context.setOffline(true)
    await putIn(dialog).click()
    await expect(dialog.getByRole('alert')).toHaveText(say('picture.offline'))
    await context.setOffline(false)
    await putIn(dialog).click()
    await expectShown(textOf(page, 'Summary').getByRole('img', { name: benches }))
    await expect(textOf(page, 'Summary')).toContainText('We opened the hall.')
    await expectSaveState(page, 'save.saved')
  })

  await test.step('sending can be stopped', async () => {
    await page.route('**/files', async () => {
      // Never answered: whoever waits for it stops it.
    })
    await tool(page).click()
    await fileIn(dialog).setInputFiles(photograph)
    await altIn(dialog).fill('Stopped')
    await putIn(dialog).click()
    await dialog.getByRole('button', { name: say('picture.stop') }).click()
    await expect(putIn(dialog)).toBeVisible()
    await expect(altIn(dialog)).toHaveValue('Stopped')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })
  await close()
})
