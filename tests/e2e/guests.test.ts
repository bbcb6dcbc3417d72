import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { sectorLabel, subtypesOf, type Sector } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { giveCode, nowhere, ofThisTest, phone, sayWhoIAm, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { keepPlaceFor, openToEverybody, place, saidIn, startStudy } from './steps/studies.ts'
import { Cable, expectSaveState, goToEndOf, wordsOf } from './steps/writing.ts'
import { share } from './steps/sharing.ts'

const say = translator('en')
const title = 'The walking group'

let server: TestServer
let eva: Somebody
let studyPath: string
test.beforeEach(async ({ browser }) => {
  server = await sharedServer()
  eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
  studyPath = await startStudy(eva.page, title)
})

test.describe('where the program is kept', () => {
  test.use({ serviceWorkers: 'allow' })

  test('a phone that forgets somebody offers what was not sent, and keeps nothing: no cookie, no draft, no copy', async ({ browser }) => {
    const { link } = await openToEverybody(eva.page, studyPath, 'editor')
    const page = await aPhone(browser)
    const cable = await Cable.to(page)
    await comeBy(page, link)
    await sayMyName(page, 'Dagny')
    await goToEndOf(page, place)
    await page.keyboard.type('Saved words.')
    await expectSaveState(page, 'save.saved')
    cable.loosen()
    await page.keyboard.type(' Never sent.')
    await expectSaveState(page, 'save.onDevice')
    expect((await keptOn(page)).databases).not.toEqual([])

    const dialog = await choose(page, 'guest.forget')
    await expect(dialog.getByText(say('guest.forget.text'))).toBeVisible()
    await expect(dialog.getByLabel(say('signOut.unsent.title'))).toHaveValue('Never sent.')
    await expect(dialog.getByRole('link', { name: say('action.download') })).toHaveAttribute('href', /Never%20sent\./)
    await keepPicture(page, `forget-unsent-${phone.width}x${phone.height}`)
    await dialog.getByRole('button', { name: say('guest.forget.stay') }).click()
    await expect(wordsOf(page, place)).toContainText('Saved words. Never sent.')

    const again = await choose(page, 'guest.forget')
    await again.getByRole('button', { name: say('guest.forget.confirmUnsent') }).click()
    await expect(page.getByRole('heading', { level: 1, name: say('signedOut.title') })).toBeVisible()
    await expect.poll(() => keptOn(page)).toEqual({ databases: [], cookies: [], local: [], session: [], caches: [] })
    await page.goto(studyPath)
    await expect(page.getByLabel(say('signIn.email.label'))).toBeVisible()
    expect(await saidIn(eva.page, studyPath)).toMatchObject([{ text: 'Saved words.', name: 'Dagny', sector: 'community' }])
  })
})

test('a guest who signs in with a mailed code goes on as the same person, with their words and their name', async ({ browser }) => {
  const { link } = await openToEverybody(eva.page, studyPath, 'editor')
  const page = await aPhone(browser)
  const cable = await Cable.to(page)
  await comeBy(page, link)
  await sayMyName(page, 'Dagny')
  await write(page, 'I came by')
  const [before] = await saidIn(eva.page, studyPath)

  await test.step('and is told to wait while some of their words have not been sent', async () => {
    cable.loosen()
    await page.keyboard.type(' the poster.')
    await expectSaveState(page, 'save.onDevice')
    const early = await choose(page, 'guest.way.title')
    await expect(early.getByText(say('guest.claim.unsent'))).toBeVisible()
    await expect(early.getByLabel(say('signOut.unsent.title'))).toHaveValue('the poster.')
    await page.keyboard.press('Escape')
    await cable.mend(page)
    await expectSaveState(page, 'save.saved')
  })

  const dialog = await choose(page, 'guest.way.title')
  await expect(dialog.getByText(say('guest.claim.unsent'))).toHaveCount(0)
  await dialog.getByRole('link', { name: say('guest.claim') }).click()
  await giveCode(page, server, ofThisTest('dagny@home.example'))
  await expect(page).toHaveURL(new RegExp(`${studyPath}$`))
  await expect(wordsOf(page, place)).toContainText('I came by the poster.')
  await write(page, ' And I stay.')
  expect(await saidIn(page, studyPath)).toEqual([
    { text: 'I came by the poster. And I stay.', by: before?.by, name: 'Dagny', sector: 'community' },
  ])

  await test.step('and finds the study on another device by the address alone', async () => {
    const there = await signIn(browser, server, { name: 'Dagny', email: ofThisTest('dagny@home.example') })
    await there.page.getByRole('link', { name: title }).click()
    await expect(wordsOf(there.page, place)).toContainText('I came by the poster. And I stay.')
    await write(there.page, ' Here, too.')
    expect((await saidIn(there.page, studyPath)).map(({ by }) => by)).toEqual([before?.by])
  })
})

test('a personal link on another device asks whether it is them; who is somebody else comes in as a new person', async ({ browser }) => {
  const { link } = await openToEverybody(eva.page, studyPath, 'editor')
  const hers = await aPhone(browser)
  await comeBy(hers, link)
  await sayMyName(hers, 'Dagny')
  await write(hers, 'By Dagny. ')
  const dialog = await choose(hers, 'guest.way.title')
  await dialog.getByRole('button', { name: say('guest.way.show') }).click()
  const wayBack = dialog.getByLabel(say('guest.way.link'), { exact: true })
  await expect(wayBack).toHaveValue(/\/back\//)
  const back = await wayBack.inputValue()

  await test.step('opening it writes nothing, here or there', async () => {
    const page = await aPhone(browser)
    await page.goto(back)
    await expect(page.getByRole('heading', { level: 1, name: say('back.title', { name: 'Dagny' }) })).toBeVisible()
    await expect(page.getByText(title)).toHaveCount(0)
    expect(await page.context().cookies()).toEqual([])
    expect(await peopleIn(eva.page)).toEqual(['Dagny', 'Eva Officer'])
    await keepPicture(page, `are-you-${phone.width}x${phone.height}`)
  })

  await test.step('somebody else says so, and is a new guest under their own name', async () => {
    const page = await aPhone(browser)
    await page.goto(back)
    await page.getByText(say('back.no'), { exact: true }).click()
    await page.getByRole('link', { name: say('back.no.come') }).click()
    await page.getByRole('button', { name: say('join.submit') }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await sayMyName(page, 'Bjørn')
    await write(page, 'By Bjørn. ')
    expect(await peopleIn(eva.page)).toEqual(['Bjørn', 'Dagny', 'Eva Officer'])
    expect(new Set((await saidIn(eva.page, studyPath)).map(({ text, name }) => `${name}: ${text}`))).toEqual(
      new Set(['Dagny: By Dagny. ', 'Bjørn: By Bjørn. ']),
    )
  })

  await test.step('and she goes on as herself', async () => {
    const page = await aPhone(browser)
    await page.goto(back)
    await page.getByRole('button', { name: say('back.yes') }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await write(page, 'Dagny again. ')
    const { by } = (await saidIn(eva.page, studyPath)).find(({ text }) => text.includes('By Dagny')) ?? {}
    expect((await saidIn(eva.page, studyPath)).find(({ text }) => text.includes('Dagny again'))?.by).toBe(by)
  })
})

test('a link for one person lets them in although they tap twice', async ({ browser }) => {
  const link = await keepPlaceFor(eva.page, studyPath, 'Kari Nordmann')
  const page = await aPhone(browser)
  await page.goto(link)
  const first = await loseAnswerToFirst(page, '**/join/*')
  // What is pressed is a place on the glass: it must not move when a font comes.
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const button = await page.getByRole('button', { name: say('join.submit') }).boundingBox()
  if (button === null) throw new Error('there is no button')
  // A thumb does not wait for a page that is on its way.
  const tap = (): Promise<void> => page.mouse.click(button.x + button.width / 2, button.y + button.height / 2)
  await tap()
  await first.hasArrived
  await tap()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const other = await aPhone(browser)
  await other.goto(link)
  await expect(other.getByRole('heading', { level: 1, name: say('join.used.title') })).toBeVisible()
})

test('somebody without a device, and a group, are added by a worker and are in everybody’s list of people', async ({ browser }) => {
  const dialog = await shareOf(eva.page)
  await dialog.getByText(say('share.contributor.title'), { exact: true }).click()
  const form = dialog.locator('details', { hasText: say('share.contributor.title') })
  await form.getByLabel(say('share.contributor.name')).fill('Gamle Ola')
  await chooseSector(form, 'community', 'resident')
  await form.getByRole('button', { name: say('share.contributor.submit') }).click()
  await expect(form.getByText(say('share.contributor.added', { name: 'Gamle Ola' }))).toBeVisible()
  await form.getByRole('radio', { name: say('share.contributor.group') }).check()
  await form.getByLabel(say('share.contributor.name')).fill('The Tuesday walkers')
  await form.getByLabel(say('share.contributor.size')).fill('12')
  await form.getByLabel(say('share.contributor.process')).fill('We talk until we agree.')
  await form.getByRole('button', { name: say('share.contributor.submit') }).click()
  await expect(form.getByText(say('share.contributor.added', { name: 'The Tuesday walkers' }))).toBeVisible()

  const { link } = await openToEverybody(eva.page, studyPath, 'reader')
  const reader = await aPhone(browser)
  await comeBy(reader, link)
  for (const list of [dialog, await shareOf(reader)]) {
    const ola = list.locator('.person', { hasText: 'Gamle Ola' })
    await expect(ola).toContainText(say('share.person.managed'))
    await expect(ola).toContainText(sectorLabel('community', 'en'))
    const walkers = list.locator('.person', { hasText: 'The Tuesday walkers' })
    await expect(walkers).toContainText(say('share.person.group', { count: 12 }))
    await expect(walkers).toContainText(say('share.person.managed'))
  }
  await keepPicture(reader, `contributors-${phone.width}x${phone.height}`)
})

async function aPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: phone, locale: 'en-GB', baseURL: server.url })
  return await context.newPage()
}

async function comeBy(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: say('join.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** The first press reaches the server; the browser hears nothing of it, as on a line that stalls. */
async function loseAnswerToFirst(page: Page, address: string): Promise<{ readonly hasArrived: Promise<void> }> {
  const { promise: hasArrived, resolve } = Promise.withResolvers<void>()
  let presses = 0
  await page.route(address, async (route) => {
    const request = route.request()
    if (request.method() === 'POST') presses += 1
    if (request.method() !== 'POST' || presses > 1) return await route.continue()
    const headers = { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' }
    await fetch(request.url(), { method: 'POST', redirect: 'manual', headers, body: request.postData() ?? '' })
    resolve()
  })
  return { hasArrived }
}

/** "I am here as …", from the community, with a name. */
async function sayMyName(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: say('capacity.offer'), exact: true }).click()
  await page.getByLabel(say('capacity.name')).fill(name)
  await sayWhoIAm(page, 'community', 'resident')
}

async function write(page: Page, words: string): Promise<void> {
  await goToEndOf(page, place)
  await page.keyboard.type(words)
  await expectSaveState(page, 'save.saved')
  await expect(wordsOf(page, place)).toContainText(words.trim())
}

/** Opens a dialog of the menu under one's name. */
async function choose(page: Page, item: 'guest.forget' | 'guest.way.title'): Promise<Locator> {
  await page.locator('.account-menu > summary').click()
  await page
    .locator('.account')
    .getByRole('button', { name: say(item) })
    .click()
  const dialog = page.getByRole('dialog', { name: say(item) })
  await expect(dialog).toBeVisible()
  return dialog
}

async function chooseSector(form: Locator, sector: Sector, subtype: string): Promise<void> {
  await form.getByLabel(say('share.sector'), { exact: true }).selectOption(sector)
  const label = subtypesOf(sector).find(({ id }) => id === subtype)?.label.en ?? ''
  await form.getByLabel(say('share.subtype'), { exact: true }).selectOption({ label })
}

async function peopleIn(page: Page): Promise<string[]> {
  const answer = await page.request.get(`/api${studyPath}/people`)
  const people: { readonly name: string }[] = await answer.json()
  return people.map(({ name }) => name).toSorted()
}

/** Everything a browser keeps of a site. */
async function keptOn(page: Page): Promise<Record<'databases' | 'cookies' | 'local' | 'session' | 'caches', string[]>> {
  const cookies = (await page.context().cookies()).map(({ name }) => name)
  const kept = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: (
      await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)),
      )
    ).flat(),
  }))
  // The program and its empty frame are the same for everybody.
  return { ...kept, cookies, caches: kept.caches.filter((path) => path !== '/shell' && !path.startsWith('/assets/')) }
}

async function shareOf(page: Page): Promise<Locator> {
  await page.goto(studyPath)
  return await share(page)
}
