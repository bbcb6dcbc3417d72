import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { SectionVoices } from '@samskriv/protocol'
import { sharedServer, type TestServer } from '../support/server.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const first = 'The walls were wet for three winters before anyone came.'
const second = 'My son coughed every night and nobody would tell us why.'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const keys =
  (...pressed: readonly string[]) =>
  async (page: Page) => {
    for (const key of pressed) await page.keyboard.press(key)
  }
const word = 'Control+ArrowRight'
const say = translator('en')
/** A button of the toolbar, by the mouse. */
const tool = (label: 'heading3' | 'blockquote' | 'undo' | 'redo') => async (page: Page) =>
  page
    .getByRole('toolbar')
    .getByRole('button', { name: new RegExp(`^${say(`toolbar.${label}`)}`) })
    .click()
/** Marks a block of the text by clicking three times into it. */
const marked =
  (place: number, then: (page: Page) => Promise<void> = async () => {}) =>
  async (page: Page) => {
    await textOf(page, 'Summary').locator(':scope > *').nth(place).click({ clickCount: 3 })
    await then(page)
  }

/** One after another, by a real keyboard and mouse, each on what the one before has left. `blocks` are the names of its elements. */
const gestures: readonly { readonly name: string; readonly act: (page: Page) => Promise<void>; readonly blocks: readonly string[] }[] = [
  { name: 'Enter in the middle', act: keys('Control+Home', word, word, word, 'Enter'), blocks: ['P', 'P', 'P'] },
  { name: 'Backspace joins again', act: keys('Backspace'), blocks: ['P', 'P'] },
  { name: 'bold', act: keys('Control+a', 'Control+b'), blocks: ['P', 'P'] },
  { name: 'italic', act: keys('Control+i'), blocks: ['P', 'P'] },
  { name: 'a bulleted list', act: keys('Control+Shift+Digit8'), blocks: ['UL'] },
  { name: 'a list item further in', act: keys('Control+End', 'Tab'), blocks: ['UL'] },
  { name: 'and out again', act: keys('Shift+Tab'), blocks: ['UL'] },
  { name: 'bullets made numbers', act: keys('Control+a', 'Control+Shift+Digit7'), blocks: ['OL'] },
  { name: 'the list off', act: keys('Control+Shift+Digit7'), blocks: ['P', 'P'] },
  { name: 'a heading, by the mouse', act: marked(0, tool('heading3')), blocks: ['H3', 'P'] },
  { name: 'a paragraph again, by the mouse', act: tool('heading3'), blocks: ['P', 'P'] },
  { name: 'a quote, by the mouse', act: marked(1, tool('blockquote')), blocks: ['P', 'BLOCKQUOTE'] },
  { name: 'undone, by the mouse', act: tool('undo'), blocks: ['P', 'P'] },
  { name: 'done again, by the mouse', act: tool('redo'), blocks: ['P', 'BLOCKQUOTE'] },
  { name: 'the quote off, by the mouse', act: tool('blockquote'), blocks: ['P', 'P'] },
  { name: 'cut and pasted below', act: marked(0, keys('Control+x', 'Control+End', 'Enter', 'Control+v')), blocks: ['P', 'P', 'P'] },
]

test('her words stay hers under another’s keyboard and mouse', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'gestures')
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)

  /** The words, in alphabetical order, and who says any of them. */
  const said = async () => {
    const answer = await amina.page.request.get(`/api/studies/${id}/sections/summary/voices`)
    const { voices, spans } = SectionVoices.parse(await answer.json())
    const lines = Map.groupBy(spans, ({ line }) => line)
    const words = [...lines.values()].flatMap((of) =>
      of
        .map(({ text }) => text)
        .join('')
        .split(/\s+/)
        .filter(Boolean),
    )
    return {
      by: [...new Set(spans.filter(({ text }) => text.trim() !== '').map(({ voice }) => voices[voice]?.name))],
      words: words.toSorted(),
    }
  }
  const hers = { by: ['Amina Resident'], words: `${first} ${second}`.split(' ').toSorted() }

  await textOf(amina.page, 'Summary').click()
  await amina.page.keyboard.type(first)
  await amina.page.keyboard.press('Enter')
  await amina.page.keyboard.type(second)
  await expectSaveState(amina.page, 'save.saved')
  await expect.poll(said).toEqual(hers)
  await expect(textOf(per.page, 'Summary')).toContainText(second)
  await textOf(per.page, 'Summary').click()

  for (const { name, act, blocks } of gestures) {
    await test.step(name, async () => {
      await act(per.page)
      const shown = textOf(amina.page, 'Summary').locator(':scope > :not(span)')
      await expect.poll(() => shown.evaluateAll((of) => of.map(({ tagName }) => tagName))).toEqual(blocks)
      await expectSaveState(per.page, 'save.saved')
      await expect.poll(said).toEqual(hers)
    })
  }
  await close()
})
