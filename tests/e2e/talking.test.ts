import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { languages } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { z } from 'zod'
import { sharedServer, type TestServer } from '../support/server.ts'
import { expectNoViolationsInAnyLook } from './steps/axe-in-every-look.ts'
import { expectToFit } from './steps/fitting.ts'
import { desktop, nowhere, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { sent } from './steps/studies.ts'
import { aStudyTogether, comeFromTheCouncil, type Together } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')
const made = z.object({ id: z.string() })
const Study = z.object({ me: z.object({ participantId: z.string() }) })
const View = z.object({
  use: z.string(),
  kind: z.string(),
  owed: z.object({ owner: z.object({ name: z.string() }).nullable() }).nullable(),
  messages: z.array(z.object({ use: z.string().nullable() })),
})

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const card = (page: Page, text: string | RegExp): Locator => page.locator('[data-thread-card]').filter({ hasText: text })
const marks = (page: Page): Locator => page.locator('.study-text [data-thread]')

/** A study that is open for comments. */
async function aTalk(browser: Browser, about: string): Promise<Together> {
  const together = await aStudyTogether(browser, server, about)
  const { amina, id } = together
  await amina.page.request.put(`/api/studies/${id}/comments`, { data: { open: true }, headers: { origin: server.url } })
  return together
}

/** Somebody else of the council who may answer. @param asks - says something before they go */
async function aColleague(
  browser: Browser,
  { id, amina }: Together,
  about: string,
  asks: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const siri = await signIn(browser, server, { name: 'Siri Editor', email: `siri-${about}@example.org`, opens: nowhere })
  await sent(amina.page, `/api/studies/${id}/people`, { email: siri.email, role: 'editor' })
  await comeFromTheCouncil(siri.page, id)
  await asks(siri.page)
  await siri.context.close()
}

/** Says something the way a program does. @returns the id of the thread */
async function begin(page: Page, study: string, text: string, more: object = {}): Promise<string> {
  const said = { kind: 'question', section: 'summary', text, token: crypto.randomUUID(), ...more }
  return made.parse(await sent(page, `/api/studies/${study}/threads`, said)).id
}

async function open(page: Page, words: string | RegExp): Promise<Locator> {
  const found = card(page, words)
  await found.locator('.thread-head').click()
  await expect(found.getByRole('list', { name: /what was said/ })).toBeVisible()
  return found
}

test('what is not all right is reported, and hidden with a reason that everybody reads; it stays counted, and nobody goes on in it', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aTalk(browser, 'talking-hidden')
  const thread = await begin(amina.page, id, 'My neighbour Kari Nordmann drinks.', { kind: 'comment' })
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)

  const his = await open(per.page, 'My neighbour')
  await his.getByText(say('threads.other'), { exact: true }).click()
  await his.getByText(say('threads.report'), { exact: true }).first().click()
  await his.getByRole('button', { name: say('threads.report') }).click()
  await expect(his.getByText(say('threads.reason.empty'))).toBeVisible()
  await his.getByLabel(say('threads.reason.label')).fill('It names somebody.')
  await his.getByRole('button', { name: say('threads.report') }).click()
  await expect(his.getByText(say('threads.report.done'))).toBeVisible()

  const hers = await open(amina.page, 'My neighbour')
  const told = hers.getByRole('group', { name: say('threads.reports') })
  await expect(told).toContainText('It names somebody.')
  await expect(told).toContainText('Per')
  await expectNoViolationsInAnyLook(amina.page, '[data-thread-card]')
  await keepPicture(amina.page, 'reported-1366x768')
  await expect(his.getByRole('group', { name: say('threads.reports') })).toHaveCount(0)
  await told.getByText(say('threads.hide'), { exact: true }).first().click()
  await told.getByLabel(say('threads.reason.label')).fill('It names a neighbour.')
  await told.getByRole('button', { name: say('threads.hide') }).click()
  await expect(told).toContainText(/Looked at by/)

  await expect(card(per.page, say('refusal.thread-hidden'))).toBeVisible()
  await expect(per.page.getByText('drinks')).toHaveCount(0)
  const panel = per.page.getByRole('complementary')
  await panel.getByRole('button', { name: `${say('threads.all')} 1` }).click()
  await panel
    .getByRole('group', { name: say('threads.filter.label') })
    .getByRole('button', { name: /^All/ })
    .click()
  const hidden = card(per.page, say('threads.hidden.because', { reason: 'It names a neighbour.' })).last()
  await expect(hidden).toBeVisible()
  await expect(hidden.getByRole('button', { name: say('threads.reply'), exact: true })).toHaveCount(0)
  const reply = { data: { text: 'Who?', token: crypto.randomUUID() }, headers: { origin: server.url } }
  expect((await per.page.request.post(`/api/studies/${id}/threads/${thread}/messages`, reply)).status()).toBe(403)
  await keepPicture(per.page, 'talking-hidden-1366x768')
  await close()
})

test('somebody without a device is asked aloud: it is theirs, asks the officer by name, and a translation stands beside it', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aTalk(browser, 'talking-for')
  const mairi = { name: 'Mairi', sector: 'community', subtype: 'resident' }
  await sent(amina.page, `/api/studies/${id}/contributors`, mairi)
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  const panel = amina.page.getByRole('complementary')
  await panel.getByRole('button', { name: say('threads.title'), exact: true }).click()
  await panel.getByRole('button', { name: say('threads.begin.study') }).click()
  const composer = amina.page.getByRole('form', { name: say('threads.about.study') })
  await composer.getByLabel(say('threads.words.label')).fill('Hvem måker snøen på trappa?')
  await composer.getByRole('radio', { name: say('thread.kind.question') }).check({ force: true })
  await composer.getByLabel(say('threads.speaker.label')).selectOption('Mairi')
  await composer.getByText(say('threads.more.label')).click()
  await composer.getByLabel(say('threads.mention.label')).selectOption('Per Officer')
  await composer.getByRole('button', { name: say('threads.mention.add') }).click()
  await composer.getByLabel(say('threads.language.label')).selectOption('nb')
  await keepPicture(amina.page, 'talking-for-somebody-1366x768')
  await composer.getByRole('button', { name: say('threads.send') }).click()

  await expect(card(per.page, 'Hvem måker')).toContainText('Mairi (Community)')
  await expect(card(per.page, 'Hvem måker')).toContainText(say('threads.mentionsMe'))
  const his = await open(per.page, 'Hvem måker')
  await expect(his).toContainText(say('threads.typedBy', { name: 'Amina Resident' }))
  await his.getByRole('button', { name: say('threads.translate') }).click()
  await his.getByLabel(say('threads.translate.label')).fill('Who clears the snow from the stairs?')
  await his.getByRole('button', { name: say('action.save') }).click()
  const hers = await open(amina.page, 'Hvem måker')
  const translated = hers.getByText('Who clears the snow from the stairs?')
  await expect(translated).toHaveAttribute('lang', 'en')
  await expect(hers.locator('.message-words', { hasText: 'Hvem måker' })).toHaveAttribute('lang', 'nb')
  await expect(hers).toContainText('In English, translated from Norwegian Bokmål by Per Officer')
  await keepPicture(amina.page, 'talking-translation-1366x768')
  const removal = say('threads.translation.delete')
  await expect(hers.getByRole('button', { name: removal })).toHaveCount(0)
  await his.getByRole('button', { name: removal }).click()
  await expect(his.getByText(say('threads.translation.delete.confirm'))).toBeVisible()
  await keepPicture(per.page, 'talking-translation-going-1366x768')
  await his.getByRole('button', { name: removal }).click()
  await expect(hers.getByText('Who clears the snow from the stairs?')).toHaveCount(0)
  await expect(his).toBeVisible()
  await expect(his.locator('.thread-body')).toBeFocused()

  await test.step('he chooses in the settings how he is told of it, for this study', async () => {
    await per.page.goto('/account')
    const choice = per.page.getByLabel('The yard')
    await expect(choice).toHaveValue('concerns')
    await choice.selectOption(say('settings.notices.digest'))
    await expect(per.page.locator('[aria-live="polite"]').first()).toContainText(say('settings.kept'))
    await per.page.reload()
    await expect(choice).toHaveValue('digest')
    await expectNoViolationsInAnyLook(per.page, '[aria-labelledby="notices"]')
    await keepPicture(per.page, 'talking-settings-1366x768', { fullPage: true })
  })
  await close()
})

test('an answer leads to the words that were changed; who is away hands over everything; comments are put out of sight; words that go stay quoted', async ({
  browser,
}) => {
  const talk = await aTalk(browser, 'talking-answers')
  const { id, amina, per, close } = talk
  let hers = ''
  await aColleague(browser, talk, 'talking-answers', async (page) => {
    hers = await begin(page, id, 'What does a new lock cost?')
  })
  const { participantId } = Study.parse(await (await per.page.request.get(`/api/studies/${id}`)).json()).me
  const first = await begin(amina.page, id, 'Who has the key?')
  const second = await begin(amina.page, id, 'And on Sundays?')
  for (const thread of [first, second, hers])
    await sent(amina.page, `/api/studies/${id}/threads/${thread}/hand-over`, { to: participantId })
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)

  await test.step('he selects the new words, and names them in his answer', async () => {
    await goToEndOf(per.page, 'Summary')
    await per.page.keyboard.type('The gate is locked. The caretaker has the key.')
    await expectSaveState(per.page, 'save.saved')
    for (let word = 0; word < 6; word += 1) await per.page.keyboard.press('Control+Shift+ArrowLeft')
    const his = await open(per.page, 'Who has the key?')
    await his.getByRole('button', { name: say('threads.answer.give') }).click()
    await his.getByLabel(say('threads.answer.outcome')).selectOption('text_changed')
    await his.getByLabel(say('threads.answer.text')).fill('It says so in the text now.')
    await his.getByLabel(say('threads.answer.where')).selectOption({ label: 'These words: “The caretaker has the key.”' })
    await keepPicture(per.page, 'talking-answer-words-1366x768')
    await his.getByRole('button', { name: say('threads.answer.send') }).click()
    // The answer may be heard of before the form that sent it knows that it has arrived.
    await expect(his.locator('.answer-outcome')).toHaveText(say('outcome.text_changed'))
  })

  await test.step('she reads which words, and goes there', async () => {
    const hers = await open(amina.page, 'Who has the key?')
    await expect(hers.locator('.answer blockquote')).toHaveText('The caretaker has the key.')
    await hers.locator('.answer').getByRole('button', { name: 'Summary' }).click()
    await expect(marks(amina.page).first()).toHaveText('The caretaker has the key.')
    await expect(marks(amina.page).first()).toBeInViewport()
    await keepPicture(amina.page, 'talking-changed-words-1366x768')
  })

  await test.step('he hands over all that he answers for', async () => {
    const his = await open(per.page, 'And on Sundays?')
    await his.getByText(say('threads.handOver'), { exact: true }).click()
    await his.getByLabel(say('threads.handOver.to')).selectOption('Siri Editor')
    await his.getByLabel(say('threads.handOver.all')).check()
    await his.getByRole('button', { name: say('threads.handOver.send') }).click()
    await expect(his.getByText(/Siri Editor \(Public sector\)/).first()).toBeVisible()
    // She doesn't answer what she asked herself.
    const left = say('threads.handOver.left', { count: 1, name: 'Siri Editor' })
    await expect(his.getByText(`${say('threads.handOver.done', { name: 'Siri Editor' })} ${left}`)).toBeVisible()
    await keepPicture(per.page, 'talking-handed-over-1366x768')
    const owners = z.object({
      threads: z.array(z.object({ waiting: z.boolean(), owed: z.object({ owner: z.object({ name: z.string() }) }).nullable() })),
    })
    const all = owners.parse(await (await per.page.request.get(`/api/studies/${id}/threads?filter=waiting`)).json())
    expect(all.threads.flatMap(({ owed }) => owed?.owner.name ?? [])).toEqual(['Siri Editor'])
  })

  await test.step('what was said is put out of sight, and comes back', async () => {
    const hide = amina.page.getByRole('button', { name: say('threads.hideAll') })
    await hide.click()
    await expect(card(amina.page, /./)).toHaveCount(0)
    await expect(marks(amina.page)).toHaveCount(0)
    await hide.click()
    await expect(card(amina.page, 'And on Sundays?')).toBeVisible()
  })

  await test.step('words that are taken out of the text stay quoted beside what was said about them', async () => {
    const epoch = z.object({ epoch: z.number() }).parse(await (await per.page.request.get(`/api/studies/${id}`)).json()).epoch
    const nowhere = { client: 0, clock: 0 }
    const anchor = { section: 'summary', epoch, start: nowhere, end: nowhere, quote: 'The gate is locked.' }
    await begin(amina.page, id, 'Since when?', { section: undefined, anchor })
    await expect(marks(per.page).first()).toHaveText('The gate is locked.')
    await textOf(per.page, 'Summary').click()
    await per.page.keyboard.press('Control+a')
    await per.page.keyboard.press('Delete')
    await expect(card(amina.page, 'Since when?')).toContainText(say('threads.detached'))
    const hers = await open(amina.page, 'Since when?')
    await expect(hers).toContainText(say('threads.detached.text'))
    await expect(hers.getByRole('blockquote').first()).toHaveText('The gate is locked.')
    await keepPicture(amina.page, 'talking-detached-1366x768')
  })
  await close()
})

test('what may be done with words, and what kind they are, is said once it is saved: no arrow key on the way to a choice says it', async ({
  browser,
}) => {
  const talk = await aTalk(browser, 'talking-choices')
  const { id, amina, per, close } = talk
  await aColleague(browser, talk, 'talking-choices')
  const thread = await begin(amina.page, id, 'The lift works again.', { kind: 'comment' })
  const now = async (page: Page) => View.parse(await (await page.request.get(`/api/studies/${id}/threads/${thread}`)).json())
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)

  await test.step('whoever began it goes through the choices by arrow keys, and says the last one', async () => {
    const { page } = amina
    const told: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') told.push(request.postData() ?? '')
    })
    const hers = await open(page, 'The lift works')
    await hers.getByText(say('threads.other'), { exact: true }).press('Enter')
    const choice = hers.getByRole('radio', { name: say('use.writing-group') })
    await choice.focus()
    await page.keyboard.press('ArrowDown')
    await expect(hers.getByRole('radio', { name: say('use.case-study') })).toBeChecked()
    await page.keyboard.press('ArrowDown')
    await expect(hers.getByRole('radio', { name: say('use.ask-first') })).toBeChecked()
    const kind = hers.getByLabel(say('threads.kind.label'))
    await kind.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(kind).toHaveValue('concern')
    expect(told).toEqual([])
    const save = hers.getByRole('button', { name: say('threads.change.save') })
    await keepPicture(page, 'talking-choices-1366x768')
    await expectNoViolationsInAnyLook(page, '[data-thread-card]')
    await save.press('Enter')
    await expect.poll(async () => [(await now(page)).use, (await now(page)).kind]).toEqual(['ask-first', 'concern'])
    await expect(save).toBeFocused()
    expect(told.map((body) => JSON.parse(body) as unknown)).toEqual([{ use: 'ask-first', kind: 'concern' }])
  })

  await test.step('whoever replies says it of the reply, when it is sent and later', async () => {
    const his = await open(per.page, 'The lift works')
    const form = his.locator('.reply-form')
    await form.getByLabel(say('threads.reply.label')).fill('We were there in June.')
    await form.getByText(say('threads.use.label')).first().press('Enter')
    await form.getByRole('radio', { name: say('use.case-study') }).check()
    await form.getByRole('button', { name: say('threads.reply'), exact: true }).click()
    const reply = his.getByRole('listitem').filter({ hasText: 'We were there in June.' })
    const choice = reply.locator('details', { hasText: say('threads.use.label') })
    await expect(choice.locator('summary')).toContainText(say('use.case-study'))
    await choice.locator('summary').press('Enter')
    await choice.getByRole('radio', { name: say('use.writing-group') }).check()
    expect((await now(per.page)).messages.map(({ use }) => use)).toEqual([null, 'case-study'])
    await keepPicture(per.page, 'talking-choice-of-reply-1366x768')
    await expectNoViolationsInAnyLook(per.page, '[data-thread-card]')
    await choice.getByRole('button', { name: say('threads.change.save') }).click()
    await expect(choice.locator('summary')).toContainText(say('use.writing-group'))
    expect((await now(per.page)).messages.map(({ use }) => use)).toEqual([null, 'writing-group'])
    const hers = card(amina.page, 'The lift works')
    await expect(hers.getByText('We were there in June.')).toBeVisible()
    await expect(hers.locator('.message details')).toHaveCount(0)
  })

  await test.step('whoever has promised something gives it to somebody else, too', async () => {
    const { me } = Study.parse(await (await per.page.request.get(`/api/studies/${id}`)).json())
    await sent(amina.page, `/api/studies/${id}/threads/${thread}/hand-over`, { to: me.participantId })
    const promised = { state: 'given', outcome: 'planned', text: 'We will mend it.', promisedFor: '2099-01-01' }
    await sent(per.page, `/api/studies/${id}/threads/${thread}/answers`, promised)
    const his = card(per.page, 'The lift works')
    await expect(his.getByText('We will mend it.')).toBeVisible()
    await his.getByText(say('threads.handOver'), { exact: true }).press('Enter')
    await expect(his.getByLabel(say('threads.handOver.to'))).toBeVisible()
    await expect(his.getByText(say('threads.extend'), { exact: true })).toHaveCount(0)
    await his.getByLabel(say('threads.handOver.to')).selectOption('Siri Editor')
    await his.getByLabel(say('threads.handOver.all')).check()
    await his.getByRole('button', { name: say('threads.handOver.send') }).click()
    await expect.poll(async () => (await now(per.page)).owed?.owner?.name).toBe('Siri Editor')
  })
  await close()
})

test('what is said reads well in every language, wide and on a phone, in every look', async ({ browser }) => {
  const { id, amina, per, close } = await aTalk(browser, 'talking-looks')
  const { page } = amina
  const words = 'Når blir heisen reparert, og hvem gir beskjed til dem som ikke kommer ned trappene uten den?'
  const thread = await begin(page, id, words, { language: 'nb' })
  await begin(per.page, id, 'Tack för att ni skriver om trapphuset!', { kind: 'thanks', language: 'sv' })
  const reason = 'Bygget skal selges i mai. Boligkontoret har bestemt det.'
  await sent(per.page, `/api/studies/${id}/threads/${thread}/answers`, {
    state: 'given',
    outcome: 'not_done',
    text: 'Den blir ikke reparert.',
    reason,
  })
  await sent(page, `/api/studies/${id}/threads/${thread}/settle`, { settled: false, disagreement: 'Vi bor her til da.' })
  for (const language of languages.filter((one) => one !== 'en')) {
    const t = translator(language)
    await page.request.patch('/api/me', { data: { language }, headers: { origin: server.url } })
    await page.setViewportSize(desktop)
    await page.goto(`/studies/${id}?thread=${thread}`)
    await expect(card(page, 'Vi bor her til da.')).toBeVisible()
    await keepPicture(page, `talking-card-${language}-1366x768`)
    await page.getByRole('button', { name: t('threads.begin.study') }).click()
    await expect(page.locator('.composer')).toBeVisible()
    await keepPicture(page, `talking-composer-${language}-1366x768`)
    await expectNoViolationsInAnyLook(page, '.study-panel')
    await page
      .locator('.composer')
      .getByRole('button', { name: t('threads.later') })
      .click()
    await page
      .getByRole('complementary')
      .getByRole('button', { name: `${t('threads.all')} 2` })
      .click()
    await expect(page.locator('.thread-list')).toBeVisible()
    await keepPicture(page, `talking-list-${language}-1366x768`)
    await page.setViewportSize(phone)
    await page.goto(`/studies/${id}`)
    await page.getByRole('button', { name: new RegExp(`^${t('threads.title')}: `) }).click()
    const sheet = page.getByRole('dialog', { name: t('threads.title') })
    await sheet.locator('.thread-head').first().click()
    await expect(sheet.locator('.messages')).toBeVisible()
    await keepPicture(page, `talking-sheet-${language}-360x740`)
    await expectNoViolationsInAnyLook(page, 'dialog[open]')
    await expectToFit(page, `the sheet of comments in ${language}`)
    await page.setViewportSize(phone)
  }
  await close()
})
