import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { ClockOfServer } from '../integration/served/clock-of-server.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { desktop, nowhere, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { expectSaveState, textOf } from './steps/writing.ts'

const say = translator('en')
const said = 'We know the stairs of this house and we want the lift to work'
/** It is looked at when whoever took words out has been quiet for half a minute: that passes on the server's clock alone. */
const quietMs = 31_000

let clock: ClockOfServer
let server: TestServer
test.beforeAll(async () => {
  clock = new ClockOfServer()
  server = await startServer({ env: clock.env })
})
test.afterAll(async () => {
  await server.stop()
  clock.remove()
})

const cards = (page: Page) => page.getByRole('region', { name: say('softening.title') })

/** By keyboard: the words at the end of the text. */
async function takeOut(page: Page, words: number): Promise<void> {
  await textOf(page, 'Summary').click()
  await page.keyboard.press('Control+End')
  for (let word = 0; word < words; word += 1) await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Delete')
}

/** Tabs until what is meant has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = cards(page).getByRole('button', { name })
  for (let press = 0; press < 12; press += 1) {
    if (await wanted.evaluate((button) => button === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('a resident is told what the council took out, talks about it, brings it back, and finds the next one fine', async ({ browser }) => {
  const ingrid = await signIn(browser, server, { name: 'Ingrid Dahl', email: 'ingrid-softening@example.org', opens: nowhere })
  const headers = { origin: server.url }
  const data = { title: 'The lift', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = await (await ingrid.page.request.post('/api/studies', { data, headers })).json()
  await ingrid.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'community', subtype: 'resident' }, headers })
  await ingrid.page.request.post(`/api/studies/${id}/people`, { data: { email: 'bo-softening@example.org', role: 'editor' }, headers })
  // Where a steward of the community has opened its words, others change them directly, and their authors are told afterwards.
  await ingrid.page.request.put(`/api/studies/${id}/sections/summary/protection`, { data: { protected: false }, headers })
  const bo = await signIn(browser, server, { name: 'Bo Clerk', email: 'bo-softening@example.org', opens: nowhere })
  await bo.page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'public', subtype: 'council' }, headers })

  await test.step('a clerk takes half of her paragraph out', async () => {
    await ingrid.page.goto(`/studies/${id}`)
    await textOf(ingrid.page, 'Summary').click()
    await ingrid.page.keyboard.type(said)
    await expectSaveState(ingrid.page, 'save.saved')
    await bo.page.goto(`/studies/${id}`)
    await expect(textOf(bo.page, 'Summary')).toContainText(said)
    await takeOut(bo.page, 7)
    await bo.page.keyboard.type('which has stairs')
    await expectSaveState(bo.page, 'save.saved')
  })

  await test.step('she is told so while she is here, aloud and in a card that is closed at first', async () => {
    const sentence = ingrid.page.getByText(/^Bo Clerk \(Public sector\) took out 7 words that you wrote in a paragraph of “Summary”/)
    await clock.set(quietMs, server)
    await expect(cards(ingrid.page).locator(sentence)).toBeVisible()
    await expect(ingrid.page.locator('[aria-live="polite"]').first()).toContainText('took out 7 words that you wrote')
    await expect(cards(ingrid.page).getByText(say('softening.was'))).toBeHidden()
    await expect(cards(bo.page)).toBeHidden()
  })

  await test.step('by keyboard she sees what it was and what it is', async () => {
    const see = cards(ingrid.page).getByRole('button', { name: say('softening.see') })
    await see.focus()
    await ingrid.page.keyboard.press('Enter')
    await expect(cards(ingrid.page).locator('del')).toHaveText(/taken out: and we want the lift to work/)
    await expect(cards(ingrid.page).locator('blockquote').last()).toContainText('which has stairs')
    await keepPicture(ingrid.page, 'softening-1366x768')
    await ingrid.page.setViewportSize(phone)
    await keepPicture(cards(ingrid.page), 'softening-360x740')
    await ingrid.page.setViewportSize(desktop)
  })

  await test.step('she asks him why, and he answers', async () => {
    await tabTo(ingrid.page, say('softening.talk'))
    await ingrid.page.keyboard.press('Enter')
    const message = cards(ingrid.page).getByLabel(say('softening.message', { name: 'Bo Clerk' }))
    await expect(message).toBeFocused()
    await cards(ingrid.page)
      .getByRole('button', { name: say('softening.send') })
      .click()
    await expect(cards(ingrid.page).getByText(say('softening.message.empty'))).toBeVisible()
    await message.fill('Why did the lift go?')
    await ingrid.page.keyboard.press('Tab')
    await ingrid.page.keyboard.press('Enter')
    await expect(cards(bo.page).getByText(/^Ingrid Dahl \(Community\) wants to talk about a paragraph/)).toBeVisible()
    await cards(bo.page)
      .getByRole('button', { name: say('softening.see') })
      .click()
    await expect(cards(bo.page).getByText('Why did the lift go?')).toBeVisible()
    await expect(cards(bo.page).getByRole('button', { name: say('softening.restore') })).toBeHidden()
    await cards(bo.page)
      .getByLabel(say('softening.message', { name: 'Ingrid Dahl' }))
      .fill('It was an oversight.')
    await keepPicture(bo.page, 'softening-answer-1366x768')
    await cards(bo.page)
      .getByRole('button', { name: say('softening.send') })
      .click()
    await expect(cards(ingrid.page).getByText('It was an oversight.')).toBeVisible()
    await expect(ingrid.page.locator('[aria-live="polite"]').first()).toContainText('Bo Clerk (Public sector) wrote to you')
  })

  await test.step('she brings it back', async () => {
    await cards(ingrid.page)
      .getByRole('button', { name: say('softening.restore'), exact: true })
      .focus()
    await ingrid.page.keyboard.press('Enter')
    await expect(textOf(bo.page, 'Summary')).toHaveText(said)
    await expect(textOf(ingrid.page, 'Summary')).toHaveText(said)
    await expect(ingrid.page.getByRole('heading', { name: 'Summary' })).toBeFocused()
    await expect(cards(ingrid.page).getByText(say('softening.isBack'))).toBeVisible()
  })

  await test.step('what goes while she is away she finds open on her next visit', async () => {
    await ingrid.page.goto('/')
    await takeOut(bo.page, 6)
    await expectSaveState(bo.page, 'save.saved')
    const open = async (): Promise<number> => {
      const all: { state: string }[] = await (await ingrid.page.request.get(`/api/studies/${id}/softenings`)).json()
      return all.filter(({ state }) => state === 'open').length
    }
    await clock.set(2 * quietMs, server)
    await expect.poll(open).toBe(1)
    await ingrid.page.goto(`/studies/${id}`)
    const card = cards(ingrid.page).getByRole('article').filter({ hasText: 'took out 6 words' })
    await expect(card.locator('del')).toHaveText(/taken out: we want the lift to work/)
    await expect(ingrid.page.locator('[aria-live="polite"]').first()).toContainText('took out 6 words that you wrote')
    await card.getByRole('button', { name: say('softening.fine') }).click()
    await expect(card).toBeHidden()
    await expect(ingrid.page.getByRole('heading', { name: say('softening.title') })).toBeFocused()
  })
  await ingrid.context.close()
  await bo.context.close()
})
