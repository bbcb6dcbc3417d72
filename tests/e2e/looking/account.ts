import { expect, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { TestServer } from '../../support/server.ts'
import type { Inspecting } from './routes.ts'

export async function lookAtHome(page: Page, inspect: Inspecting, language: Language): Promise<void> {
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

  await page.getByRole('link', { name: say('home.fromFile') }).click()
  const file = page.getByLabel(say('fromFile.file'))
  await expect(file).toBeAttached()
  await inspect.of(page, { route: '/studies/new/file', name: 'from-file' })
  await file.setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await expect(page.locator('.field-error')).toBeVisible()
  await inspect.of(page, { route: '/studies/new/file', name: 'from-file-error' })
  await page.goto('/')

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

export async function lookAtAccount(server: TestServer, page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.goto('/account')
  await expect(page.getByText(say('account.passkeys.none'))).toBeVisible()
  await expect(page.getByRole('heading', { level: 3, name: say('account.sessions.here') })).toBeVisible()
  await inspect.of(page, { route: '/account', name: 'my-account' })
  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: say('shortcuts.title') })).toBeVisible()
  await inspect.of(page, { route: '/account', name: 'shortcuts' })
  await page.keyboard.press('Escape')
  await page.getByText(`Kari ${language}`, { exact: true }).first().click()
  await page.getByRole('button', { name: say('help.tour') }).click()
  await expect(page.getByRole('heading', { name: say('tour.words.title') })).toBeFocused()
  await inspect.of(page, { route: '/account', name: 'tour' })
  await page.keyboard.press('Escape')
  // The colours are the same in every language.
  if (language === 'en') await lookAtColours(server, page, inspect)
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

async function lookAtColours(server: TestServer, page: Page, inspect: Inspecting): Promise<void> {
  const headers = { origin: server.url }
  for (const preferences of [{ colours: 'dark' }, { contrast: 'high' }, { colours: 'light' }, { colours: 'system', contrast: 'system' }]) {
    await page.request.patch('/api/me/preferences', { data: preferences, headers })
    const name = Object.values(preferences).join('-')
    await page.goto('/')
    await expect(page.getByRole('link', { name: translator('en')('home.new') })).toBeVisible()
    await inspect.of(page, { route: '/', name: `home-${name}` })
    await page.goto('/account')
    await expect(page.getByRole('heading', { level: 3, name: translator('en')('account.sessions.here') })).toBeVisible()
    await inspect.of(page, { route: '/account', name: `my-account-${name}` })
  }
}
