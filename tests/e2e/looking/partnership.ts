import { expect, type Browser } from '@playwright/test'
import { sectorLabel, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { TestServer } from '../../support/server.ts'
import { desktop } from '../steps/people.ts'
import type { Inspecting } from './routes.ts'

/** Without an organisation, with what is wrong in the form, with one, and with one that is being changed; and where somebody says theirs. */
export async function lookAtPartnership(server: TestServer, browser: Browser, inspect: Inspecting, language: Language): Promise<void> {
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
