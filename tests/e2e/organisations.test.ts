import { expect, test, type Browser, type Page } from '@playwright/test'
import { sectorLabel } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { desktop, nowhere, sayWhoIAm, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { addPerson, share } from './steps/sharing.ts'
import { startStudy } from './steps/studies.ts'

const say = translator('en')
const title = 'The walking group'

let server: TestServer
test.beforeEach(async () => {
  server = await startServer()
})
test.afterEach(async () => {
  await server.stop()
})

test('a steward lists an organisation, somebody with an address there is asked whether they are from it, and is seen with it', async ({
  browser,
}) => {
  const eva = await setUp(browser)

  await test.step('Eva finds an empty list, is told what it is for, and fills it by keyboard', async () => {
    await eva.locator('.account-menu > summary').click()
    await eva.getByRole('link', { name: say('partnership.title') }).click()
    await expect(eva.getByText(say('organisations.none'))).toBeVisible()
    await eva.getByLabel(say('organisations.name.label')).focus()
    await eva.keyboard.type('Falun kommun')
    await eva.keyboard.press('Tab')
    await eva.keyboard.type('Public')
    await eva.keyboard.press('Tab')
    await eva.keyboard.type('Municipality (Sweden')
    await eva.keyboard.press('Tab')
    await eva.keyboard.type('gmail.com')
    await eva.keyboard.press('Enter')
    await expect(eva.getByText(say('organisations.domains.public', { domain: 'gmail.com' }))).toBeVisible()
    await expect(eva.getByLabel(new RegExp(say('organisations.domains.label')))).toBeFocused()
    await eva.keyboard.press('Control+a')
    await eva.keyboard.type('@Falun.se, falu.se')
    await eva.keyboard.press('Enter')
    await expect(eva.getByRole('heading', { level: 3, name: 'Falun kommun' })).toBeVisible()
    await expect(eva.getByText(say('organisations.domains', { domains: 'falu.se, falun.se' }))).toBeVisible()
    await expect(eva.getByLabel(say('organisations.name.label'))).toBeFocused()
    await keep(eva, 'partnership')
  })

  const studyPath = await startStudy(eva, title)
  await eva.goto(studyPath)
  const dialog = await share(eva)
  await addPerson(dialog, 'Bo Clerk bo@vard.falun.se')
  await expect(dialog.getByText(say('share.added.mail', { name: 'Bo Clerk' }))).toBeVisible()

  const bo = (await signIn(browser, server, { name: 'Bo Clerk', email: 'bo@vard.falun.se', opens: nowhere })).page
  await test.step('Bo sees why Falun kommun is suggested, and confirms it', async () => {
    await bo.goto(studyPath)
    await bo.getByRole('button', { name: say('capacity.offer'), exact: true }).click()
    await expect(bo.getByText(say('capacity.organisation.proposed', { name: 'Falun kommun', domain: 'falun.se' }))).toBeVisible()
    await expect(bo.getByRole('radio', { name: /^Public/ })).toBeChecked()
    const question = bo.getByLabel(say('capacity.organisation.label'))
    await expect(question.locator('option:checked')).toHaveText('Falun kommun')
    await keep(bo, 'capacity-organisation')
    await bo.getByRole('radio', { name: new RegExp(`^${sectorLabel('community', 'en')}`) }).check()
    await expect(question, 'there is none of that sector').toBeHidden()
    await bo.getByRole('radio', { name: /^Public/ }).check()
    await expect(question.locator('option:checked')).toHaveText('Falun kommun')
    await bo.getByRole('radio', { name: /Municipality \(Sweden/ }).check()
    await bo.getByRole('button', { name: say('capacity.confirm') }).click()
    await expect(bo.getByRole('textbox').first()).toBeVisible()
  })

  await test.step('he is seen with it, by Eva and by himself', async () => {
    await expect(dialog.locator('.person', { hasText: 'Bo Clerk' })).toContainText('Falun kommun')
    await keep(eva, 'share-organisation')
    await eva.goto('/partnership')
    await expect(eva.getByText(say('organisations.people', { count: 1 }))).toBeVisible()
    await expect((await share(bo)).locator('.person', { hasText: 'Bo Clerk' })).toContainText('Falun kommun')
    await bo.keyboard.press('Escape')
  })

  await test.step('shown as what he does, he is not seen with it by anybody but stewards', async () => {
    const reader = await anotherEditor(browser, eva, studyPath)
    await expect((await share(reader)).locator('.person', { hasText: 'Bo Clerk' })).toContainText('Falun kommun')
    await reader.keyboard.press('Escape')
    await bo.getByRole('button', { name: say('study.menu') }).click()
    await bo.getByRole('menuitem', { name: say('identity.title') }).click()
    await bo.getByLabel(say('identity.role_only')).check()
    await bo.getByRole('button', { name: say('identity.save') }).click()
    await expect(bo.getByRole('dialog')).toBeHidden()
    await reader.reload()
    const people = await share(reader)
    await expect(people.getByText('Bo Clerk')).toHaveCount(0)
    await expect(people.getByText(/Municipality \(Sweden/).first()).toBeVisible()
    await expect(people).not.toContainText('Falun kommun')
  })

  await test.step('Eva changes it, gives the partnership another name, and takes it off the list', async () => {
    await eva.goto('/partnership')
    await eva.getByRole('button', { name: say('organisations.changeNamed', { name: 'Falun kommun' }) }).click()
    const change = eva.getByRole('dialog')
    await change.getByLabel(say('organisations.name.label')).fill('Falu kommun')
    await change.getByRole('button', { name: say('organisations.save') }).click()
    await expect(change).toBeHidden()
    await expect(eva.getByRole('button', { name: say('organisations.changeNamed', { name: 'Falu kommun' }) })).toBeFocused()
    await eva.getByLabel(say('partnership.name.label')).fill('Dalarna together')
    await eva.getByRole('button', { name: say('partnership.name.save') }).click()
    await expect(eva.locator('main').getByText(say('partnership.name.saved', { name: 'Dalarna together' }))).toBeVisible()
    const remove = eva.getByRole('button', { name: say('organisations.removeNamed', { name: 'Falu kommun' }) })
    await remove.click()
    await expect(eva.getByText(say('organisations.remove.confirm', { name: 'Falu kommun' }))).toBeVisible()
    await remove.click()
    await expect(eva.getByText(say('organisations.none'))).toBeVisible()
    await expect(eva.getByRole('heading', { level: 2, name: say('organisations.title') })).toBeFocused()
  })
})

test('a steward vouches for somebody’s sector, and for another one that they have agreed to', async ({ browser }) => {
  const eva = await setUp(browser)
  await eva.request.post('/api/partnership/organisations', {
    data: { name: 'Falun Red Cross', sector: 'third', subtype: 'charity', domains: [] },
    headers: { origin: server.url },
  })
  const studyPath = await startStudy(eva, title)
  await eva.goto(studyPath)
  const dialog = await share(eva)
  await addPerson(dialog, 'Bo Clerk bo@council.example')
  const bo = (await signIn(browser, server, { name: 'Bo Clerk', email: 'bo@council.example', opens: nowhere })).page
  await bo.goto(studyPath)
  await sayWhoIAm(bo, 'public', 'council')
  await expect(bo.getByRole('textbox').first()).toBeVisible()
  const person = dialog.locator('.person', { hasText: 'Bo Clerk' })
  await expect(person).toContainText(say('share.known.invitation'))

  await test.step('that what he said is right', async () => {
    await dialog.getByLabel(say('share.person.changeName', { name: 'Bo Clerk' })).click()
    await person.getByRole('radio', { name: say('share.vouch.right', { sector: sectorLabel('public', 'en') }) }).check()
    await person.getByRole('button', { name: say('share.vouch.submit') }).click()
    await expect(person).toContainText(say('share.known.steward'))
    await expect(person).toContainText(sectorLabel('public', 'en'))
    await keep(eva, 'share-vouched')
  })

  await test.step('that it is another one, once they have talked about it', async () => {
    await person.getByRole('radio', { name: say('share.vouch.other') }).check()
    await person.getByLabel(say('share.sector'), { exact: true }).selectOption('third')
    await person.getByLabel(say('share.subtype')).selectOption('charity')
    await person.getByLabel(say('share.vouch.organisation')).selectOption({ label: 'Falun Red Cross' })
    await person.getByRole('button', { name: say('share.vouch.submit') }).click()
    await expect(person).toContainText(say('share.vouch.agreed.empty'))
    await expect(person.locator('.person-line')).toContainText(sectorLabel('public', 'en'))
    await person.getByLabel(say('share.vouch.agreed', { name: 'Bo Clerk' })).check()
    await person.getByRole('button', { name: say('share.vouch.submit') }).click()
    await expect(person.locator('.person-line')).toContainText(sectorLabel('third', 'en'))
    await expect(person.locator('.person-line')).toContainText('Falun Red Cross')
    await expect(person.locator('.person-line')).toContainText(say('share.known.steward'))
  })

  await test.step('Bo sees that a steward vouches for it, and that he can’t change it by himself', async () => {
    await bo.getByRole('button', { name: say('study.menu') }).click()
    await bo.getByRole('menuitem', { name: say('capacity.correct.title') }).click()
    await expect(bo.getByText(say('capacity.correct.vouched'))).toBeVisible()
    await expect(bo.getByText(say('capacity.correct.over', { sector: sectorLabel('third', 'en') }))).toBeVisible()
  })
})

/** The first steward, who looks after the partnership. */
async function setUp(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', baseURL: server.url })
  const page = await context.newPage()
  await page.goto(`${await server.setupLink()}?lang=en`)
  await page.getByLabel(say('setup.name.label')).fill('Eva Officer')
  await page.getByLabel(say('setup.email.label')).fill('eva@council.example')
  await page.getByLabel(say('setup.partnership.label')).fill('Dalarna')
  await page.getByRole('button', { name: say('setup.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('home.title') })).toBeVisible()
  return page
}

async function anotherEditor(browser: Browser, steward: Page, studyPath: string): Promise<Page> {
  await steward.request.post(`/api${studyPath}/people`, {
    data: { email: 'rita@home.example', role: 'editor' },
    headers: { origin: server.url },
  })
  const { page } = await signIn(browser, server, { name: 'Rita', email: 'rita@home.example', opens: nowhere })
  await page.goto(studyPath)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return page
}

async function keep(page: Page, name: string): Promise<void> {
  await keepPicture(page, `${name}-${desktop.width}x${desktop.height}`, { fullPage: true })
}
