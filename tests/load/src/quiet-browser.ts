import { chromium, type Browser } from '@playwright/test'
import { browserArguments } from '../../support/browser.ts'

/** A Chromium that does nothing but what it is asked to, so that only that is measured. */
export async function aQuietBrowser(executablePath: string): Promise<Browser> {
  return await chromium.launch({ executablePath, args: browserArguments })
}
