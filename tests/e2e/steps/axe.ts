import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const require = createRequire(import.meta.url)
const program = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Looks for violations on a page. Every rule runs; only of what is wrong is it asked where.
 *
 * By itself the builder brings axe anew for each look, twice and three times as long, and opens a blank page to put frames together: no
 * page of ours has a frame. That took longer than looking.
 */
export async function axeOn(page: Page): Promise<AxeBuilder> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${program};null`)
  return new AxeBuilder({ page, axeSource: 'null' }).setLegacyMode().options({ resultTypes: ['violations'] })
}
