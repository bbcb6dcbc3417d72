import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until the focus is there; every stop on the way must show where it is. */
export async function tabTo(page: Page, target: Locator, limit = 240): Promise<void> {
  for (let presses = 0; presses < limit; presses++) {
    // A section that was left far behind is no editor any more: that must not be waited for.
    if (await target.evaluate((element) => element === document.activeElement, null, { timeout: 2_000 }).catch(() => false)) return
    await page.keyboard.press('Tab')
    await expectFocusInSight(page)
  }
  throw new Error(`Tab never reached ${String(target)}`)
}

/** What has the focus is at least partly in sight: no bar, notice or tour lies over all of it (WCAG 2.4.11). */
async function expectFocusInSight(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(whatHidesTheFocus), 'what has the focus is in sight').toBeNull()
}

/** Runs in the page. */
function whatHidesTheFocus(): string | null {
  const focused = document.activeElement
  if (focused === null || focused === document.body) return null
  const { left, top, width, height } = focused.getBoundingClientRect()
  const nameOf = (element: Element | null): string => `${element?.localName ?? 'nothing'}.${element?.getAttribute('class') ?? ''}`
  const inTheWay = new Set<string>()
  for (const across of [0.1, 0.5, 0.9]) {
    for (const down of [0.1, 0.5, 0.9]) {
      const hit = document.elementFromPoint(left + width * across, top + height * down)
      if (hit !== null && (focused.contains(hit) || hit.contains(focused) || hit.closest('label')?.control === focused)) return null
      inTheWay.add(nameOf(hit))
    }
  }
  return `${nameOf(focused)} at ${Math.round(left)},${Math.round(top)} is hidden by ${[...inTheWay].join(', ')}`
}
