import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { SectionVoices } from '@samskriv/protocol'
import { sharedServer, type TestServer } from '../support/server.ts'
import { phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { place } from './steps/studies.ts'
import { aStudyTogether, openWords } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const changed = 'What changed'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const bar = (page: Page): Locator => page.getByRole('search', { name: say('find.title') })

test('words are found in all sections and replaced by keyboard; letters that stay stay their author’s', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'find')
  for (const one of [amina, per]) await one.page.goto(`/studies/${id}`)
  await openWords(amina.page, id)
  await goToEndOf(amina.page, place)
  await amina.page.keyboard.type('The walking group walks.')
  await goToEndOf(amina.page, changed)
  await amina.page.keyboard.type('Walking helps.')
  await goToEndOf(amina.page, 'Summary')
  await amina.page.keyboard.type('We began walking.')
  await expectSaveState(amina.page, 'save.saved')
  const { page } = per
  await expect(textOf(page, 'Summary')).toContainText('walking')

  const said = async (section: string): Promise<string[]> => {
    const answer = await page.request.get(`/api/studies/${id}/sections/${section}/voices`)
    const { voices, spans } = SectionVoices.parse(await answer.json())
    return spans.map(({ voice, text }) => `${voices[voice]?.name}: ${text}`)
  }

  await test.step('Ctrl+Shift+H opens it, and AltGr with the same key does not', async () => {
    await textOf(page, 'Summary').click()
    await page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'H', ctrlKey: true, shiftKey: true, modifierAltGraph: true, bubbles: true, cancelable: true }),
      ),
    )
    await expect(bar(page)).toHaveCount(0)
    await page.keyboard.press('Control+Shift+h')
    await expect(bar(page).getByLabel(say('find.what'))).toBeFocused()
  })

  await test.step('it counts, and goes from place to place', async () => {
    await page.keyboard.type('walking')
    await expect(bar(page)).toContainText(say('find.found', { count: 3 }))
    await expect(page.locator('[aria-live]')).toContainText(say('find.found', { count: 3 }))
    await page.keyboard.press('Enter')
    await expect(bar(page)).toContainText(say('find.at', { at: 1, of: 3, section: 'Summary' }))
    await page.keyboard.press('Shift+Enter')
    await expect(bar(page)).toContainText(say('find.at', { at: 3, of: 3, section: changed }))
    await expect(page.getByRole('heading', { level: 2, name: changed })).toBeInViewport()
    await bar(page).getByLabel(say('find.matchCase')).check()
    await expect(bar(page)).toContainText(say('find.found', { count: 2 }))
    await bar(page).getByLabel(say('find.matchCase')).uncheck()
    await keepPicture(page, 'find-1366x768')
  })

  await test.step('all are replaced in one step; “walk” stays hers', async () => {
    await bar(page).getByLabel(say('find.with')).fill('walked')
    await bar(page)
      .getByRole('button', { name: say('find.replaceAll') })
      .click()
    await expect(bar(page)).toContainText(say('find.replaced', { count: 3 }))
    await expect(wordsOf(amina.page, place)).toContainText('The walked group walks.')
    await expectSaveState(page, 'save.saved')
    await expect
      .poll(() => said('place-and-people'))
      .toEqual(['Amina Resident: The walk', 'Per Officer: ed', 'Amina Resident:  group walks.'])
  })

  await test.step('undo takes all of it back', async () => {
    await page.getByRole('button', { name: new RegExp(say('toolbar.undo')) }).click()
    await expect(wordsOf(amina.page, place)).toContainText('The walking group walks.')
    await expect(wordsOf(amina.page, changed)).toContainText('Walking helps.')
  })

  await test.step('never where somebody else edits alone, and it says so', async () => {
    await amina.page.getByRole('button', { name: `${say('hold.take')}: ${changed}` }).click()
    await expect(wordsOf(page, changed)).toContainText('Amina Resident edits this section alone now')
    await bar(page)
      .getByRole('button', { name: say('find.replaceAll') })
      .click()
    await expect(bar(page)).toContainText(say('find.replaced', { count: 2 }))
    await expect(bar(page)).toContainText(say('find.closed', { count: 1 }))
    await expect(wordsOf(amina.page, 'Summary')).toContainText('We began walked.')
    await expect(wordsOf(amina.page, changed)).toContainText('Walking helps.')
    await expect(bar(page)).toContainText(say('find.found', { count: 1 }))
    await bar(page)
      .getByRole('button', { name: say('find.next') })
      .click()
    await bar(page)
      .getByRole('button', { name: say('find.replace'), exact: true })
      .click()
    await expect(bar(page)).toContainText(say('find.heldHere', { name: 'Amina Resident' }))
    await expectSaveState(page, 'save.saved')
  })

  await test.step('Escape closes it; from the menu it opens on a phone too', async () => {
    await bar(page).getByLabel(say('find.what')).focus()
    await page.keyboard.press('Escape')
    await expect(bar(page)).toHaveCount(0)
    await page.setViewportSize(phone)
    await page.getByRole('button', { name: say('study.menu') }).click()
    await page.getByRole('menuitem', { name: say('find.title') }).click()
    await expect(bar(page).getByLabel(say('find.what'))).toBeFocused()
    await page.keyboard.type('began')
    await page.keyboard.press('Enter')
    await expect(bar(page)).toContainText(say('find.at', { at: 1, of: 1, section: 'Summary' }))
    await keepPicture(page, 'find-360x740')
  })
  await close()
})
