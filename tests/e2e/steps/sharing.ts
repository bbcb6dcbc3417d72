import { expect, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'

const say = translator('en')

/** Opens the dialog of who takes part. */
export async function share(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: say('share.title'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: say('share.title') })
  await expect(dialog).toBeVisible()
  return dialog
}

/** @param written - a name, an address, or both, as one would write them */
export async function addPerson(dialog: Locator, written: string): Promise<void> {
  await dialog.getByLabel(say('share.add.box')).fill(written)
  await dialog
    .getByRole('button', { name: say('share.add.submit'), exact: true })
    .first()
    .click()
}
