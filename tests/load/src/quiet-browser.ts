import { chromium, type Browser } from '@playwright/test'

/** A Chromium that does nothing but what it is asked to, so that only that is measured. */
export async function aQuietBrowser(executablePath: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
