import { expect, test, type Browser, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, nowhere, ofThisTest, phone, sayWhoIAm, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { addPerson, share } from './steps/sharing.ts'
import { place, startStudy } from './steps/studies.ts'
import { Cable, expectSaveState, goToEndOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const title = 'The walking group'
/** Somebody who waits looks again every ten or fifteen seconds: those pass here without being waited for. */
const aWhileMs = 15_000

let server: TestServer
let eva: Somebody
let studyPath: string
test.beforeEach(async ({ browser }) => {
  server = await sharedServer()
  eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
  studyPath = await startStudy(eva.page, title)
  await eva.page.goto(studyPath)
  await expect(eva.page.getByRole('textbox').first()).toBeVisible()
})

test('people come in by mail, by a link of their own and by an open link, and are seen by name and sector', async ({ browser }) => {
  const dialog = await share(eva.page)

  const bo = await test.step('Bo gets a mail, reads at once, and says who he is before he writes', async () => {
    await addPerson(dialog, `Bo Clerk ${ofThisTest('bo@council.example')}`)
    await expect(dialog.getByText(say('share.added.mail', { name: 'Bo Clerk' }))).toBeVisible()
    expect((await server.mailTo(ofThisTest('bo@council.example'))).links.join(' ')).toContain(studyPath)
    const somebody = await signIn(browser, server, { name: 'Bo Clerk', email: ofThisTest('bo@council.example'), opens: nowhere })
    await somebody.page.goto(studyPath)
    await expect(somebody.page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(somebody.page.getByRole('textbox', { name: place })).toHaveCount(0)
    await somebody.page.getByRole('button', { name: `${say('capacity.offer.write')}: ${place}` }).click()
    await sayWhoIAm(somebody.page, 'public', 'council')
    await write(somebody.page, 'The council keeps the path open.')
    return somebody
  })

  await test.step('Kari has no address: her link opens the study on her phone, and her answer is there already', async () => {
    await dialog
      .getByLabel(new RegExp(say('share.add.sector')))
      .first()
      .selectOption('community')
    await addPerson(dialog, 'Kari Nordmann')
    const link = dialog.getByLabel(say('share.link.for', { name: 'Kari Nordmann' }), { exact: true })
    await dialog.getByRole('button', { name: `${say('action.copy')}: ${say('share.link.for', { name: 'Kari Nordmann' })}` }).click()
    await expect(dialog.getByText(say('share.copied')).or(dialog.getByText(say('share.notCopied')))).toBeVisible()
    const page = await comeBy(browser, await link.inputValue())
    await keep(page, 'guest-reads')
    await page.getByRole('button', { name: say('capacity.offer'), exact: true }).click()
    await expect(page.getByRole('radio', { name: /^Community People/ })).toBeChecked()
    await expect(page.getByLabel(say('capacity.name'))).toHaveValue('Kari Nordmann')
    await keep(page, 'guest-capacity')
    await sayWhoIAm(page, 'community', 'resident')
    await write(page, 'We meet by the harbour.')
    await keep(page, 'guest-writes')
    await expect(eva.page.getByText(/Kari Nordmann, Community/).first()).toBeAttached()
    await expect(wordsOf(bo.page, place)).toContainText('We meet by the harbour.')
    await page.locator('.account-menu > summary').click()
    await page
      .locator('.account')
      .getByRole('button', { name: say('guest.way.title') })
      .click()
    await page.getByRole('button', { name: say('guest.way.show') }).click()
    await expect(page.getByLabel(say('guest.way.link'), { exact: true })).toHaveValue(/\/back\//)
    await page.getByRole('button', { name: say('guest.move.make') }).click()
    await expect(page.getByLabel(say('guest.move.code'), { exact: true })).toHaveValue(/^\d{8}$/)
    await keep(page, 'guest-way-back')
  })

  await test.step('a link for everybody needs a contact first; then somebody comes by it, and gives a name', async () => {
    await expect(dialog.getByText(say('share.links.off'))).toBeVisible()
    await dialog.getByRole('button', { name: say('share.links.new') }).click()
    await dialog.getByLabel(say('share.contact.name')).fill('Eva Officer')
    await dialog.getByLabel(say('share.contact.reach')).fill('tel. 555 0100')
    await dialog.getByRole('button', { name: say('share.contact.save') }).click()
    await dialog.getByLabel(say('share.links.can')).selectOption('editor')
    await dialog.getByRole('button', { name: say('share.links.submit') }).click()
    const page = await comeBy(browser, await dialog.getByLabel(say('share.links.address'), { exact: true }).inputValue())
    await page.getByRole('button', { name: say('capacity.offer'), exact: true }).click()
    await expect(page.getByText('tel. 555 0100')).toBeVisible()
    await page.getByLabel(say('capacity.name')).fill('Dagny')
    await page.getByRole('radio', { name: new RegExp(say('capacity.unsure')) }).check()
    await page.getByRole('button', { name: say('capacity.confirm') }).click()
    await write(page, 'I came by the poster.')
    await expect(dialog.getByText('Dagny', { exact: true })).toBeVisible()
    await expect(dialog.getByText(say('share.person.unsure'))).toBeVisible()
    await expect(dialog.getByText(say('share.links.used', { count: 1 }))).toBeVisible()
    await keep(eva.page, 'share-everybody')
    await keep(eva.page, 'share-everybody', phone)
  })
})

test('rights that change while somebody writes: their next words are kept as a copy, and they are told', async ({ browser }) => {
  let dialog = await share(eva.page)
  await addPerson(dialog, `Bo Clerk ${ofThisTest('bo@council.example')}`)
  const bo = await signIn(browser, server, { name: 'Bo Clerk', email: ofThisTest('bo@council.example'), opens: nowhere })
  const cable = await Cable.to(bo.page)
  await bo.page.clock.install()
  await bo.page.goto(studyPath)
  await sayWhoIAm(bo.page, 'public', 'council')
  await write(bo.page, 'Saved words.')

  await test.step('Bo’s role is lowered while he writes without a signal', async () => {
    await goToEndOf(bo.page, place)
    await cable.cut(bo.page)
    await dialog.getByLabel(say('share.person.changeName', { name: 'Bo Clerk' })).click()
    await dialog.getByLabel(say('share.person.role', { name: 'Bo Clerk' })).selectOption('commenter')
    await expect(dialog.locator('.person', { hasText: 'Bo Clerk' })).toContainText(say('role.commenter'))
    await bo.page.keyboard.type(' Words on the way.')
    await cable.mend(bo.page)
    const kept = bo.page.locator('.recovery')
    await expect(kept).toContainText('Words on the way.', { timeout: 30_000 })
    await expect(bo.page.getByText(say('notice.safe'))).toBeVisible()
    await expect(wordsOf(bo.page, place)).toContainText('Saved words.')
    await expect(wordsOf(bo.page, place)).not.toContainText('Words on the way.')
    await keep(bo.page, 'role-lowered', phone)
  })

  await test.step('Bo is paused, told so, and let go on', async () => {
    const person = dialog.locator('.person', { hasText: 'Bo Clerk' })
    await person.getByRole('button', { name: say('share.suspend') }).click()
    await person.getByRole('button', { name: say('share.suspend') }).click()
    await expect(bo.page.getByText(say('notice.suspended'))).toBeVisible()
    await expect(wordsOf(bo.page, place)).toHaveCount(0)
    await expect(bo.page.locator('.recovery')).toContainText('Words on the way.')
    await keep(bo.page, 'paused', phone)
    await person.getByRole('button', { name: say('share.goOn') }).click()
    await expect(person.getByRole('button', { name: say('share.goOn') })).toHaveCount(0)
    await bo.page.clock.fastForward(aWhileMs)
    await bo.page.getByRole('button', { name: say('notice.back.open') }).click()
    await expect(wordsOf(bo.page, place)).toContainText('Saved words.')
  })

  await test.step('Bo is removed', async () => {
    await eva.page.keyboard.press('Escape')
    dialog = await share(eva.page)
    await dialog.getByLabel(say('share.person.changeName', { name: 'Bo Clerk' })).click()
    const remove = dialog.getByRole('button', { name: say('people.remove', { name: 'Bo Clerk' }) })
    await remove.click()
    await expect(dialog.getByText(say('people.remove.confirm', { name: 'Bo Clerk' }))).toBeVisible()
    await remove.click()
    await expect(bo.page.getByText(say('notice.removed'))).toBeVisible()
    await goWithin(bo.page, '/')
    await goWithin(bo.page, studyPath)
    await expect(bo.page.getByText(say('notice.removed'))).toBeVisible()
    await expect(bo.page.locator('.recovery')).toContainText('Words on the way.')
  })
})

test('somebody asks to be let in, waits in words, and the page opens when a steward says yes', async ({ browser }) => {
  const cleo = await signIn(browser, server, { name: 'Cleo', email: ofThisTest('cleo@home.example'), opens: nowhere })
  await cleo.page.clock.install()
  for (const path of ['/studies/there-is-none', studyPath]) {
    await cleo.page.goto('/')
    await goWithin(cleo.page, path)
    await cleo.page.getByRole('button', { name: say('access.ask') }).click()
    await expect(cleo.page.locator('main').getByText(say('access.waiting'))).toBeVisible()
    await expect(cleo.page.getByRole('heading', { level: 1, name: say('notFound.title') })).toBeVisible()
  }
  await keep(cleo.page, 'access-waiting', phone)

  const dialog = await share(eva.page)
  await expect(dialog.getByText(cleo.email)).toBeVisible()
  await dialog.getByLabel(say('share.asking.role', { name: 'Cleo' })).selectOption('editor')
  await dialog.getByRole('button', { name: `${say('share.asking.approve')}: Cleo` }).click()
  await expect(dialog.getByText(say('share.asking.none'))).toBeVisible()
  await cleo.page.clock.fastForward(aWhileMs)
  await expect(cleo.page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await sayWhoIAm(cleo.page, 'community', 'resident')
  await write(cleo.page, 'Thank you.')
})

test('on a shared computer nothing that is written is kept, and it says so', async () => {
  const { page } = eva
  const kept = () => page.evaluate(async () => (await indexedDB.databases()).length)
  await write(page, 'Words of today.')
  expect(await kept()).toBeGreaterThan(0)
  await page.locator('.account-menu > summary').click()
  await page.getByRole('button', { name: say('shared.title') }).click()
  await page.getByRole('button', { name: say('shared.on') }).click()
  await expect(page.getByText(say('shared.on'))).toHaveCount(0)
  await expect(wordsOf(page, place)).toContainText('Words of today.')
  await write(page, 'And more. ')
  expect(await kept()).toBe(0)
  await page.locator('.account-menu > summary').click()
  await expect(page.getByText(say('shared.isOn'))).toBeVisible()
  await keep(page, 'shared-computer')
})

/** Somebody without an account, on a phone of their own. */
async function comeBy(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ viewport: phone, locale: 'en-GB', baseURL: server.url })
  const page = await context.newPage()
  await page.goto(link)
  await keep(page, 'join')
  await page.getByRole('button', { name: say('join.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return page
}

/** Follows a link of the app, to an address that the server itself would answer with a page of its own. */
async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

async function write(page: Page, words: string): Promise<void> {
  await goToEndOf(page, place)
  await page.keyboard.type(words)
  await expectSaveState(page, 'save.saved')
  await expect(wordsOf(page, place)).toContainText(words)
}

async function keep(page: Page, name: string, size = page.viewportSize() ?? desktop): Promise<void> {
  const before = page.viewportSize() ?? desktop
  await page.setViewportSize(size)
  await keepPicture(page, `${name}-${size.width}x${size.height}`)
  await page.setViewportSize(before)
}
