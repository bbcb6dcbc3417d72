import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { z } from 'zod'
import { sharedServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { desktop, nowhere, phone, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { sent } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const headers = (server: TestServer) => ({ origin: server.url })

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const card = (page: Page, text: string | RegExp): Locator => page.locator('[data-thread-card]').filter({ hasText: text })
const head = (of: Locator): Locator => of.locator('.thread-head')
const marks = (page: Page): Locator => page.locator('.study-text [data-thread]')
const spoken = (page: Page): Locator => page.locator('[aria-live="polite"]').first()

async function openComments(page: Page, id: string): Promise<void> {
  await page.request.put(`/api/studies/${id}/comments`, { data: { open: true }, headers: headers(server) })
}

test('a resident asks about words by keyboard; the officer sees it, answers no with a reason, and she disagrees', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'comments')
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  const panel = (page: Page): Locator => page.getByRole('complementary')

  await test.step('the steward opens the study for comments, and is invited to begin', async () => {
    await panel(amina.page)
      .getByRole('button', { name: say('threads.title'), exact: true })
      .click()
    await expect(panel(amina.page).getByText(say('threads.closed.title'))).toBeVisible()
    await panel(amina.page)
      .getByRole('button', { name: say('threads.switch.open') })
      .click()
    await expect(panel(amina.page).getByText(say('threads.empty.title'))).toBeVisible()
    await keepPicture(amina.page, 'comments-empty-1366x768')
  })

  await test.step('she selects words and asks about them, without a mouse', async () => {
    await goToEndOf(per.page, 'Summary')
    await per.page.keyboard.type('The lift is broken. Nobody knows when it will be mended.')
    await expectSaveState(per.page, 'save.saved')
    await expect(textOf(amina.page, 'Summary')).toContainText('mended.')
    await goToEndOf(amina.page, 'Summary')
    for (let word = 0; word < 5; word += 1) await amina.page.keyboard.press('Control+Shift+ArrowLeft')
    await amina.page.keyboard.press('Control+Alt+m')
    const composer = amina.page.getByRole('form', { name: say('threads.about.words') })
    await expect(composer.getByLabel(say('threads.words.label'))).toBeFocused()
    await amina.page.keyboard.type('When will the lift be mended?')
    await amina.page.keyboard.press('Shift+Tab')
    await amina.page.keyboard.press('ArrowRight')
    await expect(composer.getByRole('radio', { name: say('thread.kind.question') })).toBeChecked()
    await keepPicture(amina.page, 'comments-composer-1366x768')
    await expectNoViolationsInAnyLook(amina.page, '.composer', '.panel-switch')
    await amina.page.keyboard.press('Control+Enter')
    await expect(card(amina.page, 'When will the lift be mended?')).toBeVisible()
    await expect(textOf(amina.page, 'Summary')).toBeFocused()
  })

  await test.step('the officer hears of it and sees it beside the words', async () => {
    await expect(card(per.page, 'When will the lift be mended?')).toBeVisible()
    await expect(spoken(per.page)).toContainText('Question by Amina Resident (Community)')
    await expect(marks(per.page)).toHaveText(/it will be mended/)
    await expect(marks(per.page).first()).toHaveAttribute('aria-description', 'Question by Amina Resident (Community)')
    await expect(marks(per.page).first()).toHaveAttribute('data-begins', /^Question by Amina Resident \(Community\) begins$/)
    await expect(marks(per.page).last()).toHaveAttribute('data-ends', say('threads.mark.ends'))
  })

  await test.step('it stays on its words while somebody writes before them', async () => {
    const before = await marks(amina.page).first().textContent()
    await goToEndOf(per.page, 'Summary')
    await per.page.keyboard.press('Control+Home')
    await per.page.keyboard.type('This winter ')
    await expect(textOf(amina.page, 'Summary')).toContainText('This winter The lift')
    for (const { page } of [amina, per]) await expect(marks(page).first()).toHaveText(before ?? '')
    await expect(textOf(per.page, 'Summary')).toHaveText('This winter The lift is broken. Nobody knows when it will be mended.')
    const wordsTop = (await marks(per.page).first().boundingBox())?.y ?? 0
    await expect
      .poll(
        async () => Math.abs(((await card(per.page, 'When will').boundingBox())?.y ?? 0) - wordsTop),
        'how far from its words the card is',
      )
      .toBeLessThan(40)
  })

  await test.step('he goes there by keyboard, and answers no: not without a reason', async () => {
    await per.page.keyboard.press('Control+Alt+n')
    const open = card(per.page, 'When will the lift be mended?')
    await expect(head(open)).toHaveAttribute('aria-expanded', 'true')
    await expect(open.getByRole('group', { name: /^Question by Amina/ }).first()).toBeFocused()
    await expect(open.getByRole('list', { name: /what was said/ }).getByRole('listitem')).toHaveCount(1)
    await open.getByRole('button', { name: say('threads.answer.give') }).click()
    await open.getByLabel(say('threads.answer.outcome')).selectOption('not_done')
    await open.getByLabel(say('threads.answer.text')).fill('We will not mend it.')
    await open.getByRole('button', { name: say('threads.answer.send') }).click()
    await expect(open.getByText(say('threads.answer.reason.empty'))).toBeVisible()
    await open.getByLabel(say('threads.answer.reason'), { exact: true }).fill('The house is sold in May. The housing office decided it.')
    await keepPicture(per.page, 'comments-answering-1366x768')
    await open.getByRole('button', { name: say('threads.answer.send') }).click()
    await expect(open.getByText(say('outcome.not_done'))).toBeVisible()
  })

  await test.step('she reads it, replies, and does not agree; her note stands beside the answer', async () => {
    const hers = card(amina.page, /When will the lift be mended/)
    await head(hers).click()
    await expect(hers.getByText('The house is sold in May.', { exact: false })).toBeVisible()
    await hers.getByText(say('threads.disagree')).click()
    await hers.getByLabel(say('threads.disagree.label')).fill('We live here until then.')
    await hers
      .locator('.settle')
      .getByRole('button', { name: say('threads.send') })
      .click()
    await expect(hers.getByText('We live here until then.')).toBeVisible()
    await expect(card(per.page, 'We live here until then.')).toBeVisible()
    await keepPicture(amina.page, 'comments-answered-1366x768')
    await expectNoViolationsInAnyLook(amina.page, '.thread[data-open]', '.study-panel')
  })

  await test.step('Escape leads back to where one was in the text', async () => {
    await per.page.keyboard.press('Escape')
    await expect(card(per.page, 'When will').locator('[aria-expanded="true"]')).toHaveCount(0)
    await expect(textOf(per.page, 'Summary')).toBeFocused()
  })

  await test.step('what is dealt with leaves the margin and stays in the list of all', async () => {
    const hers = card(amina.page, /When will the lift be mended/)
    await hers.getByRole('button', { name: say('threads.resolve') }).click()
    await expect(marks(per.page)).toHaveCount(0)
    await panel(per.page).getByRole('button', { name: /^All/ }).first().click()
    await panel(per.page)
      .getByRole('group', { name: say('threads.filter.label') })
      .getByRole('button', { name: /^All/ })
      .click()
    await expect(card(per.page, 'When will the lift be mended?')).toContainText('Dealt with: Amina Resident')
    await keepPicture(per.page, 'comments-list-1366x768')
    await expectNoViolationsInAnyLook(per.page, '.thread-list')
  })
  await close()
})

/** Selects words of a section that is only read. */
async function select(page: Page, words: string): Promise<void> {
  const paragraph = page.locator('.section-text p').filter({ hasText: words })
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.evaluate((element, wanted) => {
    const text = element.firstChild
    const from = text?.textContent?.indexOf(wanted) ?? -1
    if (text !== null && from !== -1) getSelection()?.setBaseAndExtent(text, from, text, from + wanted.length)
  }, words)
}

/** Somebody who may comment and not write, on a phone. */
async function aCommenter(browser: Browser, id: string, amina: Somebody): Promise<Somebody> {
  const email = 'sian-comments@example.org'
  await sent(amina.page, `/api/studies/${id}/people`, { email, role: 'commenter' })
  const sian = await signIn(browser, server, { name: 'Siân Neighbour', email, opens: nowhere, viewport: phone })
  await sent(sian.page, `/api/studies/${id}/capacity`, { sector: 'community', subtype: 'resident' })
  return sian
}

test('on a phone a comment survives a reload and a lost answer, is there once, has an address, and can be taken back', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'comments-phone')
  await openComments(amina.page, id)
  const sian = await aCommenter(browser, id, amina)
  const { page } = sian
  await per.page.goto(`/studies/${id}`)
  await goToEndOf(per.page, 'Summary')
  await per.page.keyboard.type('The gate to the yard is locked at night.')
  await expectSaveState(per.page, 'save.saved')
  await page.goto(`/studies/${id}`)
  await expect(wordsOf(page, 'Summary')).toContainText('locked at night')
  const composer = page.getByRole('dialog', { name: say('threads.compose') })
  const words = composer.getByLabel(say('threads.words.label'))

  await test.step('half-written words are still there after the page was loaded again', async () => {
    await wordsOf(page, 'Summary')
      .getByRole('button', { name: new RegExp(`^${say('threads.begin.section')}`) })
      .click()
    await words.fill('Children cannot')
    await expect.poll(() => wordsOnDevice(page)).toContain('Children cannot')
    await page.reload()
    await page.getByRole('button', { name: new RegExp(`^${say('threads.title')}: `) }).click()
    await page.getByRole('button', { name: say('threads.unsent.goOn') }).click()
    await expect(words).toHaveValue('Children cannot')
    await expect(composer.getByText(say('threads.draft.found'))).toBeVisible()
    await composer.getByRole('button', { name: say('action.close') }).click()
    await page
      .getByRole('dialog', { name: say('threads.title') })
      .getByRole('button', { name: say('action.close') })
      .click()
  })

  await test.step('words that are only read are selected with a finger, and what was begun goes on about them', async () => {
    await select(page, 'locked at night')
    await page.getByRole('button', { name: say('threads.begin.words') }).click()
    await expect(composer.getByRole('blockquote')).toHaveText('locked at night')
    await expect(words).toHaveValue('Children cannot')
    await keepPicture(page, 'comments-composer-360x740')
    await expectNoViolationsInAnyLook(page, 'dialog[open]')
  })

  await test.step('sent, with the answer lost on the way: sent again it is there once, as it was changed', async () => {
    await words.fill('Children cannot get home.')
    let isLost = false
    await page.route(`**/api/studies/${id}/threads`, async (route) => {
      if (route.request().method() !== 'POST' || isLost) return route.fallback()
      isLost = true
      await route.fetch()
      await route.abort()
    })
    const send = composer.getByRole('button', { name: say('threads.send') })
    await send.click()
    await expect(composer.getByText(say('problem.offline'))).toBeVisible()
    await words.fill('Children cannot get home at night.')
    await send.click()
    await expect(composer).toBeHidden()
    const all = z
      .object({ threads: z.array(z.object({ id: z.string(), begins: z.string() })) })
      .parse(await (await page.request.get(`/api/studies/${id}/threads?filter=all`)).json())
    expect(all.threads.map(({ begins }) => begins)).toEqual(['Children cannot get home at night.'])
  })

  await test.step('the words are marked where they are read, and say so', async () => {
    // What was chosen and what is said about it are both marked for a moment.
    await expect(marks(page)).toHaveCount(1)
    await expect(marks(page)).toHaveText('locked at night')
    await expect(marks(page)).toHaveAttribute('aria-description', 'Comment by Siân Neighbour (Community)')
  })

  await test.step('the list of all is one press away, and opens what was said', async () => {
    await page.getByRole('button', { name: new RegExp(`^${say('threads.title')}: `) }).click()
    const sheet = page.getByRole('dialog', { name: say('threads.title') })
    await head(card(page, 'Children cannot')).click()
    await expect(sheet.getByRole('list', { name: /what was said/ })).toBeVisible()
    await keepPicture(page, 'comments-sheet-360x740')
    await expectNoViolationsInAnyLook(page, 'dialog[open]')
    await expectToFit(page, 'the sheet of comments')
    await page.setViewportSize(phone)
  })

  await test.step('its address opens it for somebody else, with the focus in it', async () => {
    const thread = await page.locator('[data-thread-card]').first().getAttribute('data-thread-card')
    await per.page.goto(`/studies/${id}?thread=${thread}`)
    await expect(head(card(per.page, 'Children cannot'))).toHaveAttribute('aria-expanded', 'true')
    await expect(per.page.locator('.thread-body')).toBeFocused()
  })

  await test.step('taken back with two presses, it is gone from the other screen too', async () => {
    const hers = card(page, /Children cannot/)
    await hers.getByText(say('threads.other'), { exact: true }).click()
    await hers.getByRole('button', { name: say('threads.takeBack') }).click()
    await expect(hers.getByText(say('threads.takeBack.confirm'))).toBeVisible()
    const more = await hers.getByRole('link', { name: say('threads.takeBack.more') }).getAttribute('href')
    const explained = await (await page.request.get(`${more ?? ''}?lang=en`)).text()
    expect(explained).toContain(say('takeBack.backups.unknown'))
    await keepPicture(page, 'comments-take-back-360x740')
    await hers
      .getByRole('group', { name: say('threads.takeBack.confirm') })
      .getByRole('button', { name: say('threads.takeBack') })
      .click()
    await expect(per.page.getByText(say('threads.takenBack.words')).first()).toBeVisible()
    await expect(per.page.getByText('Children cannot get home at night.')).toHaveCount(0)
  })
  await per.page.setViewportSize(desktop)
  await sian.context.close()
  await close()
})

/** What is half-written and kept by this browser, of whichever place. */
async function wordsOnDevice(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const answered = async <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('no drafts')))
      })
    const name = (await indexedDB.databases()).find((database) => database.name?.endsWith(':drafts'))?.name
    if (name === undefined) return []
    const database = await answered(indexedDB.open(name))
    const drafts: { text: string }[] = await answered(database.transaction('custom').objectStore('custom').getAll())
    database.close()
    return drafts.map(({ text }) => text)
  })
}
