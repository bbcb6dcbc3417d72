import { expect, test, type Browser, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { desktop, nowhere, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.stop())

/** The same person, where nothing runs. */
async function onAPhone(browser: Browser, page: Page): Promise<Page> {
  const state = { baseURL: server.url, locale: 'en-GB', storageState: await page.context().storageState() }
  return await (await browser.newContext({ ...state, javaScriptEnabled: false, viewport: phone })).newPage()
}

/** Its name goes on with what it is about. */
const press = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
const card = (page: Page) => page.getByRole('region', { name: say('suggestion.title') }).getByRole('article')
const button = (page: Page, name: string) => card(page).getByRole('button', { name })

test('[SG27] what the council puts in the place of words of two residents waits until both agree, and each sees who is asked', async ({
  browser,
}) => {
  const siri = await signIn(browser, server, { name: 'Siri Steward', email: 'siri-several@example.org', opens: nowhere })
  const headers = { origin: server.url }
  const data = { title: 'The lift', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = await (await siri.page.request.post('/api/studies', { data, headers })).json()
  await siri.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'third', subtype: 'charity' }, headers })
  const come = async (name: string, capacity: { sector: string; subtype: string }): Promise<Page> => {
    const email = `${name.toLowerCase().replace(' ', '-')}-several@example.org`
    await siri.page.request.post(`/api/studies/${id}/people`, { data: { email, role: 'editor' }, headers })
    const { page } = await signIn(browser, server, { name, email, opens: nowhere })
    await page.request.post(`/api/studies/${id}/capacity`, { data: capacity, headers })
    await page.request.post(`/api/studies/${id}/identity`, { data: { mode: 'full-name', label: name }, headers })
    return page
  }
  const resident = { sector: 'community', subtype: 'resident' }
  const nora = await come('Nora Vik', resident)
  const ola = await come('Ola Berg', resident)
  const bo = await come('Bo Clerk', { sector: 'public', subtype: 'council' })

  await test.step('each of them writes a paragraph; from then on they comment', async () => {
    for (const [page, words] of [
      [nora, 'We want the lift to work.'],
      [ola, 'I was left on the stairs for two hours.'],
    ] as const) {
      await page.goto(`/studies/${id}`)
      await textOf(page, 'Summary').click()
      await page.keyboard.press('Control+End')
      if (page === ola) {
        await expect(textOf(page, 'Summary')).toContainText('We want the lift')
        await page.keyboard.press('Control+End')
        await page.keyboard.press('Enter')
      }
      await page.keyboard.type(words)
      await expectSaveState(page, 'save.saved')
      const { participantId } = (await (await page.request.get(`/api/studies/${id}`)).json()).me
      const set = await siri.page.request.patch(`/api/studies/${id}/people/${participantId}`, { data: { role: 'commenter' }, headers })
      expect(set.ok()).toBe(true)
    }
  })

  await test.step('the clerk writes one sentence over both', async () => {
    await bo.goto(`/studies/${id}`)
    const text = textOf(bo, 'Summary')
    await expect(text).toContainText('two hours.')
    await text.click()
    await bo.keyboard.press('Control+Home')
    await bo.keyboard.press('Control+Shift+End')
    await bo.keyboard.type('We want the lift.')
    const form = bo.locator('form.reword-form')
    await form.getByLabel(say('suggestion.words')).fill('We want the lift.')
    await form.getByLabel(say('protected.why')).fill('It says the same in less.')
    await form.getByRole('button', { name: say('suggestion.send') }).click()
    for (const name of ['Nora Vik', 'Ola Berg']) await expect(card(bo)).toContainText(say('suggestion.isAsked', { who: name }))
    await expect(button(bo, say('suggestion.accept'))).toHaveCount(0)
  })

  await test.step('Nora agrees for her words: the text stays, and she may take it back', async () => {
    await nora.goto(`/studies/${id}`)
    await expect(button(nora, say('suggestion.accept'))).toHaveCount(0)
    await button(nora, say('suggestion.agree')).click()
    await expect(card(nora)).toContainText('Nora Vik agrees. Ola Berg is asked.')
    await expect(card(nora)).toBeFocused()
    await expect(card(bo)).toContainText('Nora Vik agrees. Ola Berg is asked.')
    await expect(textOf(bo, 'Summary')).toContainText('two hours.')
    await expectNoViolationsInAnyLook(nora, '.suggestions')
    await keepPicture(nora, 'suggestion-of-several')
    await button(nora, say('suggestion.agree.takeBack')).click()
    await expect(card(nora)).toContainText('Nora Vik is asked.')
    await expect(card(nora)).toBeFocused()
    await button(nora, say('suggestion.agree')).click()
    await expect(card(nora)).toContainText('Nora Vik agrees. Ola Berg is asked.')
  })

  await test.step('on a phone without JavaScript Nora takes her yes back and says it again', async () => {
    const plain = await onAPhone(browser, nora)
    await plain.goto(`/studies/${id}?suggestion=from-a-mail`)
    await plain.getByRole('link', { name: say('reading.noScript.suggestion') }).click()
    await expect(plain.getByText('Nora Vik agrees. Ola Berg is asked.')).toBeVisible()
    await press(plain, say('suggestion.agree.takeBack'))
    await expect(plain.getByRole('status')).toHaveText(say('suggestion.done.take-back'))
    await expect(card(bo)).toContainText('Nora Vik is asked.')
    await plain.getByRole('link', { name: say('saidSuggestion.waiting', { count: 1 }) }).click()
    await press(plain, say('suggestion.agree'))
    await expect(card(bo)).toContainText('Nora Vik agrees. Ola Berg is asked.')
  })

  await test.step('Ola, the last of them, is asked for a reason there to say no, and accepts it: it is in the text, and says who agreed', async () => {
    const plain = await onAPhone(browser, ola)
    for (const language of ['nb', 'sv', 'en'] as const) {
      await plain.goto(`/studies/${id}/said?lang=${language}`)
      await plain.locator('summary').first().click()
      for (const size of [phone, desktop, { width: 320, height: 640 }]) {
        await plain.setViewportSize(size)
        expect(await plain.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
        await keepPicture(plain, `said-decide-${language}-${size.width}`, { fullPage: true })
      }
    }
    await ola.goto(`/studies/${id}/said?lang=en`)
    await expectNoViolationsInAnyLook(ola, 'main')
    await plain.setViewportSize(phone)
    const no = plain.getByRole('button', { name: new RegExp(`^${say('suggestion.decline')}`) })
    await no.click()
    await expect(plain.getByRole('alert')).toContainText(say('suggestion.why.empty'))
    await plain.getByRole('alert').getByRole('link').click()
    await expect(plain.getByLabel(say('suggestion.why.decline'))).toBeVisible()
    await keepPicture(plain, 'said-decide-no-reason', { fullPage: true })
    await press(plain, say('suggestion.accept'))
    await expect(plain.getByRole('status')).toHaveText(say('suggestion.done.accept'))
    await keepPicture(plain, 'said-decided', { fullPage: true })
    await ola.goto(`/studies/${id}`)
    await expect(textOf(bo, 'Summary')).not.toContainText('two hours')
    await expect(textOf(bo, 'Summary')).toContainText('We want the lift.')
    await expect(card(ola)).toHaveCount(0)
    await ola.getByText(say('suggestion.decided', { count: 1 })).click()
    await expect(ola.locator('.suggestions-decided')).toContainText(/For their words agreed: Nora Vik.*, Ola Berg/)
  })
})
