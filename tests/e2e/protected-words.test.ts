import { expect, test, type Locator, type Page } from '@playwright/test'
import { languages } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { keepPicture } from './steps/pictures.ts'
import { androidPhone, ScreenKeyboard } from './steps/screen-keyboard.ts'
import { aStudyTogether, type Together } from './steps/together.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')
const said = 'We asked for a café by the lift.'

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.stop())

const formOn = (page: Page, name = say('protected.title', { whose: 'Amina Resident' })) => page.getByRole('form', { name })

/** Amina has said it in the summary, and Per has the study open beside her. */
async function aSentenceOfHers(together: Together): Promise<void> {
  const { id, amina, per } = together
  await amina.page.goto(`/studies/${id}`)
  await textOf(amina.page, 'Summary').click()
  await amina.page.keyboard.type(said)
  await expectSaveState(amina.page, 'save.saved')
  await per.page.goto(`/studies/${id}`)
  await expect(textOf(per.page, 'Summary')).toContainText(said)
}

async function caretBefore(page: Page, words: string): Promise<void> {
  await textOf(page, 'Summary').click()
  await page.keyboard.press('Control+Home')
  for (let step = 0; step < said.indexOf(words); step += 1) await page.keyboard.press('ArrowRight')
}

test('[WE39] an accent that is composed in words of hers is kept, and what he has begun is there after a reload', async ({ browser }) => {
  const together = await aStudyTogether(browser, server, 'accents')
  await aSentenceOfHers(together)
  const { page } = together.per
  const keyboard = await ScreenKeyboard.of(page)
  const words = formOn(page).getByLabel(say('suggestion.words'))

  await test.step('a dead key and its letter', async () => {
    await caretBefore(page, 'by the lift')
    await keyboard.show('´')
    await keyboard.commit('é')
    await expect(words).toBeFocused()
    await expect(words).toHaveValue('We asked for a café éby the lift.')
    await page.keyboard.type('clair ')
    await expect(words).toHaveValue('We asked for a café éclair by the lift.')
    await expect(textOf(page, 'Summary')).toHaveText(said)
  })

  await test.step('others go on writing above it, and it stays over its words', async () => {
    await together.amina.page.keyboard.press('Control+Home')
    await together.amina.page.keyboard.type('First of all.')
    await together.amina.page.keyboard.press('Enter')
    const paragraphs = textOf(page, 'Summary').locator('p')
    await expect(paragraphs).toHaveCount(2)
    const top = async (of: Locator): Promise<number> => (await of.boundingBox())?.y ?? 0
    await expect
      .poll(async () => [
        (await top(formOn(page))) > (await top(paragraphs.first())),
        (await top(formOn(page))) < (await top(paragraphs.last())),
      ])
      .toEqual([true, true])
    await expect(words).toBeFocused()
  })

  await test.step('a reload keeps it on the device', async () => {
    await page.reload()
    await expect(words).toHaveValue('We asked for a café éclair by the lift.')
    await expect(words).not.toBeFocused()
  })

  await test.step('he corrects her spelling without a reason, and with Escape he goes back to the text', async () => {
    await words.fill(said.replace('lift', 'Lift'))
    await expect(formOn(page).getByLabel(say('protected.why'))).toBeHidden()
    await words.press('Escape')
    await expect(textOf(page, 'Summary')).toBeFocused()
    await formOn(page)
      .getByRole('button', { name: say('suggestion.send') })
      .click()
    await expect(formOn(page)).toBeHidden()
    const { suggestions } = await (await page.request.get(`/api/studies/${together.id}/suggestions`)).json()
    expect(suggestions).toMatchObject([{ original: [said], blocks: [{ text: said.replace('lift', 'Lift') }], spelling: true, kept: false }])
  })
  await together.close()
})

test('[WE39] on a phone a word that is composed in words of hers goes on in the form, in every language and look', async ({ browser }) => {
  const together = await aStudyTogether(browser, server, 'phone')
  await aSentenceOfHers(together)
  const state = await together.per.context.storageState()
  const context = await browser.newContext({ ...androidPhone, storageState: state, baseURL: server.url })
  const page = await context.newPage()
  await page.goto(`/studies/${together.id}`)
  await expect(textOf(page, 'Summary')).toContainText(said)
  const keyboard = await ScreenKeyboard.of(page)
  await caretBefore(page, 'café')
  await keyboard.write('new')
  const words = formOn(page).getByLabel(say('suggestion.words'))
  await expect(words).toBeFocused()
  await expect(words).toHaveValue('We asked for a new café by the lift.')
  await keyboard.write('small')
  await expect(words).toHaveValue('We asked for a new small café by the lift.')
  await expect(textOf(page, 'Summary')).toHaveText(said)
  for (const language of languages) {
    await page.request.patch('/api/me', { data: { language }, headers: { origin: server.url } })
    await page.reload()
    await expect(formOn(page, translator(language)('protected.title', { whose: 'Amina Resident' }))).toBeVisible()
    await expectNoViolationsInAnyLook(page, '.reword-form')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await keepPicture(page, `protected-words-${language}-360x740`)
  }
  await context.close()
  await together.close()
})

test('[WE39] what is cut may be pasted elsewhere and stays hers, and a list of them is made directly; deleting them asks first', async ({
  browser,
}) => {
  const together = await aStudyTogether(browser, server, 'moves')
  await aSentenceOfHers(together)
  const { page } = together.per
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await textOf(page, 'Summary').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+x')
  await textOf(page, 'The place and the people').click()
  await page.keyboard.press('Control+v')
  await expect(textOf(page, 'The place and the people')).toHaveText(said)
  await expect(textOf(together.amina.page, 'Summary')).not.toContainText(said)
  await expect(formOn(page)).toBeHidden()

  // The server can't tell whose they are now.
  await page.context().setOffline(true)
  await page.keyboard.press('Control+Shift+8')
  await expect(textOf(page, 'The place and the people').locator('li')).toHaveText(said)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  const form = formOn(page)
  await expect(form.getByLabel(say('suggestion.words'))).toHaveValue('')
  await page.context().setOffline(false)
  await expectSaveState(page, 'save.saved')
  await form.getByRole('button', { name: say('action.cancel') }).click()
  await expect(textOf(page, 'The place and the people')).toHaveText(said)
  const voices = await (await page.request.get(`/api/studies/${together.id}/sections/place-and-people/voices`)).json()
  expect(voices.voices?.map(({ name }: { name: string }) => name)).toEqual(['Amina Resident'])
  await together.close()
})

test('[WE39] whoever has to mind words of others writes although what minds them never comes', async ({ browser }) => {
  const together = await aStudyTogether(browser, server, 'never-comes')
  const { page } = together.per
  // A network that neither answers nor fails.
  await page.route('**/assets/begin-guarding-*', () => {})
  await page.goto(`/studies/${together.id}`)
  await textOf(page, 'Summary').click()
  await page.keyboard.type('We opened the hall.')
  await expect(textOf(page, 'Summary')).toContainText('We opened the hall.')
  await expectSaveState(page, 'save.saved')
  await together.close()
})
