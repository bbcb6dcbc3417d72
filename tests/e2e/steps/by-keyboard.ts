import type { Locator, Page } from '@playwright/test'

/** Presses Tab until the focus is there; every stop on the way must show where it is. */
export async function tabTo(page: Page, target: Locator, limit = 80): Promise<void> {
  for (let presses = 0; presses < limit; presses++) {
    // A section that was left far behind is no editor any more: that must not be waited for.
    if (await target.evaluate((element) => element === document.activeElement, null, { timeout: 2_000 }).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${String(target)}`)
}
