import { expect, type Page } from '@playwright/test'
import { axeOn } from './axe.ts'

const looks = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const

/** Parts of a page are free of axe violations, contrast included, in every colours that a device can ask for. */
export async function expectNoViolationsInAnyLook(page: Page, ...parts: readonly string[]): Promise<void> {
  for (const look of looks) {
    // A colour on its way to another is neither.
    await page.emulateMedia({ ...look, reducedMotion: 'reduce' })
    const axe = await axeOn(page)
    for (const part of parts) {
      // A part that is not there would be looked at as well as nothing.
      await expect(page.locator(part)).toBeVisible()
      axe.include(part)
    }
    const { violations } = await axe.analyze()
    expect(
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(', ')}`,
      ),
      `axe on ${parts.join(', ')} in ${look.colorScheme}, contrast ${look.contrast}`,
    ).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, contrast: null, reducedMotion: null })
}
