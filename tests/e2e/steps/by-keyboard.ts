import { expect, type ElementHandle, type Locator, type Page } from '@playwright/test'

/** Presses Tab until the focus is there; every stop on the way must show where it is. */
export async function tabTo(page: Page, target: Locator, limit = 240): Promise<void> {
  let found = await find(target)
  for (let presses = 0; presses < limit; presses++) {
    let focus = await focusOf(found)
    // To look for it by name at every stop would take most of the time. Now and then something else has taken its place.
    if (focus === 'gone' || presses % lookAnewAfter === lookAnewAfter - 1) {
      found = await find(target)
      focus = await focusOf(found)
    }
    if (focus === 'here') return
    await page.keyboard.press('Tab')
    await expectFocusInSight(page)
  }
  throw new Error(`Tab never reached ${String(target)}`)
}

/** To a tool for the text: to the tools, which remember where one was, and along them. */
export async function toTool(page: Page, name: string | RegExp): Promise<void> {
  const tool = page.getByRole('toolbar').getByRole('button', { name })
  const isThere = () => tool.evaluate((element) => element === document.activeElement)
  await page.keyboard.press('Alt+F10')
  for (const key of ['ArrowLeft', 'ArrowRight']) {
    for (let times = 0; times < 20; times += 1) {
      if (await isThere()) return
      await page.keyboard.press(key)
    }
  }
  await expect(tool).toBeFocused()
}

const lookAnewAfter = 10

type Found = ElementHandle<HTMLElement | SVGElement> | null

/** A section that was left far behind is no editor any more: that must not be waited for. */
async function find(target: Locator): Promise<Found> {
  return await target.elementHandle({ timeout: 2_000 }).catch(() => null)
}

async function focusOf(found: Found): Promise<'here' | 'elsewhere' | 'gone'> {
  const asked = found?.evaluate((element) => (element === document.activeElement ? 'here' : element.isConnected ? 'elsewhere' : 'gone'))
  return (await asked?.catch(() => 'gone' as const)) ?? 'gone'
}

/** What has the focus is at least partly in sight: no bar, notice or tour lies over all of it (WCAG 2.4.11). */
async function expectFocusInSight(page: Page): Promise<void> {
  if ((await page.evaluate(whatHidesTheFocus)) === null) return
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
