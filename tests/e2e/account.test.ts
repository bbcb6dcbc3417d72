import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { nowhere, ofThisTest, phone, signIn } from './steps/people.ts'
import { startStudy, startStudyByHand } from './steps/studies.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

/** A device with a fingerprint reader that always finds the right finger. @returns how to have it find the wrong one */
async function aFingerprintReader(page: Page): Promise<(isRight: boolean) => Promise<void>> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return async (isUserVerified) => {
    await browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  }
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test('a passkey is added, signs in where the code would, refuses the wrong finger, and is taken away', async ({ browser }) => {
  const { page } = await signIn(browser, server, { name: 'Eva', email: ofThisTest('eva@council.example'), opens: nowhere })
  const setFinger = await aFingerprintReader(page)

  await page.goto('/account')
  await expect(page.getByText(say('account.passkeys.none'))).toBeVisible()
  await page.getByLabel(say('account.passkeys.name')).fill('My phone')
  await page.getByRole('button', { name: say('account.passkeys.add') }).click()
  await expect(page.getByRole('heading', { level: 3, name: 'My phone' })).toBeVisible()

  await test.step('signed out, the sign-in page offers it and goes on to the page that was wanted', async () => {
    await page.request.post('/api/auth/sign-out', { headers: { origin: server.url } })
    await page.goto('/account')
    await expect(page.getByLabel(say('signIn.email.label'))).toBeVisible()
    await setFinger(false)
    await page.getByRole('button', { name: say('account.passkeys.signIn') }).click()
    await expect(page.getByText(say('account.passkeys.signIn.stopped'))).toBeVisible()
    await setFinger(true)
    await page.getByRole('button', { name: say('account.passkeys.signIn') }).click()
    await expect(page.getByRole('heading', { level: 1, name: say('account.title') })).toBeVisible()
  })

  await test.step('a guest takes along who they were', async () => {
    const headers = { origin: server.url }
    const data = { title: 'The walking group', place: 'Strathmore', language: 'en', templateId: 'cross-sector-collaboration' }
    const { id } = await (await page.request.post('/api/studies', { data, headers })).json()
    await page.request.put(`/api/studies/${id}/contact`, { data: { name: 'Eva', reach: '555 01 23' }, headers })
    const { link } = await (await page.request.post(`/api/studies/${id}/invitations`, { data: { role: 'editor' }, headers })).json()
    await page.request.post('/api/auth/sign-out', { headers })
    await page.goto(link)
    await page.getByRole('button', { name: say('join.submit') }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'The walking group' })).toBeVisible()
    await page.goto('/sign-in?next=/account')
    await page.getByRole('button', { name: say('account.passkeys.signIn') }).click()
    await expect(page.getByRole('heading', { level: 3, name: 'My phone' })).toBeVisible()
    expect((await (await page.request.get(`/api/studies/${id}`)).json()).me.role).toBe('steward')
  })

  await test.step('taken away, it signs nobody in', async () => {
    await page.getByRole('button', { name: say('account.passkeys.removeNamed', { name: 'My phone' }) }).click()
    await expect(page.getByText(say('account.passkeys.none'))).toBeVisible()
    await page.request.post('/api/auth/sign-out', { headers: { origin: server.url } })
    await page.goto('/account')
    await page.getByRole('button', { name: say('account.passkeys.signIn') }).click()
    await expect(page.getByText(say('account.passkeys.signIn.stopped'))).toBeVisible()
  })
})

test('the sign-in page without JavaScript offers the code and no button that does nothing', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: say('signIn.submit') })).toBeVisible()
  await expect(page.getByRole('button', { name: say('account.passkeys.signIn') })).toBeHidden()
})

test('one sees where one is signed in and ends it there', async ({ browser }) => {
  const here = await signIn(browser, server, { name: 'Eva', email: ofThisTest('eva@council.example') })
  const there = await signIn(browser, server, { name: 'Eva', email: ofThisTest('eva@council.example'), opens: nowhere })
  await here.page.getByRole('navigation').getByText('Eva', { exact: true }).click()
  await here.page.getByRole('link', { name: say('account.open') }).click()
  await expect(here.page.getByRole('heading', { level: 3, name: say('account.sessions.other') })).toBeVisible()
  await here.page.getByRole('button', { name: say('account.sessions.endAll') }).click()
  await expect(here.page.getByRole('heading', { level: 3, name: say('account.sessions.other') })).toBeHidden()
  await expect(here.page.getByRole('heading', { level: 3, name: say('account.sessions.here') })).toBeVisible()
  await there.page.goto('/account')
  await expect(there.page.getByLabel(say('signIn.email.label'))).toBeVisible()
})

test('a study is copied, archived, opened, put in the bin, brought back, left to somebody else, and its log tells all of it', async ({
  browser,
}) => {
  const { page } = await signIn(browser, server, { name: 'Eva', email: ofThisTest('eva@council.example'), opens: nowhere })
  const study = await startStudyByHand(page, 'The walking group')

  await test.step('copied', async () => {
    await choose(page, say('duplicate.title'))
    await page.getByLabel(say('duplicate.name.label')).fill('The running group')
    await page.getByRole('button', { name: say('duplicate.submit') }).click()
    await expect(page).not.toHaveURL(new RegExp(`${study}$`))
    await page.goto(study)
  })

  await test.step('archived, and opened again', async () => {
    await choose(page, say('archive.title'))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('archive.title'), exact: true })
      .click()
    await expect(page.getByRole('textbox')).toHaveCount(0)
    await page.goto('/')
    await expect(page.getByText(say('archive.tag'), { exact: true })).toBeVisible()
    await page.goto(study)
    await choose(page, say('archive.open.title'))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('archive.open.title'), exact: true })
      .click()
    await expect(page.getByRole('textbox').first()).toBeVisible()
  })

  await test.step('into the bin, and back', async () => {
    await choose(page, say('study.trash'))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('study.trash'), exact: true })
      .click()
    await expect(page.getByRole('heading', { level: 2, name: say('home.trash.title') })).toBeVisible()
    await page.getByRole('button', { name: say('bin.restoreNamed', { title: 'The walking group' }) }).click()
    await expect(page.getByRole('link', { name: 'The walking group' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 2, name: say('home.trash.title') })).toBeHidden()
  })

  await test.step('told, as a table where there is room and as a list on a phone', async () => {
    await page.goto(`${study}/audit`)
    const table = page.getByRole('table', { name: say('audit.title') })
    await expect(table.getByRole('row')).toHaveCount(8)
    await expect(table.getByRole('row').nth(1)).toContainText(say('audit.kind.study.restored'))
    await page.setViewportSize(phone)
    await expect(page.getByRole('list', { name: say('audit.title') }).getByRole('listitem')).toHaveCount(7)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.getByLabel(say('audit.filter.kind')).selectOption('participant')
    await expect(page.getByRole('list', { name: say('audit.title') }).getByRole('listitem')).toHaveCount(2)
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: say('audit.download') }).click()
    expect((await file).suggestedFilename()).toMatch(/\.csv$/)
  })

  await test.step('left by its last steward to the person she chooses', async () => {
    const path = `/api${study}/people`
    await page.request.post(path, {
      data: { email: ofThisTest('ola@home.example'), name: 'Ola', role: 'editor' },
      headers: { origin: server.url },
    })
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.goto(study)
    await choose(page, say('leave.title'))
    await page.getByLabel(say('leave.successor.label')).selectOption({ label: 'Ola' })
    await page.getByRole('button', { name: say('leave.successor.submit') }).click()
    await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()
    await expect(page.getByRole('link', { name: 'The walking group' })).toBeHidden()
    const ola = await signIn(browser, server, { name: 'Ola', email: ofThisTest('ola@home.example'), opens: nowhere })
    await ola.page.goto(`${study}/audit`)
    await expect(ola.page.getByRole('table')).toContainText(
      say('audit.detail.roles', { from: say('role.editor'), to: say('role.steward') }),
    )
  })
})

test('older entries of the log are shown when one asks, also when the first try fails, and the keyboard goes on from there', async ({
  browser,
}) => {
  const { page } = await signIn(browser, server, { name: 'Eva', email: ofThisTest('eva@council.example'), opens: nowhere })
  const study = await startStudy(page, 'The long one')
  for (let time = 1; time <= 55; time += 1) {
    const answer = await page.request.patch(`/api${study}`, { data: { title: `Name ${time}` }, headers: { origin: server.url } })
    expect(answer.ok()).toBe(true)
  }
  await page.goto(`${study}/audit`)
  const rows = page.getByRole('table', { name: say('audit.title') }).getByRole('row')
  const more = page.getByRole('button', { name: say('audit.more') })
  await expect(rows).toHaveCount(51)
  await page.route('**/audit?before=*', (route) => route.abort())
  await more.click()
  await expect(page.getByRole('alert')).toHaveText(say('problem.offline'))
  await expect(rows).toHaveCount(51)
  await page.unroute('**/audit?before=*')
  await more.focus()
  await page.keyboard.press('Enter')
  await expect(more).toHaveCount(0)
  expect(await rows.count()).toBeGreaterThan(56)
  await expect(page.getByText(say('audit.shown', { count: (await rows.count()) - 1 }))).toBeFocused()
  await expect(page.getByRole('alert')).toHaveCount(0)
})
