import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { toTool } from './steps/by-keyboard.ts'
import { Inspection } from './steps/inspecting.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

test('a table is made, filled and changed by keyboard alone, told by row and column, and read by others', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'tables')
  const { page } = amina
  await page.goto(`/studies/${id}`)
  await per.page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  const cells = text.locator('td')
  const said = (where: string) => expect(page.getByRole('status').getByText(where).last()).toBeAttached()

  await test.step('from the tools, which lead back into its first cell', async () => {
    await goToEndOf(page, 'Summary')
    await toTool(page, say('table.insert'))
    await page.keyboard.press('Enter')
    await expect(text.getByRole('row')).toHaveCount(3)
    await expect(text).toBeFocused()
    await said(say('table.at', { row: 1, rows: 3, column: 1, columns: 2 }))
  })

  await test.step('Tab goes on, Shift+Tab back, and behind the last cell there is a new row', async () => {
    await page.keyboard.type('Winter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Cold flats')
    await page.keyboard.press('Tab')
    await page.keyboard.type('2023')
    await page.keyboard.press('Tab')
    await said(say('table.at.headed', { heading: 'Cold flats', row: 2, rows: 3, column: 2, columns: 2 }))
    await page.keyboard.type('nine')
    await page.keyboard.press('Shift+Tab')
    await said(say('table.at.headed', { heading: 'Winter', row: 2, rows: 3, column: 1, columns: 2 }))
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('Tab')
    await expect(text.getByRole('row')).toHaveCount(4)
    await page.keyboard.type('2025')
    await expect(cells).toHaveText(['Winter', 'Cold flats', '2023', 'nine', '', '', '2025', ''])
  })

  await test.step('arrows go from row to row, and out of the table', async () => {
    await page.keyboard.press('ArrowUp')
    await page.keyboard.type('2024')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await said(say('table.left'))
    await page.keyboard.type('That was all.')
    await expect(text.locator('.table-frame + p')).toHaveText('That was all.')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowUp')
    await expect(cells).toHaveText(['Winter', 'Cold flats', '2023', 'nine', '2024', '', '2025', ''])
  })

  await test.step('a row moves by its keys, a column is added by its keys, and both are undone', async () => {
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect(cells).toHaveText(['Winter', 'Cold flats', '2023', 'nine', '2025', '', '2024', ''])
    await page.keyboard.press('Control+Alt+Enter')
    await expect(text.getByRole('row').first().locator('td')).toHaveCount(3)
    await page.keyboard.press('Control+Alt+Backspace')
    await expect(text.getByRole('row').first().locator('td')).toHaveCount(2)
    await page.keyboard.press('Control+Shift+Backspace')
    await expect(text.getByRole('row')).toHaveCount(3)
  })

  await test.step('everything else is in the menu of the table, by arrow keys', async () => {
    await toTool(page, say('table.change'))
    await page.keyboard.press('Enter')
    const menu = page.getByRole('menu', { name: say('table.change') })
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size)
      await keepPicture(page, `table-menu-${size.width}x${size.height}`)
    }
    await page.keyboard.type(say('table.headerRow.off').slice(0, 5))
    await page.keyboard.press('Enter')
    await expect(menu).toBeHidden()
    await expect(text.getByRole('columnheader')).toHaveCount(0)
    await expect(text).toBeFocused()
    await toTool(page, say('table.change'))
    await page.keyboard.press('Enter')
    // An Escape before it is there closes nothing.
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(text).toBeFocused()
  })

  await test.step('Delete empties the cells that are selected, and leaves them standing', async () => {
    await cells.nth(2).click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    const before = await cells.count()
    await page.keyboard.press('Delete')
    await expect(cells).toHaveCount(before)
  })

  await test.step('others read the same table, and the server has it', async () => {
    await expectSaveState(page, 'save.saved')
    await expect(per.page.getByRole('region', { name: 'Summary' }).getByRole('table')).toContainText('Winter')
    const html = await (await page.request.get(`/api/studies/${id}/export?format=html`)).text()
    expect(html).toContain('<table>')
  })
  await close()
})

test('a wide table scrolls inside its own named frame, and no rule of axe is broken with tables and notes', async ({ browser }) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'wide')
  const { page } = amina
  const inspect = new Inspection('en')
  await page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  await goToEndOf(page, 'Summary')
  await toTool(page, say('table.insert'))
  await page.keyboard.press('Enter')
  for (let times = 0; times < 6; times += 1) await page.keyboard.press('Control+Alt+Enter')
  await page.keyboard.type('A long heading of a column')
  await inspect.of(page, { route: '/studies/:id', name: 'study-table' })
  await page.setViewportSize({ width: 320, height: 640 })
  const frame = text.getByRole('group', { name: 'A long heading of a column' })
  expect(await frame.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
  await page.setViewportSize(desktop)
  await close()
})

test('a note is written, changed and found again by keyboard; readers go there and back', async ({ browser }) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'notes')
  const { page } = amina
  await page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  const dialog = page.getByRole('dialog')
  await goToEndOf(page, 'Summary')
  await page.keyboard.type('It was decided in May')

  await test.step('from the tools', async () => {
    await toTool(page, say('footnote.insert'))
    await page.keyboard.press('Enter')
    await expect(dialog.getByLabel(say('footnote.text'))).toBeFocused()
    await page.keyboard.type('Minutes, 3 May')
    await keepPicture(page, 'note-dialog-1366x768')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(text.getByRole('button', { name: say('footnote.name', { text: 'Minutes, 3 May' }) })).toBeVisible()
    await expect(text).toBeFocused()
    await page.keyboard.type('.')
    await expect(text).toContainText('It was decided in May.')
  })

  await test.step('with the caret going over it, Enter opens it', async () => {
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await expect(dialog.getByLabel(say('footnote.text'))).toHaveValue('Minutes, 3 May')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Minutes, 4 May')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(text.getByRole('button', { name: say('footnote.name', { text: 'Minutes, 4 May' }) })).toBeVisible()
    await expect(text).toBeFocused()
  })

  await test.step('by its keys a second one, numbered after the first', async () => {
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Alt+f')
    await expect(dialog.getByLabel(say('footnote.text'))).toBeFocused()
    await page.keyboard.type('Seen by us')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(text.locator('.note-mark')).toHaveCount(2)
    await expectSaveState(page, 'save.saved')
    await keepPicture(page, 'notes-1366x768')
  })

  await test.step('the page to read leads to each note and back', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
    const reader = await context.newPage()
    await reader.goto(`${server.url}/studies/${id}`)
    const reference = reader.locator('#section-summary-ref-1')
    await expect(reference).toHaveAttribute('href', '#section-summary-note-1')
    await expect(reader.locator('#section-summary-note-1')).toContainText('Minutes, 4 May')
    await expect(reader.locator('#section-summary-note-1').getByRole('link')).toHaveAttribute('href', '#section-summary-ref-1')
    await context.close()
  })
  await close()
})
