import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether } from './steps/together.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

const dialogOf = (page: Page) => page.getByRole('dialog', { name: say('about.title') })
const change = (page: Page, part: 'period' | 'communities' | 'partners' | 'funding' | 'criteria' | 'contact') =>
  dialogOf(page).getByRole('button', { name: say('about.changeOf', { part: say(`about.part.${part}`) }) })
const save = (page: Page) => dialogOf(page).getByRole('button', { name: say('about.save'), exact: true })

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/studies/${id}`)
  await page
    .getByRole('main')
    .getByRole('button', { name: say('about.title') })
    .click()
  await expect(dialogOf(page)).toBeVisible()
}

test('what a study is about is told part by part, by keyboard, and stands on the reading page', async ({ browser }) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'about')
  const { page } = amina
  await open(page, id)
  const dialog = dialogOf(page)
  await expect(dialog.getByText(say('about.empty.partners'))).toBeVisible()

  await test.step('a partner, with sector, legal form and what it brings', async () => {
    await change(page, 'partners').focus()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('heading', { name: say('about.part.partners') })).toBeFocused()
    await dialog.getByRole('button', { name: say('about.add.partners') }).click()
    await expect(dialog.getByLabel(say('about.partner.name'))).toBeFocused()
    await page.keyboard.type('Rigs Women’s Kitchen')
    await page.keyboard.press('Control+Enter')
    await save(page).click()
    await expect(dialog.getByRole('alert')).toBeFocused()
    await expect(dialog.getByRole('alert').getByRole('link')).toHaveCount(3)
    await keepPicture(page, 'about-error-1366x768')
    await dialog
      .getByRole('alert')
      .getByRole('link', { name: say('about.error.choose', { field: say('about.partner.sector') }) })
      .click()
    await expect(dialog.getByLabel(say('about.partner.sector'))).toBeFocused()
    await dialog.getByLabel(say('about.partner.sector')).selectOption('community')
    await dialog.getByLabel(say('about.partner.subtype')).selectOption('community_group')
    await dialog.getByLabel(say('about.partner.legalForm')).selectOption('unregistered_group')
    await dialog.getByLabel(say('about.partner.brings')).fill('The hall on Tuesdays')
    await save(page).click()
    await expect(change(page, 'partners')).toBeFocused()
    await expect(dialog.getByText('Brings: The hall on Tuesdays')).toBeVisible()
    await expect(dialog.getByText(/Group that is not registered/)).toBeVisible()
  })

  await test.step('communities in their own words, on a phone', async () => {
    await page.setViewportSize(phone)
    await change(page, 'communities').click()
    await dialog.getByRole('button', { name: say('about.add.communities') }).click()
    await page.keyboard.type('Folk with bad chests')
    await dialog.getByLabel(say('about.community.dimension')).selectOption('long_term_condition')
    await keepPicture(page, 'about-form-360x740')
    await save(page).click()
    await expect(dialog.locator('blockquote')).toHaveText('Folk with bad chests')
  })

  await test.step('a criterion, and where it is met', async () => {
    await change(page, 'criteria').click()
    await dialog.getByLabel(say('about.criterion.met')).first().selectOption('partly')
    await dialog.getByRole('checkbox', { name: 'Who works together' }).check()
    await save(page).click()
    await expect(dialog.getByRole('link', { name: 'Who works together' })).toBeVisible()
    await keepPicture(page, 'about-360x740')
    await dialog.getByRole('link', { name: 'Who works together' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('heading', { name: 'Who works together' })).toBeFocused()
  })

  await test.step('readers without JavaScript find it', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: phone,
      storageState: await amina.context.storageState(),
    })
    const reading = await context.newPage()
    await reading.goto(`${server.url}/studies/${id}`)
    const about = reading.getByRole('region', { name: say('about.title') })
    await expect(about.getByText('Rigs Women’s Kitchen')).toBeVisible()
    await expect(about.locator('blockquote')).toContainText('Folk with bad chests')
    await about.scrollIntoViewIfNeeded()
    await keepPicture(reading, 'about-reading-360x740')
    await context.close()
  })
  await close()
})

test('two who change a part at once lose nothing', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'about-conflict')
  for (const { page } of [amina, per]) {
    await open(page, id)
    await change(page, 'contact').click()
    await dialogOf(page)
      .getByLabel(say('about.contact.name'))
      .fill(page === amina.page ? 'Amina at the hall' : 'Per at the council')
    await dialogOf(page).getByLabel(say('about.contact.reach')).fill('tel. 555 0100')
  }
  await save(amina.page).click()
  await expect(dialogOf(amina.page).getByText('Amina at the hall · tel. 555 0100')).toBeVisible()

  const { page } = per
  const dialog = dialogOf(page)
  await save(page).click()
  await expect(dialog.getByRole('alert')).toContainText(say('about.conflict.title'))
  await expect(dialog.getByRole('alert')).toContainText('Amina at the hall')
  await expect(dialog.getByLabel(say('about.contact.name'))).toHaveValue('Per at the council')
  await keepPicture(page, 'about-conflict-1366x768')
  await dialog.getByRole('button', { name: say('about.conflict.mine') }).click()
  await expect(dialog.getByText('Per at the council · tel. 555 0100')).toBeVisible()
  await expect(dialogOf(amina.page).getByText('Per at the council · tel. 555 0100')).toBeVisible()
  await close()
})

test('what is typed is not lost to a slip: closing asks first', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'about-slip')
  const { page } = amina
  await open(page, id)
  const dialog = dialogOf(page)
  await change(page, 'contact').click()
  await dialog.getByLabel(say('about.contact.name')).fill('Amina')
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('button', { name: say('about.stay') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel(say('about.contact.name'))).toHaveValue('Amina')
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: say('about.discard') }).click()
  await expect(dialog).toBeHidden()

  await test.step('nor to a network that went away', async () => {
    await open(per.page, id)
    await change(per.page, 'contact').click()
    await dialogOf(per.page).getByLabel(say('about.contact.name')).fill('Per')
    await dialogOf(per.page).getByLabel(say('about.contact.reach')).fill('tel. 1')
    await per.page.route('**/api/studies/*/about', (route) => route.abort())
    await save(per.page).click()
    await expect(dialogOf(per.page).getByRole('alert').first()).toContainText(say('problem.offline'))
    await expect(dialogOf(per.page).getByLabel(say('about.contact.name'))).toHaveValue('Per')
    await per.page.unroute('**/api/studies/*/about')
    await save(per.page).click()
    await expect(dialogOf(per.page).getByText('Per · tel. 1')).toBeVisible()
  })
  await close()
})
