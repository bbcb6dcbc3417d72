import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { clipboardOf, putOnClipboard } from './steps/clipboard.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

test('what Word and Google Docs put on the clipboard comes as clean blocks, and what was left out is said', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'office')
  await per.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  const { page } = per
  await page.goto(`/studies/${id}`)
  await amina.page.goto(`/studies/${id}`)
  const left = page.getByRole('group', { name: say('paste.left.title') })

  await test.step('Word: headings, lists within lists, a table and a note', async () => {
    await goToEndOf(page, 'Summary')
    await putOnClipboard(page, clipboardOf('word.html'))
    await page.keyboard.press('Control+v')
    const text = textOf(page, 'Summary')
    await expect(text.getByRole('heading', { level: 3 })).toHaveText('Varme på Nordvik')
    await expect(text.getByRole('heading', { level: 4 })).toHaveText(['Hva vi gjorde', 'Tall'])
    await expect(text.locator('ul > li > ul > li')).toHaveText('hver mandag')
    await expect(text.getByRole('columnheader')).toHaveText(['År', 'Kalde leiligheter'])
    await expect(text.getByRole('button', { name: 'Note: Referat, 3. mai' })).toBeVisible()
    await expect(text).toContainText('Kommunen lovet svar.')
    await expect(text).not.toContainText('nektet')
    await expect(text.locator('img:not(.ProseMirror-separator), [style*="mso"]')).toHaveCount(0)
  })

  await test.step('the deletion, the comment, the picture and the address that were left out are told, beside the text', async () => {
    await expect(left).toContainText(say('paste.left.deletions', { count: 1 }))
    await expect(left).toContainText(say('paste.left.comments', { count: 1 }))
    await expect(left).toContainText(say('paste.left.images', { count: 1 }))
    await expect(left).toContainText(say('paste.left.links', { count: 1 }))
    await expect(textOf(page, 'Summary')).toBeFocused()
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size)
      await keepPicture(page, `paste-office-${size.width}x${size.height}`)
    }
    await left.getByRole('button', { name: say('paste.left.ok') }).click()
    await expect(left).toBeHidden()
  })

  await test.step('all of it is one step of undo', async () => {
    await page.keyboard.press('Control+z')
    await expect(textOf(page, 'Summary')).not.toContainText('Varme')
    await page.keyboard.press('Control+y')
    await expect(textOf(page, 'Summary')).toContainText('Varme')
  })

  await test.step('Google Docs: no bold around it all, and the lists in each other', async () => {
    await goToEndOf(page, 'What we did')
    await putOnClipboard(page, clipboardOf('google-docs.html'))
    await page.keyboard.press('Control+v')
    const text = textOf(page, 'What we did')
    await expect(text.locator('strong')).toHaveText(['nobody'])
    await expect(text.locator('ul > li > ul > li')).toHaveText('and cake')
    await expect(text.getByRole('heading', { level: 3 })).toHaveText('What we hoped for')
  })

  await test.step('others have it, and the server has stored all of it', async () => {
    await expectSaveState(page, 'save.saved')
    await expect(amina.page.getByRole('region', { name: 'Summary' })).toContainText('Kalde leiligheter')
    await expect(amina.page.getByRole('region', { name: 'What we did' })).toContainText('Tea on Tuesdays')
  })

  await test.step('a page with scripts runs none of them', async () => {
    await goToEndOf(page, 'What changed')
    await putOnClipboard(page, clipboardOf('hostile.html'))
    await page.keyboard.press('Control+v')
    await expect(textOf(page, 'What changed')).toContainText('Words stay, here, there and everywhere.')
    expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
    await expect(left).toContainText(say('paste.left.programs', { count: 5 }))
    await expectSaveState(page, 'save.saved')
  })

  await test.step('a page of a megabyte and a half shows how far it is, and is stopped by keyboard: nothing of it stays', async () => {
    await goToEndOf(page, 'What got in the way')
    await page.keyboard.type('Mine.')
    await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', `<p class="theirs">${'Nobody had the key to the hall. '.repeat(50)}</p>`.repeat(1000))
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    const way = page.getByRole('group', { name: say('paste.long') })
    const stop = way.getByRole('button', { name: say('paste.long.stop') })
    await expect(way.getByRole('progressbar')).toBeVisible()
    await expect(wordsOf(amina.page, 'What got in the way')).toContainText('Nobody had the key to the hall.')
    await stop.press('Enter')
    await expect(way).toBeHidden()
    await expect(page.getByText(say('paste.long.stopped'))).toBeAttached()
    await expect(textOf(page, 'What got in the way')).toHaveText('Mine.')
    await expect(textOf(page, 'What got in the way')).toBeFocused()
    await expectSaveState(page, 'save.saved')
    await expect(wordsOf(amina.page, 'What got in the way')).not.toContainText('Nobody had the key')
  })
  await close()
})

test('Ctrl+Z gives back the signs that a list or a heading was made of', async ({ browser }) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'signs')
  const { page } = amina
  await page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  await goToEndOf(page, 'Summary')
  for (const [signs, made] of [
    ['- ', 'ul'],
    ['1. ', 'ol'],
    ['> ', 'blockquote'],
    ['### ', 'h3'],
  ] as const) {
    await page.keyboard.type(signs)
    await expect(text.locator(made)).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await expect(text.locator(made)).toHaveCount(0)
    await expect(text).toHaveText(signs.trim())
    for (const _sign of signs) await page.keyboard.press('Backspace')
    await page.keyboard.type(signs)
    await page.keyboard.press('Backspace')
    await expect(text.locator(made)).toHaveCount(0)
    await expect(text).toHaveText(signs.trim())
    for (const _sign of signs) await page.keyboard.press('Backspace')
    await expect(text).toHaveText('')
  }
  await expect(text).toHaveAttribute('lang', 'en')
  await expect(text).toHaveAttribute('spellcheck', 'true')
  await close()
})
