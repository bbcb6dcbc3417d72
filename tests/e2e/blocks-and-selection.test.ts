import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { SectionVoices } from '@samskriv/protocol'
import { sharedServer, type TestServer } from '../support/server.ts'
import { toTool } from './steps/by-keyboard.ts'
import { place } from './steps/studies.ts'
import { keepPicture } from './steps/pictures.ts'
import { androidPhone } from './steps/screen-keyboard.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')
const lines = ['The walls were wet.', 'My son coughed.', 'Nobody had the key.']

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const wordsIn = async (text: Locator): Promise<string[]> => (await text.locator('p, li').allInnerTexts()).map((words) => words.trim())

async function write(page: Page, section: string): Promise<void> {
  await goToEndOf(page, section)
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter')
    await page.keyboard.type(line)
  }
  await expectSaveState(page, 'save.saved')
}

test('a block is moved by its handle and by keys alone, in its section and into the next; everybody sees it, and it stays its author’s', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'blocks')
  const { page } = per
  await page.setViewportSize({ width: 1366, height: 1600 })
  for (const one of [page, amina.page]) await one.goto(`/studies/${id}`)
  await write(amina.page, 'Summary')
  const [wet, cough, key] = lines
  const text = textOf(page, 'Summary')
  await expect(text).toContainText('Nobody had the key.')

  /** On both screens, and on the server nobody's but hers. */
  const reads = async (section: string, key: string, ...words: (string | undefined)[]): Promise<void> => {
    for (const one of [page, amina.page]) await expect.poll(() => wordsIn(textOf(one, section))).toEqual(words)
    await expectSaveState(page, 'save.saved')
    await expect
      .poll(async () => {
        const { voices, spans } = SectionVoices.parse(await (await page.request.get(`/api/studies/${id}/sections/${key}/voices`)).json())
        return spans.map(({ voice, text: said }) => `${voices[voice]?.name}, ${voices[voice]?.mode}: ${said}`)
      })
      .toEqual(words.map((said) => `Amina Resident, typed_by_self: ${said}`))
  }
  const heard = (words: string) => expect(page.getByRole('status').getByText(words).last()).toBeAttached()

  await test.step('by the mouse, with the handle in the margin', async () => {
    await drag(page, text.locator('p').nth(2), text.locator('p').nth(0))
    await reads('Summary', 'summary', key, wet, cough)
    await drag(page, text.locator('p').nth(0), textOf(page, place).locator('p').nth(0))
    await reads('Summary', 'summary', wet, cough)
    await reads(place, 'place-and-people', key)
    await heard(say('move.into', { section: place }))
  })

  await test.step('nothing of the handle is told to who does not see it', async () => {
    await text.locator('p').nth(0).hover()
    await expect(page.locator('.drag-handle')).toBeVisible()
    await expect(page.locator('.drag-handle').locator('xpath=ancestor-or-self::*[@aria-hidden="true"]')).not.toHaveCount(0)
  })

  await test.step('by keys alone, with the caret in it', async () => {
    await text.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await reads('Summary', 'summary', cough, wet)
    await heard(say('move.movedDown'))
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await heard(say('move.into', { section: place }))
    await expect(textOf(page, place)).toBeFocused()
    await reads('Summary', 'summary', cough)
    await reads(place, 'place-and-people', wet, key)
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect(text).toBeFocused()
    await reads('Summary', 'summary', cough, wet)
    await page.keyboard.press('Control+z')
    await reads('Summary', 'summary', cough)
  })

  await test.step('by the tools, which say their keys', async () => {
    await textOf(page, place).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowDown')
    await toTool(page, new RegExp(`^${say('move.up')}`))
    await expect(page.getByRole('toolbar').getByRole('group', { name: say('toolbar.group.move') })).toMatchAriaSnapshot(`
      - group:
        - button "${say('toolbar.shortcut', { tool: say('move.up'), keys: 'Alt+Shift+↑' })}"
        - button "${say('toolbar.shortcut', { tool: say('move.down'), keys: 'Alt+Shift+↓' })}"
    `)
    await page.keyboard.press('Enter')
    await reads(place, 'place-and-people', key, wet)
  })
  await close()
})

test('the tools for selected words stand beside them; by keyboard the toolbar has the same, and both set bold and links', async ({
  browser,
}) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'selection')
  const { page } = amina
  await page.goto(`/studies/${id}`)
  await write(page, 'Summary')
  const text = textOf(page, 'Summary')
  const beside = page.locator('.selection-tools')
  const dialog = page.getByRole('dialog', { name: say('toolbar.link') })
  const toolbar = page.getByRole('toolbar', { name: say('toolbar.label') })

  await test.step('selected by the mouse: bold', async () => {
    await expect(beside).toHaveCount(0)
    await text.getByText('wet').dblclick({ position: { x: 60, y: 10 } })
    await expect(beside).toBeVisible()
    const selected = await page.evaluate(() => getSelection()?.getRangeAt(0).getBoundingClientRect().toJSON())
    const box = await beside.boundingBox()
    expect(box !== null && (box.y + box.height <= selected.top || box.y >= selected.bottom)).toBe(true)
    await keepPicture(page, 'selection-tools-1366x768')
    const word = await page.evaluate(() => String(getSelection()).trim())
    await beside.getByTitle(say('toolbar.bold')).click()
    await expect(text.locator('strong')).toHaveText(word)
    await expect(text).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(beside).toHaveCount(0)
  })

  await test.step('selected by keys: they stand there too, and the same is reached by Alt+F10', async () => {
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+Shift+ArrowRight')
    await expect(beside).toBeVisible()
    await toTool(page, new RegExp(`^${say('toolbar.bold')}`))
    await page.keyboard.press('Enter')
    await expect(text.locator('strong').first()).toHaveText(/^The/)
    await expect(text).toBeFocused()
    expect(await page.evaluate(() => String(getSelection()).trim())).toBe('The')
  })

  await test.step('a screen reader is told of one toolbar with every tool, and of the other nothing', async () => {
    await expect(page.getByRole('toolbar')).toHaveCount(1)
    await expect(toolbar.getByRole('group', { name: say('toolbar.group.text') })).toMatchAriaSnapshot(`
      - group:
        - button "${say('toolbar.shortcut', { tool: say('toolbar.bold'), keys: 'Ctrl+B' })}" [pressed]
        - button "${say('toolbar.shortcut', { tool: say('toolbar.italic'), keys: 'Ctrl+I' })}"
        - button "${say('toolbar.shortcut', { tool: say('toolbar.link'), keys: 'Ctrl+K' })}"
    `)
    await expect(page.getByRole('button', { name: /^Bold/ })).toHaveCount(1)
  })

  await test.step('a link, from the tools beside the words and from the toolbar', async () => {
    await beside.getByTitle(say('toolbar.link')).click()
    await dialog.getByLabel(say('toolbar.link.address')).fill('example.org/wet')
    await page.keyboard.press('Enter')
    await expect(text.getByRole('link', { name: 'The' })).toHaveAttribute('href', 'https://example.org/wet')
    await expect(text).toBeFocused()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Shift+Home')
    await toTool(page, new RegExp(`^${say('toolbar.link')}`))
    await page.keyboard.press('Enter')
    await expect(dialog.getByLabel(say('toolbar.link.address'))).toBeFocused()
    await page.keyboard.type('https://example.org/key')
    await page.keyboard.press('Enter')
    await expect(text.getByRole('link', { name: 'Nobody had the key.' })).toHaveAttribute('href', 'https://example.org/key')
    await expectSaveState(page, 'save.saved')
  })
  await close()
})

test('on a phone the tools stand fixed above the keyboard, and cover neither the line that is written nor the words that are selected', async ({
  browser,
}) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'selection-phone')
  const context = await browser.newContext({ ...androidPhone, baseURL: server.url, storageState: await amina.context.storageState() })
  const page = await context.newPage()
  await page.goto(`/studies/${id}`)
  const text = textOf(page, 'Summary')
  const tools = page.getByRole('toolbar', { name: say('toolbar.label') })
  await expect(tools).toBeHidden()
  await text.tap()
  await expect(tools).toBeVisible()

  await test.step('at the lower edge, while one writes on and on', async () => {
    await writeOn(page, 18)
    await expectFixedAt(page, 740)
    await expectCaretAbove(page)
  })

  await test.step('above the keyboard, when that covers the half of the window', async () => {
    await coverByKeyboard(page, 320)
    await expectFixedAt(page, 740 - 320)
    await writeOn(page, 3)
    await expectCaretAbove(page)
    await keepPicture(page, 'tools-above-keyboard-360x740')
  })

  await test.step('words selected by a finger: there are these tools and no others, and they set bold', async () => {
    await text
      .locator('p')
      .last()
      .evaluate((line) => getSelection()?.selectAllChildren(line))
    await expect(page.locator('.selection-tools')).toBeHidden()
    await tools.getByRole('button', { name: new RegExp(`^${say('toolbar.bold')}`) }).tap()
    await expect(text.locator('strong')).toHaveText('Line 3')
    await expectCaretAbove(page)
  })
  await context.close()
  await close()
})

/** By a real mouse: over the block, to the handle that comes, and with it to the upper half of another block. */
async function drag(page: Page, block: Locator, before: Locator): Promise<void> {
  await block.hover()
  const handle = page.locator('.drag-handle')
  await expect(handle).toBeVisible()
  const [from, to] = [await handle.boundingBox(), await before.boundingBox()]
  if (from === null || to === null) throw new Error('nothing to drag, or nowhere to')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2, { steps: 4 })
  await page.mouse.down()
  await page.mouse.move(to.x + 40, to.y + 4, { steps: 8 })
  await expect(page.locator('.drop-line')).toBeVisible()
  await page.mouse.up()
  await expect(page.locator('.drop-line')).toHaveCount(0)
}

async function writeOn(page: Page, count: number): Promise<void> {
  for (let line = 1; line <= count; line += 1) {
    await page.keyboard.press('Enter')
    await page.keyboard.type(`Line ${line}`)
  }
}

/** No browser without a window has a keyboard on its screen: the page is told what one would cover. */
async function coverByKeyboard(page: Page, pixels: number): Promise<void> {
  await page.evaluate((covered) => {
    const visible = window.visualViewport
    if (visible === null) throw new Error('this browser does not tell what is visible')
    Object.defineProperty(visible, 'height', { configurable: true, get: () => window.innerHeight - covered })
    visible.dispatchEvent(new Event('resize'))
  }, pixels)
}

/** The tools end where the visible part of the window ends, wherever the page is scrolled to. */
async function expectFixedAt(page: Page, bottom: number): Promise<void> {
  const end = () => page.locator('#text-tools').evaluate((element) => Math.round(element.getBoundingClientRect().bottom))
  await expect.poll(end).toBe(bottom)
  expect(await page.locator('#text-tools').evaluate((element) => getComputedStyle(element).position)).toBe('fixed')
}

/** The line of the caret is between the bar at the top and the tools. */
async function expectCaretAbove(page: Page): Promise<void> {
  const covered = () =>
    page.evaluate(() => {
      const node = getSelection()?.focusNode
      const line = (node instanceof Element ? node : node?.parentElement)?.getBoundingClientRect()
      const tools = document.querySelector('#text-tools')?.getBoundingClientRect()
      if (line === undefined || tools === undefined) return 'no caret'
      return line.bottom > tools.top ? `by ${Math.round(line.bottom - tools.top)} px` : line.top < 0 ? 'out of the window' : 'no'
    })
  await expect.poll(covered, { message: 'is the line covered?' }).toBe('no')
}
