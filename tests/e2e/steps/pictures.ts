import type { Locator, Page } from '@playwright/test'

/** Pictures of every page and state, in artifacts/screenshots, for people to look at: `SAMSKRIV_PICTURES=1`. They cost a tenth of the time. */
export const picturesAreKept = Boolean(process.env['SAMSKRIV_PICTURES'])

/** How it looks here, when pictures are asked for. No test compares them. @param name - below artifacts/screenshots, without its ending */
export async function keepPicture(shown: Page | Locator, name: string, { fullPage = false } = {}): Promise<void> {
  if (!picturesAreKept) return
  const path = `artifacts/screenshots/${name}.png`
  await ('goto' in shown ? shown.screenshot({ path, fullPage }) : shown.screenshot({ path }))
}
