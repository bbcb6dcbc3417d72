import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { nowhere, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')
const said = 'It was an honest no, and we heard it.'

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.stop())

const cards = (page: Page) => page.getByRole('region', { name: say('suggestion.title') })

test('what the council puts into a resident’s sentence becomes a suggestion that she decides; a list is made directly', async ({
  browser,
}) => {
  const ingrid = await signIn(browser, server, { name: 'Ingrid Dahl', email: 'ingrid-suggestions@example.org', opens: nowhere })
  const headers = { origin: server.url }
  const data = { title: 'The lift', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = await (await ingrid.page.request.post('/api/studies', { data, headers })).json()
  await ingrid.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'community', subtype: 'resident' }, headers })
  await ingrid.page.request.post(`/api/studies/${id}/people`, { data: { email: 'bo-suggestions@example.org', role: 'editor' }, headers })
  const bo = await signIn(browser, server, { name: 'Bo Clerk', email: 'bo-suggestions@example.org', opens: nowhere })
  await bo.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'public', subtype: 'council' }, headers })

  await test.step('he types into her sentence: her words stay, and none of his keys is lost', async () => {
    await ingrid.page.goto(`/studies/${id}`)
    await textOf(ingrid.page, 'Summary').click()
    await ingrid.page.keyboard.type(said)
    await expectSaveState(ingrid.page, 'save.saved')
    await bo.page.goto(`/studies/${id}`)
    const text = textOf(bo.page, 'Summary')
    await expect(text).toContainText(said)
    await text.click()
    await bo.page.keyboard.press('Control+Home')
    for (let step = 0; step < 'It was an honest '.length; step += 1) await bo.page.keyboard.press('ArrowRight')
    await bo.page.keyboard.type('and clear ')
    await expect(text.locator('p').first()).toHaveText(said)
    const form = bo.page.getByRole('form', { name: say('protected.title', { whose: 'Ingrid Dahl' }) })
    const words = form.getByLabel(say('suggestion.words'))
    await expect(words).toBeFocused()
    await expect(words).toHaveValue('It was an honest and clear no, and we heard it.')
    await expectNoViolationsInAnyLook(bo.page, '.reword-form')
    await keepPicture(bo.page, 'protected-words')
    await bo.page.keyboard.press('Control+Enter')
    await expect(form.getByText(say('suggestion.why.empty'))).toBeVisible()
    await expect(form.getByLabel(say('protected.why'))).toBeFocused()
    await bo.page.keyboard.type('You said so at the meeting.')
    await bo.page.keyboard.press('Control+Enter')
    await expect(form).toBeHidden()
    await expect(text).toBeFocused()
    await expect(text.locator('p').first()).toHaveText(said)
    await expect(cards(bo.page).locator('ins')).toHaveText(/added: and clear/)
    await expect(cards(bo.page)).toContainText('You said so at the meeting.')
    await expect(cards(bo.page).getByRole('button', { name: say('suggestion.accept') })).toHaveCount(0)
  })

  await test.step('she is told, and the notice leads to the card', async () => {
    await ingrid.page.goto(`/studies/${id}/notices?lang=en`)
    await expect(ingrid.page.getByText('Bo Clerk suggests to change the text').first()).toBeVisible()
    await ingrid.page
      .getByRole('link', { name: /See it/ })
      .first()
      .click()
    await expect(cards(ingrid.page).getByRole('article')).toBeFocused()
  })

  await test.step('he makes a list of it directly, and it stays hers', async () => {
    await textOf(bo.page, 'Summary').click()
    await bo.page.keyboard.press('Control+Shift+8')
    await expect(textOf(ingrid.page, 'Summary').locator('li')).toHaveText(said)
    const voices = await (await ingrid.page.request.get(`/api/studies/${id}/sections/summary/voices`)).json()
    expect(voices.voices.map(({ name }: { name: string }) => name)).toEqual(['Ingrid Dahl'])
  })

  await test.step('she sees who suggests what, and accepts it: his words are his, hers hers', async () => {
    const card = cards(ingrid.page).getByRole('article')
    await expect(card).toContainText('Bo Clerk (Public sector) suggests a change in “Summary”')
    await ingrid.page.getByRole('radio', { name: say('suggestion.view.then') }).check()
    await expect(card.locator('blockquote')).toContainText('an honest and clear no')
    await ingrid.page.getByRole('radio', { name: say('suggestion.view.changes') }).check()
    await expectNoViolationsInAnyLook(ingrid.page, '.suggestions')
    await keepPicture(ingrid.page, 'suggestions')
    await card.getByRole('button', { name: say('suggestion.accept') }).click()
    await expect(textOf(bo.page, 'Summary').locator('li')).toHaveText('It was an honest and clear no, and we heard it.')
    await expect(cards(ingrid.page)).toBeHidden()
    const { spans, voices } = await (await ingrid.page.request.get(`/api/studies/${id}/sections/summary/voices`)).json()
    const whose = spans.map(({ text, voice }: { text: string; voice: number }) => `${voices[voice].name}: ${text}`)
    expect(whose).toEqual(['Ingrid Dahl: It was an honest ', 'Bo Clerk: and clear ', 'Ingrid Dahl: no, and we heard it.'])
  })

  await test.step('another one she declines, with a reason', async () => {
    const text = textOf(bo.page, 'Summary')
    await text.click()
    await bo.page.keyboard.press('Control+Home')
    for (let step = 0; step < 'It was '.length; step += 1) await bo.page.keyboard.press('ArrowRight')
    await bo.page.keyboard.press('Delete')
    const form = bo.page.getByRole('form', { name: say('protected.title', { whose: 'Ingrid Dahl' }) })
    await expect(form.getByLabel(say('suggestion.words'))).toHaveValue('It was n honest and clear no, and we heard it.')
    await bo.page.keyboard.press('Delete')
    await bo.page.keyboard.type('hardly an')
    await form.getByLabel(say('protected.why')).fill('It was not.')
    await form.getByRole('button', { name: say('suggestion.send') }).click()
    await cards(ingrid.page)
      .getByRole('button', { name: say('suggestion.decline') })
      .click()
    await ingrid.page.getByLabel(say('suggestion.why.decline')).fill('That is not how it was.')
    await cards(ingrid.page)
      .getByRole('button', { name: say('suggestion.decline') })
      .click()
    await expect(cards(bo.page)).toBeHidden()
    const { suggestions } = await (await bo.page.request.get(`/api/studies/${id}/suggestions?state=declined`)).json()
    expect(suggestions[0].decided.reason).toBe('That is not how it was.')
    for (const page of [bo.page, ingrid.page]) {
      await page.getByText(say('suggestion.decided', { count: 2 })).click()
      const all = page.locator('.suggestions-decided')
      await expect(all.getByRole('listitem')).toHaveCount(2)
      await expect(all.getByRole('listitem').first()).toContainText('Declined by Ingrid Dahl')
      await expect(all.getByRole('listitem').first()).toContainText('Because: That is not how it was.')
    }
    await expectNoViolationsInAnyLook(ingrid.page, '.suggestions-decided')
    await keepPicture(ingrid.page, 'suggestions-decided')
    await expect(text.locator('li')).toHaveText('It was an honest and clear no, and we heard it.')
  })
})
