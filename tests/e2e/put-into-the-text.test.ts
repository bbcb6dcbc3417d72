import { expect, test, type Locator, type Page } from '@playwright/test'
import { type Language, languages } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { BalanceView, SectionVoices, ThreadBegun } from '@samskriv/protocol'
import { sharedServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { desktop, nowhere, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { saidIn, sent } from './steps/studies.ts'
import { aStudyTogether, type Together } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')
const said = 'We cook in our coats all winter. Nobody pays for the wood.'
const chosen = 'in our coats all winter.'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const card = (page: Page, text: string | RegExp): Locator => page.locator('[data-thread-card]').filter({ hasText: text })
const spoken = (page: Page): Locator => page.locator('[aria-live="polite"]').first()

/** A resident who may comment, on a phone, and has said something about a part. @returns the thread */
async function aResident(browser: Parameters<typeof signIn>[0], { id, amina }: Together, about: string, use: string) {
  const sian = await signIn(browser, server, {
    name: 'Siân Neighbour',
    email: `sian-${about}@example.org`,
    opens: nowhere,
    viewport: phone,
  })
  await sent(amina.page, `/api/studies/${id}/people`, { email: sian.email, role: 'commenter' })
  await sent(sian.page, `/api/studies/${id}/capacity`, { sector: 'community', subtype: 'resident' })
  await amina.page.request.put(`/api/studies/${id}/comments`, { data: { open: true }, headers: { origin: server.url } })
  const words = { kind: 'comment', section: 'summary', text: said, use, token: 'a-token-of-one-form' }
  const { id: thread } = ThreadBegun.parse(await sent(sian.page, `/api/studies/${id}/threads`, words))
  return { sian, thread }
}

test('an editor puts chosen words of a resident at the caret by keyboard: hers everywhere, and nowhere once she takes them back', async ({
  browser,
}) => {
  const together = await aStudyTogether(browser, server, 'put-in')
  const { id, amina, per, close } = together
  const { sian, thread } = await aResident(browser, together, 'put-in', 'case-study')
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  const his = card(per.page, said)

  await test.step('he leaves the caret where they should go, and chooses some of her words with Shift and the arrows', async () => {
    await goToEndOf(per.page, 'Summary')
    await per.page.keyboard.type('The kitchen is open. Who cooks?')
    await expectSaveState(per.page, 'save.saved')
    for (let letter = 0; letter < ' Who cooks?'.length; letter += 1) await per.page.keyboard.press('ArrowLeft')
    // Comments come after the text.
    await expect(his).toBeAttached()
    await per.page.keyboard.press('Control+Alt+n')
    await expect(his.locator('.thread-body')).toBeFocused()
    const button = his.getByRole('button', { name: say('threads.putIn'), exact: true })
    await button.focus()
    await per.page.keyboard.press('Enter')
    const words = his.getByLabel(say('threads.putIn.words'))
    await expect(words).toBeFocused()
    await per.page.keyboard.press('Control+Home')
    await per.page.keyboard.press('Control+ArrowRight')
    await per.page.keyboard.press('Control+ArrowRight')
    for (let letter = 0; letter < ` ${chosen}`.length; letter += 1) await per.page.keyboard.press('Shift+ArrowRight')
    await expect(his.getByText(say('threads.putIn.chosen', { words: chosen }))).toBeVisible()
    await expect(his.getByLabel(say('threads.putIn.where'))).toHaveValue('caret')
    await keepPicture(per.page, 'put-in-form-1366x768')
    await expectNoViolationsInAnyLook(per.page, '.put-in')
  })

  await test.step('they stand there as hers on both screens, and lead back to what she said', async () => {
    await his.getByRole('button', { name: say('threads.putIn.send') }).focus()
    await per.page.keyboard.press('Enter')
    await expect(spoken(per.page)).toContainText(say('threads.putIn.done', { section: 'Summary', who: 'Siân Neighbour' }))
    await expect(his.locator('.thread-body')).toBeFocused()
    for (const { page } of [per, amina])
      await expect(textOf(page, 'Summary')).toHaveText('The kitchen is open. in our coats all winter. Who cooks?')
    for (const { page } of [per, amina]) {
      const words = page.locator('.study-text [data-anchor]').filter({ hasText: chosen })
      await expect(words).toHaveAttribute('data-thread', thread)
      await expect(words).toHaveAttribute('aria-description', 'In the text: Comment by Siân Neighbour (Community)')
    }
    await expect(his.getByRole('button', { name: say('threads.inText', { section: 'Summary' }) })).toBeVisible()
    await keepPicture(per.page, 'put-in-done-1366x768')
    for (const { page } of [per, amina]) {
      await page.getByLabel(say('voices.show')).check()
      const hers = textOf(page, 'Summary').locator('.said[data-letter="C"][title="Siân Neighbour"]')
      await expect.poll(async () => (await hers.allTextContents()).join('')).toBe(` ${chosen}`)
    }
  })

  await test.step('they count for her in the balance, and are hers in the HTML and JSON files', async () => {
    const balance = BalanceView.parse(await (await per.page.request.get(`/api/studies/${id}/balance`)).json())
    expect(balance.study.words).toMatchObject({ community: 5, public: 6 })
    expect(
      (await saidIn(per.page, `/studies/${id}`)).filter(({ name }) => name === 'Siân Neighbour').map(({ text }) => text.trim()),
    ).toEqual([chosen])
    const html = await (await per.page.request.get(`/api/studies/${id}/export?format=html`)).text()
    expect(html).toContain(chosen)
    const voices = SectionVoices.parse(await (await per.page.request.get(`/api/studies/${id}/sections/summary/voices`)).json())
    expect(voices.voices.find(({ name }) => name === 'Siân Neighbour')).toMatchObject({ sector: 'community', saidIn: { thread } })
  })

  await test.step('she sees where they went, and takes them back with two presses on her phone', async () => {
    await sian.page.goto(`/studies/${id}/said`)
    await expect(sian.page.getByRole('link', { name: /^Per Officer put words of it into the text/ })).toBeVisible()
    await keepPicture(sian.page, 'put-in-said-360x740', { fullPage: true })
    await expectNoViolationsInAnyLook(sian.page, 'main')
    await expectToFit(sian.page, 'what happened to what I said')
    await sian.page.getByRole('link', { name: new RegExp(`^${say('said.takeBack')}`) }).click()
    await expect(sian.page.getByText('They go out of the text too', { exact: false })).toBeVisible()
    await sian.page.getByRole('button', { name: say('takeBack.yes') }).click()
    await expect(sian.page.getByText(say('takeBack.done'))).toBeVisible()
  })

  await test.step('her words are on no screen, in no answer and in no file; his stay', async () => {
    for (const { page } of [per, amina])
      await expect(textOf(page, 'Summary')).toHaveText(`The kitchen is open. ${say('takeBackText.mark')} Who cooks?`)
    for (const path of ['', '/threads?filter=all', `/threads/${thread}`, '/voices', '/export?format=html', '/export?format=json'])
      expect(await (await per.page.request.get(`/api/studies/${id}${path}`)).text(), path).not.toContain('our coats')
  })
  await sian.context.close()
  await close()
})

test('where a resident has not said that it may be in the case study, she is asked, and says yes on a phone', async ({ browser }) => {
  const together = await aStudyTogether(browser, server, 'put-in-asked')
  const { id, per, close } = together
  const { sian, thread } = await aResident(browser, together, 'put-in-asked', 'ask-first')
  await per.page.goto(`/studies/${id}?thread=${thread}`)
  const his = card(per.page, said)
  const copyAndPaste = async (): Promise<void> => {
    await his.locator('.message-words').evaluate((words) => document.getSelection()?.selectAllChildren(words))
    await per.page.keyboard.press('Control+c')
    await goToEndOf(per.page, 'Summary')
    await per.page.keyboard.press('Control+v')
  }

  await test.step('what he copies from her comment is not pasted, and he is told why; the way leads to the comment', async () => {
    await expect(his.locator('.message-words')).toBeVisible()
    await copyAndPaste()
    const refusal = per.page.getByRole('dialog', { name: say('threads.paste.title') })
    await expect(refusal).toContainText(say('refusal.use-not-given'))
    await expectNoViolationsInAnyLook(per.page, 'dialog[open]')
    await refusal.getByRole('button', { name: say('threads.paste.show') }).click()
    await expect(his.locator('.thread-body')).toBeFocused()
    await his.getByRole('button', { name: say('threads.putIn.ask'), exact: true }).click()
    await expect(his.getByText(say('threads.putIn.asked'))).toBeVisible()
    await expect(textOf(per.page, 'Summary')).not.toContainText('coats')
  })

  await test.step('she finds the question beside her words, in each language', async () => {
    for (const language of languages.filter((one) => one !== 'en')) {
      const inTheirs = translator(language satisfies Language)
      await sian.page.goto(`/studies/${id}/said?lang=${language}`)
      await expect(sian.page.getByText(inTheirs('said.asked', { name: 'Per Officer' }))).toBeVisible()
      await expectNoViolationsInAnyLook(sian.page, 'main')
      await expectToFit(sian.page, `the question in ${language}`)
      await sian.page.setViewportSize(phone)
      await keepPicture(sian.page, `put-in-asked-${language}-360x740`, { fullPage: true })
    }
    await sian.page.goto(`/studies/${id}?thread=${thread}`)
    await expect(card(sian.page, said).getByRole('group', { name: say('threads.asked', { name: 'Per Officer' }) })).toBeVisible()
    await card(sian.page, said)
      .getByRole('button', { name: say('threads.asked.yes') })
      .click()
    await expect(spoken(sian.page)).toContainText(say('threads.asked.done'))
  })

  await test.step('he puts all of it at the end of a part on his phone, and takes it out again', async () => {
    await per.page.setViewportSize(phone)
    await per.page.getByRole('button', { name: new RegExp(`^${say('threads.title')}: `) }).click()
    const sheet = per.page.getByRole('dialog', { name: say('threads.title') })
    if ((await his.locator('.thread-head').getAttribute('aria-expanded')) !== 'true') await his.locator('.thread-head').click()
    await his.getByRole('button', { name: say('threads.putIn'), exact: true }).click()
    await his.getByLabel(say('threads.putIn.where')).selectOption({ label: say('threads.putIn.end', { section: 'Summary' }) })
    await keepPicture(per.page, 'put-in-form-360x740')
    await expectNoViolationsInAnyLook(per.page, '.put-in')
    await expectToFit(per.page, 'putting words into the text')
    await per.page.setViewportSize(phone)
    await his.getByRole('button', { name: say('threads.putIn.send') }).click()
    await expect(textOf(per.page, 'Summary')).toHaveText(said)
    await his.getByRole('button', { name: say('threads.inText.takeOut') }).click()
    await expect(spoken(per.page)).toContainText(say('threads.inText.takenOut'))
    await expect(textOf(per.page, 'Summary')).not.toContainText('coats')
    await expect(his.getByRole('button', { name: say('threads.inText', { section: 'Summary' }) })).toHaveCount(0)
    await sheet
      .getByRole('button', { name: say('action.close') })
      .first()
      .click()
    await per.page.setViewportSize(desktop)
    await expect(his.locator('.message-words')).toBeVisible()
  })

  await test.step('what he copies and pastes now is hers', async () => {
    await copyAndPaste()
    await expect(textOf(per.page, 'Summary')).toHaveText(said)
    expect((await saidIn(per.page, `/studies/${id}`)).map(({ name, text }) => [name, text])).toEqual([['Siân Neighbour', said]])
  })
  await sian.context.close()
  await close()
})
