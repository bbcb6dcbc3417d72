import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { languages, sectorLabel, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { decliningProvider, type DecliningProvider } from './steps/declining-provider.ts'
import { Inspection, routesOfPages } from './steps/inspecting.ts'
import { desktop, sayWhoIAm, signIn } from './steps/people.ts'
import { lookAtWaysIn } from './steps/ways-in.ts'

/** Every address of the product that shows a page. A new one has to be looked at below before it can stand here. */
const routes = [
  '*',
  '/',
  '/account',
  '/api/docs',
  '/back/:token',
  '/join',
  '/join/:token',
  '/move',
  '/name',
  '/outbox',
  '/outbox/:name',
  '/partnership',
  '/setup/:token',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/link/:token',
  '/sign-in/oidc/callback',
  '/sign-out-guest',
  '/signed-out',
  '/studies/:id',
  '/studies/:id/audit',
  '/studies/:id/invitations/:invitationId/sheet',
  '/studies/new',
] as const

// The languages don't know of each other.
test.describe.configure({ mode: 'parallel' })

let provider: DecliningProvider
let server: TestServer
// Each sets up an installation of its own: there is one link for that.
test.beforeEach(async () => {
  provider = await decliningProvider()
  server = await startServer({ env: provider.env })
})
test.afterEach(async () => {
  await server.stop()
  await provider.close()
})

test('every page of the server and of the web app is among those that are looked at', async () => {
  expect(await routesOfPages(server)).toEqual(routes)
})

for (const language of languages) {
  test(`every page is free of axe violations and fits 320 px, in ${language}`, async ({ browser }) => {
    test.setTimeout(360_000)
    const inspect = new Inspection<(typeof routes)[number]>(language)

    await test.step('the pages of somebody who is signed out', async () => {
      const context = await browser.newContext({ viewport: desktop, baseURL: server.url, locale: language })
      const page = await context.newPage()
      await lookAtSettingUp(page, inspect, language)
      await lookAtSigningIn(page, inspect, language)
      await lookAtSigningInElsewhere(page, inspect, language)
      await lookAtTheRest(page, inspect, language)
      await context.close()
    })

    const { page, context } = await signIn(browser, server, { name: `Kari ${language}`, email: `kari-${language}@example.org`, language })
    await test.step('one’s name, home, and a new case study', () => lookAtHome(page, inspect, language))
    await test.step('the question who one is here as, and the study page', () => lookAtStudy(page, inspect, language))
    await test.step('one’s account, and what has happened in a study', () => lookAtAccount(page, inspect, language))
    await test.step('the partnership, its organisations, and the question which one somebody is from', () =>
      lookAtPartnership(browser, inspect, language))
    await test.step('coming in, coming back and being forgotten', () => lookAtWaysIn(browser, page, inspect, language))
    await test.step('the example, with and without JavaScript', () => lookAtExample(browser, context, page, inspect, language))
    await test.step('what is not there, inside the app and out', () => lookAtNothing(page, inspect, language))
    await context.close()

    expect([...inspect.seen].toSorted()).toEqual(routes)
  })
}

type Inspecting = Inspection<(typeof routes)[number]>

async function lookAtSettingUp(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.goto(`${await server.setupLink()}?lang=${language}`)
  await inspect.of(page, { route: '/setup/:token', name: 'set-up' })
  await page.getByRole('button', { name: say('setup.submit') }).click()
  await inspect.of(page, { route: '/setup/:token', name: 'set-up-error' })
  await page.goto(`/setup/used-up?lang=${language}`)
  await inspect.of(page, { route: '/setup/:token', name: 'set-up-expired' })
}

async function lookAtSigningIn(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const email = `reader-${language}@example.org`
  await page.goto(`/sign-in?lang=${language}`)
  await inspect.of(page, { route: '/sign-in', name: 'sign-in' })
  await page.getByRole('button', { name: say('signIn.submit') }).click()
  await inspect.of(page, { route: '/sign-in', name: 'sign-in-error' })
  await page.getByLabel(say('signIn.email.label')).fill(email)
  await page.getByRole('button', { name: say('signIn.submit') }).click()
  await inspect.of(page, { route: '/sign-in/code', name: 'sign-in-code' })

  const { links, code } = await server.mailTo(email)
  const link = links.find((address) => address.includes('/sign-in/link/'))
  await page.goto(`${link}?lang=${language}`)
  await inspect.of(page, { route: '/sign-in/link/:token', name: 'sign-in-link' })
  await page.goto(`/sign-in/link/used-up?lang=${language}`)
  await inspect.of(page, { route: '/sign-in/link/:token', name: 'sign-in-link-expired' })

  await page.goto(`/sign-in/code?lang=${language}`)
  const wrong = code === '000000' ? '111111' : '000000'
  const tryIt = async (): Promise<void> => {
    await page.getByLabel(say('signIn.code.label')).fill(wrong)
    await page.getByRole('button', { name: say('signIn.code.submit') }).click()
  }
  await tryIt()
  await inspect.of(page, { route: '/sign-in/code', name: 'sign-in-code-wrong' })
  const noMore = page.getByText(say('signIn.code.used'))
  await expect(async () => {
    if (!(await noMore.isVisible())) await tryIt()
    await expect(noMore).toBeVisible({ timeout: 500 })
  }).toPass()
  await inspect.of(page, { route: '/sign-in/code', name: 'sign-in-code-used' })
}

/** The page that leads on to the provider, which is held up there, and the one on which who cancelled comes back. */
async function lookAtSigningInElsewhere(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const { name, url } = provider
  await page.goto(`/sign-in?lang=${language}`)
  // An answer without content leaves the browser where it is.
  await page.route(`${url}/**`, (route) => route.fulfill({ status: 204 }))
  await page.getByRole('button', { name: say('signIn.oidc.submit', { name }) }).click()
  const on = page.getByRole('link', { name: say('signIn.oidc.going.link', { name }) })
  await expect(on).toBeVisible()
  await inspect.of(page, { route: '/sign-in', name: 'sign-in-elsewhere' })
  await page.unroute(`${url}/**`)
  await on.click()
  await expect(page.getByText(say('signIn.oidc.cancelled', { name }))).toBeVisible()
  await inspect.of(page, { route: '/sign-in/oidc/callback', name: 'sign-in-elsewhere-cancelled' })
}

async function lookAtTheRest(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  await page.goto(`/signed-out?lang=${language}`)
  await inspect.of(page, { route: '/signed-out', name: 'signed-out' })
  await page.goto(`/outbox?lang=${language}`)
  await inspect.of(page, { route: '/outbox', name: 'outbox' })
  await page.goto(`${await page.locator('main li a').first().getAttribute('href')}?lang=${language}`)
  await inspect.of(page, { route: '/outbox/:name', name: 'outbox-mail' })
  await page.goto(`/api/docs?lang=${language}`)
  await inspect.of(page, { route: '/api/docs', name: 'api-docs' })
}

async function lookAtAccount(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.goto('/account')
  await expect(page.getByText(say('account.passkeys.none'))).toBeVisible()
  await expect(page.getByRole('heading', { level: 3, name: say('account.sessions.here') })).toBeVisible()
  await inspect.of(page, { route: '/account', name: 'my-account' })
  await page.getByRole('button', { name: say('account.passkeys.add') }).click()
  await inspect.of(page, { route: '/account', name: 'my-account-error' })

  const headers = { origin: server.url }
  const data = { title: 'Naboene', place: 'Tøyen', language, templateId: 'cross-sector-collaboration' }
  const { id } = await (await page.request.post('/api/studies', { data, headers })).json()
  await page.goto(`/studies/${id}/audit`)
  await expect(page.getByText(say('audit.kind.study.created'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id/audit', name: 'audit' })
  await page.request.delete(`/api/studies/${id}`, { headers })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 2, name: say('home.trash.title') })).toBeVisible()
  await inspect.of(page, { route: '/', name: 'home-bin' })
}

async function lookAtHome(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.goto('/name')
  await inspect.of(page, { route: '/name', name: 'name' })
  await page.getByLabel(say('setup.name.label')).fill('')
  await page.getByRole('button', { name: say('action.continue') }).click()
  await inspect.of(page, { route: '/name', name: 'name-error' })

  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()
  await expect(page.getByText('The Tuesday Door').first()).toBeVisible()
  await inspect.of(page, { route: '/', name: 'home' })
  await page.locator('.account-menu > summary').click()
  await inspect.of(page, { route: '/', name: 'account' })
  await page.keyboard.press('Escape')

  await page
    .getByRole('link', { name: say('home.new') })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: say('newStudy.title') })).toBeVisible()
  await expect(page.getByRole('radio').nth(3)).toBeVisible()
  await inspect.of(page, { route: '/studies/new', name: 'new-study' })
  await page.getByRole('button', { name: say('newStudy.submit') }).click()
  await inspect.of(page, { route: '/studies/new', name: 'new-study-error' })
}

async function lookAtStudy(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.getByLabel(say('newStudy.name.label')).fill('Gåkafé · Café')
  await page.getByLabel(say('newStudy.place.label')).fill('Östersund')
  await page.locator('input[name="templateId"]').first().check()
  await page.getByRole('button', { name: say('newStudy.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('capacity.title') })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'capacity' })
  await sayWhoIAm(page, 'third', 'charity', language)
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'study' })

  await lookAtSharing(page, inspect, language)
  await lookAtScribing(page, inspect, language)
  const menu = page.getByRole('button', { name: say('study.menu') })
  await menu.click()
  await expect(page.getByRole('menu')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'study-menu' })
  await page.keyboard.press('Escape')
  for (const [item, name] of [
    ['identity.title', 'identity'],
    ['study.rename', 'rename'],
    ['openSections.title', 'open-sections'],
    ['study.trash', 'bin'],
  ] as const) {
    await menu.click()
    await page.getByRole('menuitem', { name: say(item) }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await inspect.of(page, { route: '/studies/:id', name })
    await page.keyboard.press('Escape')
  }
  await lookAtGoingBack(page, inspect, language)
  await lookAtActivity(page, inspect, language)
  await lookAtPasting(page, inspect, language)
}

/** Without an earlier text, with one in the list, and with what it said. */
async function lookAtGoingBack(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const dialog = page.getByRole('dialog', { name: say('goBack.title') })
  const open = async (): Promise<void> => {
    await page.getByRole('button', { name: say('study.menu') }).click()
    await page.getByRole('menuitem', { name: say('goBack.title') }).click()
  }
  await open()
  await expect(dialog.getByText(say('goBack.empty'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'go-back-empty' })
  await page.keyboard.press('Escape')
  await page.getByRole('textbox').first().click()
  await page.keyboard.type('We met by the door every Tuesday and drank coffee.')
  await expect(page.locator('.save-state')).toContainText(say('save.saved'))
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(page.locator('.save-state')).toContainText(say('save.saved'))
  await open()
  const point = dialog.getByRole('list', { name: say('goBack.list') }).getByRole('button')
  await expect(point).toHaveCount(1)
  await inspect.of(page, { route: '/studies/:id', name: 'go-back' })
  await point.click()
  await dialog.getByRole('checkbox').check()
  await inspect.of(page, { route: '/studies/:id', name: 'go-back-text' })
  await page.keyboard.press('Escape')
}

/** Beside the text, after much has been pasted. */
async function lookAtPasting(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.locator('.ProseMirror').first().click()
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'word '.repeat(120))
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByRole('group', { name: say('paste.question', { words: 120 }) })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'paste-question' })
  await page.getByRole('button', { name: say('paste.later') }).click()
  await page.keyboard.press('Control+z')
}

/** What somebody is told who is back; that the server says so is seen elsewhere. */
async function lookAtActivity(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const person = { participantId: 'somebody', name: 'Þorgerður Egilsdóttir-Blöndal fra Nabolagshuset', sector: 'public' }
  const other = { participantId: 'other', name: 'The one upstairs', sector: 'community' }
  const change = (kind: string, whose: typeof person) => ({ kind, by: person, whose, words: 12 })
  const events = [{ kind: 'restored', at: '2026-05-19T10:00:00.000Z', by: person }]
  const changes = [change('wrote', person), change('took-out', other), change('put-back', other), change('wrote-down', other)]
  const joined = [{ at: '2026-05-19T10:00:00.000Z', who: other }]
  const json = { since: '2026-05-18T10:00:00.000Z', people: 1, sections: [{ key: 'summary', changes, events }], joined }
  await page.route('**/api/studies/*/activity', (route) => route.fulfill({ json }))
  await page.reload()
  await expect(page.getByText(say('activity.notice', { count: 1 }))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'activity-notice' })
  await page.getByRole('button', { name: say('activity.see') }).click()
  await expect(page.getByRole('dialog', { name: say('activity.title') }).getByRole('listitem')).toHaveCount(6)
  await inspect.of(page, { route: '/studies/:id', name: 'activity' })
  await page.keyboard.press('Escape')
  await page.unroute('**/api/studies/*/activity')
}

/** Nobody to write for yet, somebody whose words are written down, and what they said being read back. */
async function lookAtScribing(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const openFromMenu = async (title: 'scribing.title' | 'readBack.title'): Promise<void> => {
    await page.getByRole('button', { name: say('study.menu') }).click()
    await page.getByRole('menuitem', { name: say(title) }).click()
  }
  await openFromMenu('scribing.title')
  const dialog = page.getByRole('dialog', { name: say('scribing.title') })
  await expect(dialog.getByText(say('scribing.present.none'))).toBeVisible()
  await dialog.getByRole('button', { name: say('scribing.start') }).click()
  await inspect.of(page, { route: '/studies/:id', name: 'scribing-nobody' })
  await dialog.getByText(say('share.contributor.title')).click()
  for (const name of ['Mairi', 'Kvinnene på torget i Östersund']) {
    await dialog.getByLabel(say('share.contributor.name')).fill(name)
    await dialog.locator('#contributor-sector').selectOption('community')
    await dialog.locator('#contributor-subtype').selectOption('resident')
    await dialog.getByRole('button', { name: say('share.contributor.submit'), exact: true }).click()
    await expect(dialog.getByRole('checkbox', { name })).toBeChecked()
  }
  await inspect.of(page, { route: '/studies/:id', name: 'scribing-choose' })
  await dialog.getByRole('button', { name: say('scribing.start') }).click()
  await expect(page.getByRole('region', { name: say('scribing.bar') })).toContainText(say('scribing.now', { name: 'Mairi' }))
  await page.getByRole('textbox').first().click()
  await page.keyboard.type('Trappa er vår.')
  await expect(page.locator('.save-state')).toContainText(say('save.saved'), { timeout: 15_000 })
  await inspect.of(page, { route: '/studies/:id', name: 'scribing-bar' })
  await openFromMenu('readBack.title')
  await expect(page.getByRole('checkbox', { name: 'Trappa er vår.' })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'read-back' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('scribing.stop') }).click()
}

/** The dialog as it opens, with somebody added by name, with a link switched on, and who one is here as put right. */
async function lookAtSharing(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.getByRole('button', { name: say('share.title'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(say('share.links.off'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'share' })
  await dialog.getByLabel(say('share.add.box')).fill('Ola Nordmann')
  await dialog
    .getByRole('button', { name: say('share.add.submit'), exact: true })
    .first()
    .click()
  await expect(dialog.getByLabel(say('share.link.for', { name: 'Ola Nordmann' }), { exact: true })).toBeVisible()
  await dialog.getByText(say('share.contributor.title')).click()
  await dialog.getByRole('button', { name: say('share.links.new') }).click()
  await inspect.of(page, { route: '/studies/:id', name: 'share-contact' })
  await dialog.getByLabel(say('share.contact.name')).fill('Kari')
  await dialog.getByLabel(say('share.contact.reach')).fill('tel. 12345678')
  await dialog.getByRole('button', { name: say('share.contact.save') }).click()
  await dialog.getByRole('button', { name: say('share.links.submit') }).click()
  await expect(dialog.getByText(say('share.links.on', { count: 1 }))).toBeVisible()
  await dialog.locator('.person-settings > summary').first().click()
  await inspect.of(page, { route: '/studies/:id', name: 'share-links' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('capacity.correct.title') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('capacity.correct.title') })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'capacity-correct' })
  await page.getByRole('button', { name: say('capacity.back') }).click()
  await expect(page.getByRole('textbox').first()).toBeVisible()
}

/** Without an organisation, with what is wrong in the form, with one, and with one that is being changed; and where somebody says theirs. */
async function lookAtPartnership(browser: Browser, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const context = await browser.newContext({ viewport: desktop, baseURL: server.url, locale: language })
  const page = await context.newPage()
  await page.goto(`${await server.setupLink()}?lang=${language}`)
  await page.getByLabel(say('setup.name.label')).fill('Siri')
  await page.getByLabel(say('setup.email.label')).fill(`siri-${language}@falun.se`)
  await page.getByLabel(say('setup.partnership.label')).fill('Dalarna')
  await page.getByRole('button', { name: say('setup.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()

  await page.goto('/partnership')
  await expect(page.getByText(say('organisations.none'))).toBeVisible()
  await inspect.of(page, { route: '/partnership', name: 'partnership-empty' })
  await page.getByLabel(new RegExp(say('organisations.domains.label'))).fill('gmail.com')
  await page.getByRole('button', { name: say('organisations.add.submit'), exact: true }).click()
  await expect(page.getByText(say('organisations.domains.public', { domain: 'gmail.com' }))).toBeVisible()
  await inspect.of(page, { route: '/partnership', name: 'partnership-error' })

  const headers = { origin: server.url }
  const names = ['Falu kommun', 'Myndigheten för samhällsskydd och beredskap i mellersta Sverige']
  for (const [index, name] of names.entries()) {
    const data = { name, sector: 'public', subtype: 'kommun', domains: [index === 0 ? 'falun.se' : 'beredskapsmyndigheten.example'] }
    await page.request.post('/api/partnership/organisations', { data, headers })
  }
  await page.reload()
  await expect(page.getByRole('heading', { level: 3, name: 'Falu kommun' })).toBeVisible()
  await inspect.of(page, { route: '/partnership', name: 'partnership' })
  await page.getByRole('button', { name: say('organisations.changeNamed', { name: 'Falu kommun' }) }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await inspect.of(page, { route: '/partnership', name: 'partnership-change' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('organisations.removeNamed', { name: 'Falu kommun' }) }).click()
  await inspect.of(page, { route: '/partnership', name: 'partnership-remove' })

  const data = { title: 'Gåkafé', place: 'Falun', language, templateId: 'cross-sector-collaboration' }
  const { id } = await (await page.request.post('/api/studies', { data, headers })).json()
  await page.goto(`/studies/${id}`)
  await page.getByRole('button', { name: say('capacity.offer'), exact: true }).click()
  await page.getByRole('radio', { name: new RegExp(sectorLabel('public', language)) }).check()
  await expect(page.getByLabel(say('capacity.organisation.label'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'capacity-organisation' })
  await context.close()
}

async function lookAtExample(
  browser: Browser,
  context: BrowserContext,
  page: Page,
  inspect: Inspecting,
  language: Language,
): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'The Tuesday Door' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The Tuesday Door' })).toBeVisible()
  await expect(page.getByText('Harbour Rigs is the old fishing streets')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'example' })
  const say = translator(language)
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('balance.title') }).click()
  await expect(page.getByRole('table', { name: say('balance.table') })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'example-balance' })
  await page.keyboard.press('Escape')

  // axe needs scripts of its own, so only the app's are kept away; the last look is at a browser that runs none at all.
  const storageState = await context.storageState()
  const withoutApp = await browser.newContext({ baseURL: server.url, viewport: desktop, storageState })
  await withoutApp.route('**/assets/*.js', (route) => route.abort())
  const reading = await withoutApp.newPage()
  await reading.goto(page.url())
  await reading.getByLabel(translator(language)('reading.voices')).check()
  await inspect.of(reading, { route: '/studies/:id', name: 'reading' })
  await withoutApp.close()

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url, viewport: desktop, storageState })
  const plainPage = await plain.newPage()
  await plainPage.goto(page.url())
  await expect(plainPage.getByText('Harbour Rigs is the old fishing streets')).toBeVisible()
  await plain.close()
}

async function lookAtNothing(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.goto(`/nothing-here?lang=${language}`)
  await expect(page.getByRole('heading', { level: 1, name: say('errorPage.notFound.title') })).toBeVisible()
  await inspect.of(page, { route: '*', name: 'error-nothing-here' })
  await page.goto('/')
  for (const [address, route, name] of [
    ['/nothing-here', '*', 'app-nothing-here'],
    ['/studies/nothing-here', '/studies/:id', 'app-no-study'],
  ] as const) {
    await page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, address)
    await expect(page.getByRole('heading', { level: 1, name: say('notFound.title') })).toBeVisible()
    await inspect.of(page, { route, name })
  }
}
