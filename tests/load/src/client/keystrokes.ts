import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'

/** @returns for each key the time from its keydown to the frame after the one that holds its result, in ms, as the page itself sees it */
export async function keystrokes(page: Page, keys: number): Promise<number[]> {
  const editor = page.locator('[contenteditable="true"]').first()
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.evaluate(() => {
    const measured = globalThis as unknown as { keystrokeSamples?: number[] }
    const isMeasured = measured.keystrokeSamples !== undefined
    measured.keystrokeSamples = []
    if (isMeasured) return
    document.addEventListener(
      'keydown',
      (event) => {
        const started = event.timeStamp
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.addEventListener('message', () => measured.keystrokeSamples?.push(performance.now() - started), { once: true })
          channel.port1.start()
          channel.port2.postMessage(0)
        })
      },
      { capture: true },
    )
  })
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press(i % 6 === 5 ? 'Space' : 'e')
    await pause(60)
  }
  return await page.evaluate(() => (globalThis as unknown as { keystrokeSamples: number[] }).keystrokeSamples)
}
