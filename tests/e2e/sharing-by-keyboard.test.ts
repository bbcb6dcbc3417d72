import { expect, test } from '@playwright/test'
import { languages } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { tabTo } from './steps/by-keyboard.ts'
import { desktop, nowhere, signIn } from './steps/people.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

for (const language of languages) {
  test(`by keyboard alone one says who one is, adds somebody and switches a link on, and a guest comes in with it, in ${language}`, async ({
    browser,
  }) => {
    const say = translator(language)
    const kari = await signIn(browser, server, {
      name: `Kari ${language}`,
      email: `kari-${language}-keys@example.org`,
      language,
      opens: nowhere,
    })
    const { page } = kari
    const headers = { origin: server.url }
    const data = { title: 'Naboene', place: 'Falun', language, templateId: 'cross-sector-collaboration' }
    const { id } = await (await page.request.post('/api/studies', { data, headers })).json()
    await page.goto(`/studies/${id}`)

    await test.step('who one is here as is asked for, and said', async () => {
      const offer = page.getByRole('button', { name: say('capacity.offer'), exact: true })
      await expect(offer).toBeVisible()
      // What stands beside the text comes a moment later, and makes the outline narrower under the focus.
      await expect(page.getByRole('group', { name: say('threads.panel.choose') }).or(page.locator('.threads-button'))).toBeVisible()
      await tabTo(page, offer)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: say('capacity.title') })).toBeVisible()
      await tabTo(page, page.locator('input[name="sector"]').first())
      await page.keyboard.press('Space')
      await tabTo(page, page.locator('input[name="subtype"]').first())
      await page.keyboard.press('Space')
      await tabTo(page, page.getByRole('button', { name: say('capacity.confirm') }))
      await page.keyboard.press('Enter')
    })

    const opener = page.getByRole('button', { name: say('share.title'), exact: true })
    await expect(opener).toBeVisible()
    const dialog = page.getByRole('dialog', { name: say('share.title') })

    await test.step('the dialog opens with the focus where one begins, and keeps it', async () => {
      await tabTo(page, opener)
      await page.keyboard.press('Enter')
      await expect(dialog.getByLabel(say('share.add.box'))).toBeFocused()
    })

    await test.step('somebody is added by name alone, and their link can be reached and copied', async () => {
      await page.keyboard.type('Ola Nordmann')
      await tabTo(page, dialog.getByRole('button', { name: say('share.add.submit'), exact: true }).first())
      await page.keyboard.press('Enter')
      const link = dialog.getByLabel(say('share.link.for', { name: 'Ola Nordmann' }), { exact: true })
      await expect(link).toBeVisible()
      await tabTo(page, dialog.getByRole('button', { name: new RegExp(`^${say('action.copy')}: .*Ola Nordmann`) }))
    })

    await test.step('a contact is named and a link is switched on', async () => {
      await tabTo(page, dialog.getByRole('button', { name: say('share.links.new') }))
      await page.keyboard.press('Enter')
      await tabTo(page, dialog.getByLabel(say('share.contact.name')))
      await page.keyboard.type('Kari')
      await tabTo(page, dialog.getByLabel(say('share.contact.reach')))
      await page.keyboard.type('tel. 12345678')
      await tabTo(page, dialog.getByRole('button', { name: say('share.contact.save') }))
      await page.keyboard.press('Enter')
      await tabTo(page, dialog.getByRole('button', { name: say('share.links.submit') }))
      await page.keyboard.press('Enter')
      await expect(dialog.getByText(say('share.links.on', { count: 1 }))).toBeVisible()
    })

    const link = await dialog.locator('.open-link .copy-value').inputValue()
    await test.step('Escape closes the dialog, and the focus is back at what opened it', async () => {
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      await expect(opener).toBeFocused()
    })

    await test.step('the guest comes in, and reads', async () => {
      const context = await browser.newContext({ viewport: desktop, baseURL: server.url, locale: language })
      const guest = await context.newPage()
      await guest.goto(link)
      await tabTo(guest, guest.getByRole('button', { name: say('join.submit') }))
      await guest.keyboard.press('Enter')
      await expect(guest.getByRole('heading', { level: 1, name: 'Naboene' })).toBeVisible()
      await context.close()
    })
    await kari.context.close()
  })
}
