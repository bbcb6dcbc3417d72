import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { putOnClipboard } from './steps/clipboard.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

/** Drawn by the browser itself, as an address that holds the picture. */
async function aPicture(page: Page, colour: string): Promise<string> {
  return await page.evaluate((fill) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 80 })
    const paper = canvas.getContext('2d')
    if (paper === null) throw new Error('nothing to draw on')
    paper.fillStyle = fill
    paper.fillRect(0, 0, 120, 80)
    return canvas.toDataURL('image/png')
  }, colour)
}

/** What the browser tells of a clipboard that has a picture beside the HTML. */
async function pasteBoth(text: Locator, html: string, words: string, picture: string): Promise<void> {
  await text.evaluate(
    (element, given) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', given.html)
      if (given.words !== '') clipboardData.setData('text/plain', given.words)
      const bytes = Uint8Array.from(atob(given.picture.split(',')[1] ?? ''), (letter) => letter.charCodeAt(0))
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { html, words, picture },
  )
}

const dialogIn = (page: Page): Locator => page.getByRole('dialog', { name: say('picture.insert') })
const leftIn = (page: Page): Locator => page.getByRole('group', { name: say('paste.left.title') })

/** The blocks of a text by the names of their elements, as a screen shows them. */
async function blocksIn(text: Locator): Promise<string[]> {
  return await text.locator(':scope > :not(span)').evaluateAll((of) => of.map(({ tagName }) => tagName))
}

test('pictures in a pasted page are asked about one by one, and put in where they stood', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'paste-pictures')
  await per.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  const { page } = per
  for (const one of [page, amina.page]) await one.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  const dialog = dialogIn(page)
  const alt = dialog.getByLabel(say('picture.alt'))
  const [wall, hall, line] = [await aPicture(page, 'teal'), await aPicture(page, 'maroon'), await aPicture(page, 'navy')]
  const html =
    `<h2>The winter</h2><p>It was cold. <img src="${wall}" alt="A wet wall"></p><p><img src="${line}"></p><p>Then came spring.</p>` +
    `<p><img src="https://example.org/a.png" alt="Theirs"></p><ul><li>Benches <img src="${hall}" alt="The hall"></li></ul>`

  await test.step('the words are there at once, for everybody, and no picture before it is said what it shows', async () => {
    await goToEndOf(page, 'Summary')
    await putOnClipboard(page, html)
    await page.keyboard.press('Control+v')
    await expect(dialog.getByText(say('picture.of', { at: 1, of: 3 }))).toBeVisible()
    await expect(textOf(amina.page, 'Summary')).toContainText('Then came spring.')
    await expect(text.locator('figure')).toHaveCount(0)
  })

  await test.step('what the page says of a picture is offered, and can be changed', async () => {
    await expect(alt).toHaveValue('A wet wall')
    await keepPicture(page, 'en-pasted-picture-1366x768')
    await alt.fill('A wall, wet to the ceiling')
    await dialog.getByRole('button', { name: say('picture.apply') }).click()
  })

  await test.step('one is decoration, and one is left out', async () => {
    await expect(dialog.getByText(say('picture.of', { at: 2, of: 3 }))).toBeVisible()
    await expect(alt).toHaveValue('')
    await dialog.getByLabel(say('picture.decorative')).check()
    await dialog.getByRole('button', { name: say('picture.apply') }).click()
    await expect(alt).toHaveValue('The hall')
    await dialog.getByRole('button', { name: say('picture.leave') }).click()
    await expect(dialog).toBeHidden()
    await expect(text).toBeFocused()
  })

  await test.step('they stand where they stood, from our own server, and the one from elsewhere is told', async () => {
    for (const one of [text, textOf(amina.page, 'Summary')])
      await expect.poll(() => blocksIn(one)).toEqual(['H3', 'P', 'FIGURE', 'FIGURE', 'P', 'UL'])
    const image = textOf(amina.page, 'Summary').getByRole('img', { name: 'A wall, wet to the ceiling' })
    await expect(image).toHaveAttribute('src', new RegExp(`^/api/studies/${id}/files/`))
    await expect
      .poll(() => image.evaluate((element) => (element instanceof HTMLImageElement ? element.naturalWidth : 0)))
      .toBeGreaterThan(0)
    await expect(leftIn(page)).toContainText(say('paste.left.images', { count: 1 }))
    await leftIn(page)
      .getByRole('button', { name: say('paste.left.ok') })
      .click()
    await expectSaveState(page, 'save.saved')
  })

  await test.step('a page that is nothing but pictures takes the place of an empty line, and all of them can be left out', async () => {
    await goToEndOf(page, 'What we did')
    await putOnClipboard(page, `<img src="${wall}"><img src="${hall}">`)
    await page.keyboard.press('Control+v')
    await dialog.getByLabel(say('picture.decorative')).check()
    await dialog.getByRole('button', { name: say('picture.apply') }).click()
    await expect(dialog.getByText(say('picture.of', { at: 2, of: 2 }))).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect.poll(() => blocksIn(textOf(page, 'What we did'))).toEqual(['FIGURE', 'P'])
    await page.keyboard.press('Control+v')
    await dialog.getByRole('button', { name: say('picture.leaveRest', { count: 2 }) }).click()
    await expect(dialog).toBeHidden()
    await expect.poll(() => blocksIn(textOf(page, 'What we did'))).toEqual(['FIGURE', 'P'])
    await expectSaveState(page, 'save.saved')
  })
  await close()
})

test('words beside a picture in the clipboard win, and a picture alone is asked about whatever HTML is beside it', async ({ browser }) => {
  const { id, per, close } = await aStudyTogether(browser, server, 'paste-both')
  const { page } = per
  await page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  const picture = await aPicture(page, 'teal')
  await goToEndOf(page, 'Summary')

  await test.step('Excel: the table, and no picture of it', async () => {
    const excel = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>Year</td><td>9</td></tr></table></html>'
    await pasteBoth(text, excel, 'Year\t9', picture)
    await expect(text.getByRole('cell', { name: 'Year' })).toBeVisible()
    await expect(dialogIn(page)).toHaveCount(0)
    await expect(leftIn(page)).toHaveCount(0)
  })

  await test.step('a page that names the picture which is beside it', async () => {
    await page.keyboard.press('Control+End')
    await pasteBoth(text, '<p>Our roof.</p><img src="blob:https://example.org/1" alt="The roof">', 'Our roof.', picture)
    await expect(dialogIn(page).getByLabel(say('picture.alt'))).toHaveValue('The roof')
    await dialogIn(page)
      .getByRole('button', { name: say('picture.apply') })
      .click()
    await expect(text.getByRole('img', { name: 'The roof' })).toBeVisible()
  })

  await test.step('a picture copied from a page on another site', async () => {
    await pasteBoth(text, '<img src="https://example.org/a.png" alt="Theirs">', '', picture)
    await expect(dialogIn(page)).toContainText('image.png')
    await expect(leftIn(page)).toHaveCount(0)
    await dialogIn(page)
      .getByRole('button', { name: say('picture.leave') })
      .click()
    await expect(dialogIn(page)).toBeHidden()
    await expectSaveState(page, 'save.saved')
  })
  await close()
})
