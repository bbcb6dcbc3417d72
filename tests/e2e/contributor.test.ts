import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { nowhere, ofThisTest, phone, sayWhoIAm, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { place, sent, startStudy } from './steps/studies.ts'
import { expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const summary = 'Summary'

let server: TestServer
let eva: Somebody
let kari: Somebody
let study: string
test.beforeEach(async ({ browser }) => {
  server = await sharedServer()
  eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
  study = await startStudy(eva.page, 'The walking group')
  const person = { email: ofThisTest('kari@home.example'), name: 'Kari', role: 'contributor' }
  await sent(eva.page, `/api${study}/people`, person)
  await eva.page.goto(study)
  kari = await signIn(browser, server, { name: 'Kari', email: person.email, viewport: phone, opens: nowhere })
})

test('a contributor writes where a steward lets them, and is told when it is no longer so', async () => {
  const { page } = kari
  const dialog = await openSections(eva.page)

  await test.step('nothing is open: Kari reads, and says who she is', async () => {
    await page.goto(study)
    await sayWhoIAm(page, 'community', 'resident')
    await expect(page.getByText(say('study.contributor.notice'))).toBeVisible()
    await expect(page.locator('.my-part')).toContainText(say('role.contributor.help'))
    await expect(writable(page)).toHaveCount(0)
    await keep(page, 'contributor-reads')
  })

  await test.step('Eva opens a section, and Kari writes there, and only there', async () => {
    await dialog.getByLabel(place).check()
    await expect(eva.page.getByText(say('openSections.opened', { section: place }))).toBeAttached()
    await expect(page.getByText(say('section.contributors.nowOpen', { section: place }))).toBeAttached()
    await expect(writable(page)).toHaveCount(1)
    await expect(wordsOf(page, place)).toContainText(say('section.contributors.open'))
    await expect(wordsOf(page, summary)).toContainText(say('section.contributors.closed'))
    await expect(textOf(page, summary)).toHaveCount(0)
    await write(page, place, 'We meet by the harbour.')
    await expect(wordsOf(eva.page, place)).toContainText('We meet by the harbour.')
    await expect(wordsOf(eva.page, place)).toContainText(say('section.contributors.open'))
    await keep(page, 'contributor-writes')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
  })

  await test.step('Kari says that it can be read, and nothing of what others plan', async () => {
    await page.getByRole('button', { name: say('sectionStatus.changeOf', { section: place }) }).click()
    const status = page.getByRole('dialog', { name: say('sectionStatus.title') })
    await expect(status.getByRole('radio')).toHaveCount(3)
    await expect(status.getByLabel(say('sectionStatus.owner'))).toHaveCount(0)
    await status.getByLabel(say('sectionStatus.ready-to-read')).check()
    await status.getByRole('button', { name: say('action.save') }).click()
    await expect(status).toBeHidden()
    await expect(wordsOf(eva.page, place)).toContainText(say('sectionStatus.ready-to-read'))
    await expect(page.getByRole('button', { name: say('sectionStatus.changeOf', { section: summary }) })).toHaveCount(0)
  })

  await test.step('Eva closes it while Kari writes: the next words are not taken, and kept for her', async () => {
    await dialog.getByLabel(summary).check()
    await expect(writable(page)).toHaveCount(2)
    await goToEndOf(page, place)
    // On a slow network the news has not come yet, and Kari's page still lets her write.
    const network = await slow(page)
    await dialog.getByLabel(place).uncheck()
    await expect(eva.page.getByText(say('openSections.closed', { section: place }))).toBeAttached()
    await page.keyboard.insertText(' Words too late.')
    await expect(page.locator('.recovery')).toContainText('Words too late.', { timeout: 30_000 })
    network.goOn()
    await expect(textOf(page, place)).toHaveCount(0)
    await expect(page.getByText(say('notice.below'))).toBeVisible()
    const told = wordsOf(page, place)
    await expect(told).toContainText(say('section.contributors.nowClosed', { section: place }))
    await expect(told).toContainText(say('section.contributors.kept'))
    await expect(told).toContainText('We meet by the harbour.')
    await expect(told).not.toContainText('Words too late.')
    await expect(wordsOf(eva.page, place)).not.toContainText('Words too late.')
    await keep(page, 'contributor-section-closed')
  })

  await test.step('the other section is as it was, until that is closed too', async () => {
    await write(page, summary, 'This is still mine to say.')
    await expect(wordsOf(eva.page, summary)).toContainText('This is still mine to say.')
    await dialog.getByLabel(summary).uncheck()
    await expect(writable(page)).toHaveCount(0)
    await expect(page.getByText(say('study.contributor.notice'))).toBeVisible()
    await expect(wordsOf(page, summary)).toContainText('This is still mine to say.')
    await expect(page.locator('.recovery')).toContainText('Words too late.')
  })
})

/** The sections that have a place to write in, near the window or not. */
function writable(page: Page): Locator {
  return page.locator('.section-body[data-writable]')
}

async function openSections(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('openSections.title') }).click()
  const dialog = page.getByRole('dialog', { name: say('openSections.title') })
  await expect(dialog).toBeVisible()
  return dialog
}

/** Answers about the study wait until it goes on; its socket is as fast as ever. */
async function slow(page: Page): Promise<{ goOn: () => void }> {
  let goOn = (): void => {}
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve
  })
  await page.route(`**/api${study}`, async (route) => {
    await waiting
    await route.continue()
  })
  return { goOn }
}

async function write(page: Page, section: string, words: string): Promise<void> {
  await goToEndOf(page, section)
  await page.keyboard.type(words)
  await expectSaveState(page, 'save.saved')
  await expect(wordsOf(page, section)).toContainText(words)
}

async function keep(page: Page, name: string): Promise<void> {
  await keepPicture(page, `${name}-${phone.width}x${phone.height}`)
}
