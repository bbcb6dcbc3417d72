import { expect, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { Inspecting } from './routes.ts'

/** Nobody to write for yet, somebody whose words are written down, and what they said being read back. */
export async function lookAtScribing(page: Page, inspect: Inspecting, language: Language): Promise<void> {
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
  await page.getByRole('checkbox', { name: 'Trappa er vår.' }).check()
  await page.getByRole('button', { name: say('readBack.submit', { name: 'Mairi' }) }).click()
  const wishes = page.getByRole('form', { name: say('wishes.title', { name: 'Mairi' }) })
  await wishes.getByRole('radio', { name: say('identity.pseudonym') }).check()
  await wishes.getByLabel(say('identity.label'), { exact: true }).fill('')
  await wishes.getByRole('button', { name: say('wishes.submit') }).click()
  await inspect.of(page, { route: '/studies/:id', name: 'wishes' })
  await wishes.getByLabel(say('identity.label'), { exact: true }).fill('M.')
  await wishes.getByRole('button', { name: say('wishes.submit') }).click()
  const opened = page.waitForEvent('popup')
  await wishes.getByRole('link', { name: say('wishes.receipt') }).click()
  const receipt = await opened
  await inspect.of(receipt, { route: '/studies/:id/speakers/:participantId/receipt', name: 'receipt' })
  await receipt.close()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('scribing.stop') }).click()
}
