import { expect, test, type Locator } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { ClockOfServer } from '../integration/served/clock-of-server.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { giveCode, nowhere, ofThisTest, phone, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { place, saidIn, startStudy } from './steps/studies.ts'
import { Cable, expectSaveState, goToEndOf, wordsOf } from './steps/writing.ts'

test.use({ serviceWorkers: 'allow' })

const say = translator('en')
const title = 'The walking group'
const dayMs = 24 * 60 * 60_000
const name = 'Eva Officer'

let clock: ClockOfServer
/** Of the server's clock: it never goes back. */
let aheadMs = 0
let server: TestServer
test.beforeAll(async () => {
  clock = new ClockOfServer()
  server = await startServer({ env: clock.env })
})
test.afterAll(async () => {
  await server.stop()
  clock.remove()
})

let email: string
let eva: Somebody
let studyPath: string
test.beforeEach(async ({ browser }) => {
  email = ofThisTest('eva@council.example')
  eva = await signIn(browser, server, { name, email, opens: nowhere })
  studyPath = await startStudy(eva.page, title)
})
test.afterEach(async () => await eva.context.close())

test('a session whose time is up while somebody writes: it says so, keeps the text in its place, and sends it after signing in', async () => {
  await writeWithoutSignal()
  await outlastSession()
  await comeBackAndSend()
})

test('a session that was ended on another device while somebody writes: the same', async ({ browser }) => {
  await writeWithoutSignal()
  const elsewhere = await signIn(browser, server, { name, email, opens: nowhere })
  const answer = await elsewhere.page.request.post('/api/me/sign-out-everywhere', { headers: { origin: server.url } })
  expect(answer.ok()).toBe(true)
  await comeBackAndSend()
})

test('a session that ends while everything is sent: the page is told within seconds, and nothing is lost', async () => {
  const { page } = eva
  await page.goto(studyPath)
  await goToEndOf(page, place)
  await page.keyboard.type('All of it is saved.')
  await expectSaveState(page, 'save.saved')
  await outlastSession()
  await expect(page.getByText(say('problem.session-expired'))).toBeVisible()
  await expect(wordsOf(page, place)).toContainText('All of it is saved.')
  await page.getByRole('link', { name: say('nav.signIn'), exact: true }).click()
  await giveCode(page, server, email)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(wordsOf(page, place)).toContainText('All of it is saved.')
  expect((await saidIn(page, studyPath)).map(({ text }) => text)).toEqual(['All of it is saved.'])
})

async function outlastSession(): Promise<void> {
  aheadMs += 31 * dayMs
  await clock.set(aheadMs, server)
}

let cable: Cable

async function writeWithoutSignal(): Promise<void> {
  const { page } = eva
  cable = await Cable.to(page)
  await page.goto(studyPath)
  await goToEndOf(page, place)
  await page.keyboard.type('Saved words.')
  await expectSaveState(page, 'save.saved')
  await cable.cut(page)
  await page.keyboard.type(' Words on the way.')
  await expectSaveState(page, 'save.onDevice')
}

async function comeBackAndSend(): Promise<void> {
  const { page } = eva
  const all = 'Saved words. Words on the way.'
  const wayBack = page.locator('.save-state').getByRole('link')
  await test.step('the page says what has happened, and has all the words, to be read and to be copied', async () => {
    await cable.mend(page)
    await expect(page.getByText(say('problem.session-expired'))).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('.save-state')).toContainText(say('save.reason.signedOut'))
    await expect(wordsOf(page, place)).toContainText(all)
    expect(await copied(wordsOf(page, place))).toContain(all)
    await page.setViewportSize(phone)
    await page.getByRole('heading', { level: 2, name: place }).scrollIntoViewIfNeeded()
    await expect(wayBack).toBeInViewport()
    await keepPicture(page, `session-over-${phone.width}x${phone.height}`)
  })
  await test.step('signed in again, they are sent', async () => {
    await wayBack.click()
    await giveCode(page, server, email)
    await expect(page).toHaveURL(new RegExp(`${studyPath}$`))
    await expect(wordsOf(page, place)).toContainText(all)
    await expectSaveState(page, 'save.saved')
    await expect(page.getByText(say('problem.session-expired'))).toHaveCount(0)
    await expect.poll(async () => (await saidIn(page, studyPath)).map(({ text }) => text).join('')).toBe(all)
    expect(new Set((await saidIn(page, studyPath)).map(({ name: by, sector }) => `${by}, ${sector}`))).toEqual(new Set([`${name}, public`]))
  })
}

/** What somebody takes along who selects all of it. */
function copied(section: Locator): Promise<string> {
  return section.evaluate((element) => {
    const selection = window.getSelection()
    selection?.selectAllChildren(element)
    return String(selection)
  })
}
