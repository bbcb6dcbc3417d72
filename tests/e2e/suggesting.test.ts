import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { SuggestionList } from '@samskriv/protocol'
import { z } from 'zod'
import { sharedServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { desktop, nowhere, ofThisTest, phone, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { sent } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const cards = (page: Page): Locator => page.getByRole('region', { name: say('suggestion.title') })
const marks = (page: Page): Locator => page.locator('.study-text [data-suggestion]')
const gone = (page: Page): Locator => page.locator('.study-text .suggested-gone')
const summary = (page: Page): Locator => page.locator('#section-summary')
const spoken = (page: Page): Locator => page.locator('[aria-live="polite"]').first()

/** Somebody of a charity who may comment, and reads the text. */
async function aCommenter(browser: Browser, study: string, steward: Page, viewport = desktop): Promise<Somebody> {
  const email = ofThisTest('nils@example.org')
  await sent(steward, `/api/studies/${study}/people`, { email, role: 'commenter' })
  const nils = await signIn(browser, server, { name: 'Nils Charity', email, opens: nowhere, viewport })
  await sent(nils.page, `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  return nils
}

/** The balance of the study, as the API tells it. */
async function wordsOfCharities(page: Page, study: string): Promise<number> {
  const balance = z.object({ study: z.object({ words: z.object({ third: z.number() }) }) })
  return balance.parse(await (await page.request.get(`/api/studies/${study}/balance`)).json()).study.words.third
}

/** Selects from the start of one text to the end of another, where nobody edits. */
async function selectInText(page: Page, from: string, to: string): Promise<void> {
  await summary(page)
    .locator('.section-text')
    .evaluate(
      (text, [begin, end]) => {
        text.scrollIntoView({ block: 'center' })
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const words = node.textContent ?? ''
          if (words.includes(begin ?? '')) range.setStart(node, words.indexOf(begin ?? ''))
          if (words.includes(end ?? '')) range.setEnd(node, words.indexOf(end ?? '') + (end ?? '').length)
        }
        const selection = document.getSelection()
        selection?.removeAllRanges()
        selection?.addRange(range)
      },
      [from, to],
    )
}

test('a commenter suggests across two paragraphs; it is seen in the text in three ways, is accepted, and counts for their sector', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'suggesting')
  const nils = await aCommenter(browser, id, amina.page)
  await per.page.goto(`/studies/${id}`)
  await goToEndOf(per.page, 'Summary')
  await per.page.keyboard.type('The council meets on Mondays.')
  await per.page.keyboard.press('Enter')
  await per.page.keyboard.type('Everybody can come along.')
  await expectSaveState(per.page, 'save.saved')

  await test.step('the commenter only reads, selects words over both, and suggests others', async () => {
    await nils.page.goto(`/studies/${id}`)
    await expect(summary(nils.page).locator('.section-text')).toContainText('Everybody can come along.')
    await expect(summary(nils.page).getByRole('textbox')).toHaveCount(0)
    await expect(async () => {
      await selectInText(nils.page, 'Mondays.', 'Everybody can')
      await nils.page.getByRole('button', { name: say('suggestion.instead') }).click({ timeout: 2_000 })
    }).toPass()
    const form = nils.page.getByRole('form', { name: say('suggestion.instead') })
    const words = form.getByLabel(say('suggestion.words'), { exact: true })
    await expect(words).toBeFocused()
    await expect(words).toHaveValue('Mondays.\nEverybody can')
    await expectNoViolationsInAnyLook(nils.page, '.suggestion-form')
    await keepPicture(nils.page, 'suggesting-form-1366x768')
    await nils.page.keyboard.press('Control+Enter')
    await expect(form.getByText(say('suggestion.words.same'))).toBeVisible()
    await words.fill('Tuesdays at noon.\nAll neighbours can')
    const use = form.locator('details', { hasText: say('threads.use.label') })
    await expect(use.locator('summary')).toContainText(say('use.writing-group'))
    await use.locator('summary').press('Enter')
    await use.getByRole('radio', { name: say('use.case-study') }).check()
    await expect(use.locator('summary')).toContainText(say('use.case-study'))
    await expectNoViolationsInAnyLook(nils.page, '.suggestion-form')
    await keepPicture(nils.page, 'suggesting-form-use-1366x768')
    await nils.page.keyboard.press('Control+Enter')
    await expect(spoken(nils.page)).toContainText(say('suggestion.sent'))
    const { suggestions } = SuggestionList.parse(await (await nils.page.request.get(`/api/studies/${id}/suggestions`)).json())
    expect(suggestions.map((one) => one.use)).toEqual(['case-study'])
    await expect(gone(nils.page).first()).toHaveText('Mondays')
  })

  await test.step('the officer sees it in the text: what goes, what comes, by whom and from which sector', async () => {
    const text = textOf(per.page, 'Summary')
    await expect(gone(per.page).first()).toHaveText('Mondays')
    await expect(gone(per.page).first()).toHaveAttribute('aria-description', /^Suggestion of Nils Charity \(Third sector\), /)
    await expect(gone(per.page).first()).toHaveAttribute('role', 'deletion')
    await expect(marks(per.page).and(per.page.locator('[data-after]')).first()).toHaveAttribute('data-after', 'Tuesdays at noon')
    await expect(text).toHaveText('The council meets on Mondays.Everybody can come along.')
    await keepPicture(per.page, 'suggesting-in-text-1366x768')
    await expectNoViolationsInAnyLook(per.page, '#section-summary', '.suggestions')
  })

  await test.step('with the caret in it, who and when stands beside it, and keys lead to its card and back', async () => {
    const text = textOf(per.page, 'Summary')
    await cards(per.page)
      .getByRole('button', { name: say('suggestion.toText') })
      .click()
    await expect(text).toBeFocused()
    const hint = per.page.getByRole('group', { name: say('suggestion.hint') })
    await per.page.keyboard.press('ArrowRight')
    await expect(hint).toContainText('Nils Charity (Third sector)')
    await expectNoViolationsInAnyLook(per.page, '.suggestion-hint')
    await keepPicture(per.page, 'suggesting-hint-1366x768')
    await per.page.keyboard.press('Escape')
    await expect(hint).toBeHidden()
    await goToEndOf(per.page, 'Summary')
    await gone(per.page).first().hover()
    await expect(hint).toBeVisible()
    await hint.getByRole('button', { name: say('suggestion.toCard') }).click()
    await expect(cards(per.page).getByRole('article')).toBeFocused()
    await cards(per.page)
      .getByRole('button', { name: say('suggestion.toText') })
      .click()
    await expect(text).toBeFocused()
    await per.page.keyboard.press('ArrowRight')
    await expect(hint).toBeVisible()
    await per.page.keyboard.press('Control+Alt+Enter')
    await expect(cards(per.page).getByRole('article')).toBeFocused()
  })

  await test.step('words are typed, composed and copied beside it as if it were not there', async () => {
    const text = textOf(per.page, 'Summary')
    await goToEndOf(per.page, 'Summary')
    await per.page.keyboard.type(' Bring coffee.')
    await expect(text).toHaveText('The council meets on Mondays.Everybody can come along. Bring coffee.')
    await per.page.keyboard.press('Control+a')
    const copied = await per.page.evaluate(() => document.getSelection()?.toString() ?? '')
    expect(copied).not.toContain('Tuesdays')
    await expect(gone(per.page).first()).toHaveText('Mondays')
  })

  await test.step('as it is, nothing is drawn; as it would be, it is read and not written', async () => {
    const text = textOf(per.page, 'Summary')
    await cards(per.page)
      .getByRole('radio', { name: say('suggestion.view.now') })
      .check()
    await expect(marks(per.page)).toHaveCount(0)
    await cards(per.page)
      .getByRole('radio', { name: say('suggestion.view.then') })
      .check()
    await expect(gone(per.page).first()).toBeHidden()
    await expect(per.page.getByText(say('suggestion.then.notice'))).toBeVisible()
    await expect(text).toHaveAttribute('contenteditable', 'false')
    await per.page
      .getByRole('toolbar')
      .getByLabel(new RegExp(say('toolbar.bulletList')))
      .click()
    await expect(text.locator('li')).toHaveCount(0)
    await expectNoViolationsInAnyLook(per.page, '.as-it-would-be')
    await keepPicture(per.page, 'suggesting-as-it-would-be-1366x768')
    await per.page.getByRole('button', { name: say('suggestion.then.back') }).click()
    await expect(text).toHaveAttribute('contenteditable', 'true')
    await expect(gone(per.page).first()).toBeVisible()
  })

  await test.step('accepted, the words are the charity’s, and what stayed is the council’s', async () => {
    expect(await wordsOfCharities(per.page, id)).toBe(0)
    await cards(per.page)
      .getByRole('button', { name: say('suggestion.accept') })
      .click()
    await expect(textOf(per.page, 'Summary').locator('p')).toHaveText([
      'The council meets on Tuesdays at noon.',
      'All neighbours can come along. Bring coffee.',
    ])
    await expect(marks(per.page)).toHaveCount(0)
    await expect(summary(nils.page).locator('.section-text')).toContainText('Tuesdays at noon.')
    expect(await wordsOfCharities(per.page, id)).toBe(5)
  })
  await nils.context.close()
  await close()
})

test('whoever may write suggests new words at the caret and another kind of paragraph, by keyboard alone', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'suggesting-keys')
  await per.page.goto(`/studies/${id}`)
  await goToEndOf(per.page, 'Summary')
  await per.page.keyboard.type('The council meets on Mondays.')
  await expectSaveState(per.page, 'save.saved')
  await amina.page.goto(`/studies/${id}`)
  const text = textOf(amina.page, 'Summary')
  await expect(text).toContainText('Mondays.')
  const form = amina.page.getByRole('form', { name: say('suggestion.instead') })

  await test.step('new words where the caret is', async () => {
    await goToEndOf(amina.page, 'Summary')
    await amina.page.keyboard.press('ArrowLeft')
    await expect(async () => {
      await amina.page.keyboard.press('Control+Alt+Shift+X')
      await expect(form.getByLabel(say('suggestion.words.new'))).toBeFocused({ timeout: 2_000 })
    }).toPass()
    await amina.page.keyboard.type('and Fridays')
    await form.getByLabel(say('suggestion.why')).fill('So it is.')
    await amina.page.keyboard.press('Control+Enter')
    await expect(text).toBeFocused()
    await expect(marks(amina.page).first()).toHaveAttribute('data-after', ' and Fridays')
  })

  await test.step('a list of a paragraph, and the tools have a button for it', async () => {
    await amina.page.keyboard.press('Home')
    await amina.page.keyboard.press('Shift+End')
    await amina.page.keyboard.press('Alt+F10')
    const tool = amina.page.getByRole('button', { name: new RegExp(say('suggestion.instead')) })
    const isThere = (): Promise<boolean> => tool.evaluate((button) => button === document.activeElement)
    for (let step = 0; step < 40 && !(await isThere()); step += 1) await amina.page.keyboard.press('ArrowRight')
    await expect(tool).toBeFocused()
    await amina.page.keyboard.press('Enter')
    await expect(form.getByLabel(say('suggestion.words'), { exact: true })).toBeFocused()
    await form.getByRole('radio', { name: say('suggestion.what.form') }).check()
    await form.getByLabel(say('suggestion.kind')).selectOption('bullet')
    await form.getByLabel(say('suggestion.sameReason')).check()
    await amina.page.keyboard.press('Control+Enter')
    await expect(cards(amina.page).getByRole('article')).toHaveCount(2)
    await expect(cards(amina.page)).toContainText(say('suggestion.becomes', { form: say('suggestion.form.bullet') }))
  })

  await test.step('both have one reason and are accepted at one press', async () => {
    const together = per.page.getByRole('group', { name: /^2 suggestions of Amina Resident/ })
    await expect(together).toContainText('So it is.')
    await expectNoViolationsInAnyLook(per.page, '.suggestions')
    await keepPicture(per.page, 'suggesting-together-1366x768')
    await together.getByRole('button', { name: say('suggestion.together.accept') }).click()
    await expect(textOf(per.page, 'Summary').locator('li')).toHaveText('The council meets on Mondays and Fridays.')
    await expect(cards(per.page)).toBeHidden()
  })
  await close()
})

test('a commenter on a small phone suggests, in bokmål and Swedish too; a steward of the community opens its words', async ({
  browser,
}) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'suggesting-phone')
  await amina.page.goto(`/studies/${id}`)
  await goToEndOf(amina.page, 'Summary')
  await amina.page.keyboard.type('We want the lift to work.')
  await expectSaveState(amina.page, 'save.saved')

  await test.step('on 360 px the form and what is suggested fit, and axe finds nothing', async () => {
    const nils = await aCommenter(browser, id, amina.page, phone)
    for (const [language, chosen] of [
      ['nb', 'the lift'],
      ['sv', 'We want'],
    ] as const) {
      const tell = translator(language)
      await nils.page.request.patch('/api/me', { data: { language }, headers: { origin: server.url } })
      await nils.page.goto(`/studies/${id}`)
      const beginOn = async (): Promise<void> => {
        await expect(summary(nils.page).locator('.section-text')).toContainText(chosen)
        await expect(async () => {
          await selectInText(nils.page, chosen, chosen)
          await nils.page.getByRole('button', { name: tell('suggestion.instead') }).click({ timeout: 2_000 })
        }).toPass()
      }
      await beginOn()
      const form = nils.page.getByRole('form', { name: tell('suggestion.instead') })
      await form.getByLabel(tell('suggestion.words'), { exact: true }).fill(`our ${language} lift`)
      await nils.page.keyboard.press('Control+Enter')
      await expect(form.getByText(tell('suggestion.why.missing'))).toBeVisible()
      await expectNoViolationsInAnyLook(nils.page, '.suggestion-form')
      await keepPicture(nils.page, `suggesting-form-360-${language}`)
      // What is half-written outlives the page.
      await nils.page.reload()
      await beginOn()
      await expect(form.getByText(tell('threads.draft.found'))).toBeVisible()
      await expect(form.getByLabel(tell('suggestion.words'), { exact: true })).toHaveValue(`our ${language} lift`)
      await form.getByLabel(tell('suggestion.why')).fill('It is ours.')
      await nils.page.keyboard.press('Control+Enter')
      await expect(nils.page.locator('.suggestions')).toContainText(`our ${language}`)
      await expectNoViolationsInAnyLook(nils.page, '.suggestions', '#section-summary')
      await summary(nils.page).scrollIntoViewIfNeeded()
      await keepPicture(nils.page, `suggesting-in-text-360-${language}`)
    }
    const tell = translator('sv')
    const card = nils.page.locator('.suggestion').filter({ hasText: 'our sv' })
    await card.getByRole('button', { name: tell('suggestion.explain.again') }).click()
    await card.getByLabel(tell('suggestion.why.explain')).fill('All of us want it.')
    await card.getByRole('button', { name: tell('suggestion.explain.send') }).click()
    await expect(card).toContainText('All of us want it.')
    await expectToFit(nils.page, 'a study with suggestions')
    await nils.context.close()
  })

  await test.step('the community’s steward opens its words in a section, reads for whom, and protects them again', async () => {
    const open = summary(amina.page).getByRole('button', { name: new RegExp(say('protection.open')) })
    await open.click()
    await expect(summary(amina.page).getByText(say('protection.what'))).toBeVisible()
    await expectNoViolationsInAnyLook(amina.page, '#section-summary .opened-words')
    await keepPicture(amina.page, 'suggesting-open-words-1366x768')
    await summary(amina.page)
      .getByRole('button', { name: say('protection.open.yes') })
      .click()
    await expect(summary(amina.page).getByText(say('protection.isOpen'))).toBeVisible()
    await summary(amina.page)
      .getByRole('button', { name: new RegExp(say('protection.protect')) })
      .click()
    await expect(open).toBeVisible()
    await expect(summary(amina.page).getByText(say('protection.isOpen'))).toHaveCount(0)
  })
  await close()
})
