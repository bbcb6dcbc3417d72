import { expect, test, type Browser, type Page } from '@playwright/test'
import { sectorLabel, subtypesOf } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { z } from 'zod'
import { sharedServer, type TestServer } from '../support/server.ts'
import { nowhere, ofThisTest, phone, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { openToEverybody, place, sent, startStudy } from './steps/studies.ts'

test.use({ serviceWorkers: 'allow' })

const say = translator('en')
const largestPage = 100_000
// Longer to type than a program needs, which is how the form tells people from programs.
const question = 'Who pays the women who cook for everybody on Tuesdays, and how much do they get?'

let server: TestServer
let eva: Somebody
let studyPath: string
let link: string
test.beforeEach(async ({ browser }) => {
  server = await sharedServer()
  eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
  studyPath = await startStudy(eva.page, 'The Tuesday door')
  ;({ link } = await openToEverybody(eva.page, studyPath, 'commenter'))
  const opened = await eva.page.request.put(`/api${studyPath}/comments`, { data: { open: true }, headers: { origin: server.url } })
  expect(opened.ok()).toBe(true)
})

test('a guest without JavaScript comments in four pages, none above 100 kB, and sees the answer through the personal link', async ({
  browser,
}) => {
  const page = await aPhone(browser, false)
  const weights = await weighed(page)
  await comeIn(page)
  const part = page.getByRole('link', { name: new RegExp(`^${say('say.about.section')}.*${place}$`) })
  await expect(part).toBeVisible()
  await part.scrollIntoViewIfNeeded()
  await keepPicture(page, 'say-0-reading-360')
  weights.begin()

  await part.click()
  await expect(page.getByRole('heading', { level: 1, name: say('say.about.sectionNamed', { part: place }) })).toBeVisible()
  await expect(page.getByText('Ask Eva Officer: tel. 555 0100.')).toBeVisible()
  await expectToFit(page)
  await keepPicture(page, 'say-1-write-360', { fullPage: true })
  await page.getByLabel(say('say.words.label')).pressSequentially(question, { delay: 30 })
  await page.getByRole('radio', { name: say('thread.kind.question') }).check()
  await page.getByRole('button', { name: say('action.continue') }).click()

  await expect(page.getByRole('heading', { level: 1, name: say('say.who.title') })).toBeVisible()
  await page.getByRole('button', { name: say('action.continue') }).click()
  await expect(page).toHaveTitle(new RegExp(`^Error: ${say('say.who.title')}`))
  await page.getByRole('link', { name: say('field.sector.empty') }).click()
  await expect(page.getByRole('radio', { name: new RegExp(sectorLabel('community', 'en')) })).toBeFocused()
  await page.getByLabel(say('capacity.name')).fill('Dagny')
  await sayWhoTheyAre(page)
  await expectToFit(page)
  await keepPicture(page, 'say-2-who-360', { fullPage: true })
  await page.getByRole('button', { name: say('action.continue') }).click()

  await expect(page.getByRole('heading', { level: 1, name: say('say.check.title') })).toBeVisible()
  await expect(page.getByText(question)).toBeVisible()
  await expectToFit(page)
  await keepPicture(page, 'say-3-check-360', { fullPage: true })
  await page.getByRole('button', { name: new RegExp(`^${say('say.check.change')}.*${say('say.check.words')}$`) }).click()
  await expect(page.getByLabel(say('say.words.label'))).toHaveValue(question)
  await page.goBack()
  await expect(page.getByText(question)).toBeVisible()
  await page.getByRole('button', { name: say('say.send') }).click()

  await expect(page.getByRole('heading', { level: 1, name: say('say.sent.title') })).toBeVisible()
  await expectToFit(page)
  await keepPicture(page, 'say-4-sent-360', { fullPage: true })
  const own = await page.getByRole('link', { name: /\/back\// }).getAttribute('href')
  const largest = Math.max(...weights.end())
  expect(largest, 'bytes of the heaviest page with everything it loads').toBeLessThan(largestPage)
  test.info().annotations.push({ type: 'bytes of the heaviest page', description: String(largest) })

  await answer('We pay nobody yet.')
  const later = await aPhone(browser, false)
  await later.goto(own ?? '')
  await later.getByRole('button', { name: say('back.yes') }).click()
  await expect(later.getByRole('heading', { level: 1, name: say('said.title') })).toBeVisible()
  await expect(later.getByText(question)).toBeVisible()
  await expect(later.getByText('We pay nobody yet.')).toBeVisible()
  await expectToFit(later)
  await keepPicture(later, 'said-360', { fullPage: true })

  await later.getByText(say('said.reply'), { exact: true }).click()
  await later.getByLabel(say('say.words.label')).fill('Ask the choir, they know.')
  await later.getByRole('button', { name: say('said.reply.send'), exact: true }).click()
  await expect(later.getByText(say('said.reply.done'))).toBeVisible()
  await expect(later.getByText('Ask the choir, they know.')).toBeVisible()

  await later.getByRole('radio', { name: say('settle.no') }).check()
  await later.getByLabel(say('settle.note')).fill('That is no answer to how much.')
  await later.getByRole('button', { name: say('settle.submit') }).click()
  await expect(later.getByText(say('thread.state.disputed'))).toBeVisible()
  await later.getByRole('link', { name: new RegExp(`^${say('said.takeBack')}`) }).click()
  await keepPicture(later, 'take-back-360', { fullPage: true })
  await later.getByRole('button', { name: say('takeBack.yes') }).click()
  await expect(later.getByText(say('takeBack.done'))).toBeVisible()
  await expect(later.getByText(question)).toHaveCount(0)
})

test('what is refused on the page of what I said stays typed there, or stands there to copy, on a phone without JavaScript', async ({
  browser,
}) => {
  const page = await aPhone(browser, false)
  await comeIn(page)
  const headers = { origin: server.url }
  const post = async (path: string, data: object): Promise<void> => {
    const answered = await page.request.post(`/api${studyPath}/${path}`, { data, headers })
    expect(answered.ok(), `${path}: ${answered.status()}`).toBe(true)
  }
  await post('capacity', { sector: 'community', subtype: 'resident' })
  await post('threads', { kind: 'question', text: question, token: 'a-question-of-a-phone-0' })
  await answer('We pay nobody yet.')
  await page.goto(`${studyPath}/said?lang=en`)
  const note = 'That is no answer to how much they get. '.repeat(130)
  await page.getByRole('radio', { name: say('settle.no') }).check()
  await page.getByLabel(say('settle.note')).fill(note)
  await page.getByRole('button', { name: say('settle.submit') }).click()
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.getByLabel(say('settle.note'))).toHaveValue(note)
  await expect(page.getByRole('radio', { name: say('settle.no') })).toBeChecked()
  await expectToFit(page)
  await keepPicture(page, 'said-note-too-long-360', { fullPage: true })
  await page.getByRole('alert').getByRole('link').click()
  await expect(page.getByLabel(say('settle.note'))).toBeFocused()
  await page.getByLabel(say('settle.note')).fill('How much, I asked.')
  await page.getByRole('button', { name: say('settle.submit') }).click()
  await expect(page.getByText(say('thread.state.disputed'))).toBeVisible()
  await expect(page.getByText('How much, I asked.')).toBeVisible()

  await page.getByText(say('said.reply'), { exact: true }).click()
  await page.getByLabel(say('say.words.label')).fill('Ask the choir, they know.')
  const closed = await eva.page.request.put(`/api${studyPath}/comments`, { data: { open: false }, headers })
  expect(closed.ok()).toBe(true)
  await page.getByRole('button', { name: say('said.reply.send'), exact: true }).click()
  await expect(page.getByLabel(say('say.lost.words'))).toHaveValue('Ask the choir, they know.')
  await expect(page.getByRole('alert').getByText(say('refusal.comments-closed'))).toBeVisible()
  await expectToFit(page)
  await keepPicture(page, 'said-reply-lost-360', { fullPage: true })
  await page.getByText(say('settle.again')).click()
  await page.getByRole('radio', { name: say('settle.yes') }).check()
  await page.getByRole('button', { name: say('settle.submit') }).click()
  await expect(page.getByText(say('thread.state.accepted'))).toBeVisible()
})

test('with JavaScript what was typed survives a page that is killed and a lost signal, is sent once, and is then gone from the phone', async ({
  browser,
}) => {
  const page = await aPhone(browser, true)
  await comeIn(page)
  const here = `${studyPath}/say?lang=en&section=place-and-people`
  await page.goto(here)
  const words = page.getByLabel(say('say.words.label'))
  await expect(page.getByText(say('say.kept.here'))).toBeVisible()
  await words.pressSequentially(question, { delay: 30 })
  await page.getByRole('radio', { name: say('thread.kind.question') }).check()
  const context = page.context()
  await page.close({ runBeforeUnload: false })

  const again = await context.newPage()
  await again.goto(here)
  await expect(again.getByLabel(say('say.words.label'))).toHaveValue(question)
  await expect(again.getByRole('radio', { name: say('thread.kind.question') })).toBeChecked()
  await expect(again.getByText(say('say.kept.again'))).toBeVisible()
  await keepPicture(again, 'say-kept-360', { fullPage: true })
  await again.getByRole('button', { name: say('action.continue') }).click()
  await again.getByLabel(say('capacity.name')).fill('Dagny')
  await sayWhoTheyAre(again)
  await again.getByRole('button', { name: say('action.continue') }).click()

  const send = again.getByRole('button', { name: say('say.send') })
  await expect(send).toBeVisible()
  await context.setOffline(true)
  await send.click()
  await expect(again.getByText(say('say.kept.waits'))).toBeVisible()
  await keepPicture(again, 'say-waits-360', { fullPage: true })
  await context.setOffline(false)
  await expect(again.getByRole('heading', { level: 1, name: say('say.sent.title') })).toBeVisible()
  expect(await again.evaluate(() => Object.keys(localStorage))).toEqual([])
  await again.goBack()
  await expect(send).toBeVisible()
  await send.click()
  await expect(again.getByRole('heading', { level: 1, name: say('say.sent.title') })).toBeVisible()
  const threads = z.object({ threads: z.array(z.object({ begins: z.string() })) })
  const { threads: all } = threads.parse(await (await eva.page.request.get(`/api${studyPath}/threads?filter=all`)).json())
  expect(all).toEqual([{ begins: question }])
})

async function aPhone(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ viewport: phone, locale: 'en-GB', baseURL: server.url, javaScriptEnabled })
  return await context.newPage()
}

async function comeIn(page: Page): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: say('join.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The Tuesday door' })).toBeVisible()
}

async function sayWhoTheyAre(page: Page): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(sectorLabel('community', 'en')) }).check()
  const resident = subtypesOf('community').find(({ id }) => id === 'resident')?.label.en ?? ''
  await page.locator('#subtype-community').selectOption({ label: resident })
}

/** By the officer, to the only question there is. */
async function answer(text: string): Promise<void> {
  const threads = z.object({ threads: z.array(z.object({ id: z.string() })) })
  const { threads: all } = threads.parse(await (await eva.page.request.get(`/api${studyPath}/threads?filter=all`)).json())
  expect(all).toHaveLength(1)
  const reason = 'There is no budget for it this year.'
  await sent(eva.page, `/api${studyPath}/threads/${all[0]?.id}/answers`, { state: 'given', outcome: 'not_done', text, reason })
}

/** How much each page brings with everything it loads, in bytes over the network, to a phone that has nothing of it yet. */
async function weighed(page: Page): Promise<{ readonly begin: () => void; readonly end: () => readonly number[] }> {
  /** By document. */
  const weights = new Map<string, number>()
  const documentOf = new Map<string, string>()
  let isCounting = false
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  cdp.on('Network.requestWillBeSent', ({ requestId, loaderId }) => {
    if (isCounting) documentOf.set(requestId, loaderId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const document = documentOf.get(requestId)
    if (document !== undefined) weights.set(document, (weights.get(document) ?? 0) + encodedDataLength)
  })
  return {
    begin: () => {
      isCounting = true
    },
    end: () => [...weights.values()],
  }
}

async function expectToFit(page: Page): Promise<void> {
  // Before its styles have come it is as wide as it likes.
  await page.waitForLoadState()
  const tooWide = await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)
  expect(tooWide, 'pixels that have to be scrolled sideways').toBeLessThanOrEqual(0)
}
