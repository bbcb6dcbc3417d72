import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { repositoryRoot } from '../../support/repository-root.ts'

/** What a program puts on the clipboard, as the samples beside the cleaner have it. */
export function clipboardOf(file: string): string {
  return readFileSync(join(repositoryRoot, 'packages/document/data/clipboard', file), 'utf8')
}

/** Puts HTML on the machine's own clipboard as another program does: nobody has looked through it. */
export async function putOnClipboard(page: Page, html: string): Promise<void> {
  await page.evaluate((markup) => {
    const write = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/html', markup)
      event.clipboardData?.setData('text/plain', 'the same as plain text')
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('copy', write, { once: true, capture: true })
    document.execCommand('copy')
  }, html)
}
