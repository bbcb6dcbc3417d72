import type { Page } from '@playwright/test'

/** As on a device that is busy: what a page puts off to the next frame comes half a second later. */
export async function slowFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const onFrame = window.requestAnimationFrame.bind(window)
    window.requestAnimationFrame = (act) => window.setTimeout(() => onFrame(act), 500)
  })
}
