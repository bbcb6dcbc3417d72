import { expect, type Page } from '@playwright/test'

/** What 1366×768 shows at 200 %. */
export const zoomed = { width: 683, height: 384 }
const narrowest = { width: 320, height: 640 }

/**
 * The page fits the narrowest screen we promise, and half of a small one: nothing scrolls sideways, a dialog that is taller than the
 * screen scrolls by itself, and there what stays in sight while one scrolls takes a third of the height at most.
 */
export async function expectToFit(page: Page, name: string): Promise<void> {
  for (const size of [narrowest, zoomed]) {
    await page.setViewportSize(size)
    // A page may put a list in the place of a table once it has seen how narrow it is: it is given that moment.
    await expect.poll(() => page.evaluate(whatDoesNotFit), `${name} at ${size.width}×${size.height}`).toEqual([])
  }
  await expect.poll(() => page.evaluate(barsInSight), `the bars of ${name} at 200 %`).toBeLessThanOrEqual(1 / 3)
}

/** Runs in the page, and in what lies over it. @returns what sticks out */
function whatDoesNotFit(): string[] {
  const nameOf = (element: Element): string => `${element.localName}.${element.getAttribute('class') ?? ''}`
  const dialogs = [...document.querySelectorAll('dialog[open]')]
  const menus = document.querySelectorAll('.menu-popover, .account-menu[open] > .disclosure-content')
  const tooWide = [document.documentElement, ...dialogs]
    .filter((scrolled) => scrolled.scrollWidth > scrolled.clientWidth)
    .flatMap((scrolled) => {
      const edge = scrolled.getBoundingClientRect().left + scrolled.clientLeft + scrolled.clientWidth
      const beyond = [...scrolled.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > edge + 0.5)
      return [scrolled, ...beyond].map((element) => `${nameOf(element)} is too wide`)
    })
  const cutOff = [...dialogs, ...menus].filter((over) => {
    const { top, bottom } = over.getBoundingClientRect()
    return (
      top < 0 || bottom > window.innerHeight || (over.scrollHeight > over.clientHeight && getComputedStyle(over).overflowY === 'visible')
    )
  })
  return [...tooWide, ...cutOff.map((over) => `${nameOf(over)} is cut off`)]
}

/**
 * Runs in the page. What has the focus may be as high as it likes, and so may what lies over the page until one has answered it.
 *
 * @returns how much of the height is taken by what stays in its place while one scrolls, from 0 to 1
 */
function barsInSight(): number {
  if (document.querySelector('dialog:modal, .menu-popover') !== null) return 0
  const before = window.scrollY
  window.scrollTo({ top: window.innerHeight, behavior: 'instant' })
  const bars = [...document.body.querySelectorAll('*')].filter(
    (element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position) && !element.contains(document.activeElement),
  )
  const heights = bars
    .filter((bar) => !bars.some((other) => other !== bar && other.contains(bar)) && bar.closest('.tour') === null)
    .map((bar) => bar.getBoundingClientRect())
    .filter(({ width }) => width > window.innerWidth / 2)
    .map(({ top, bottom }) => Math.max(0, Math.min(bottom, window.innerHeight) - Math.max(top, 0)))
  window.scrollTo({ top: before, behavior: 'instant' })
  return heights.reduce((sum, height) => sum + height, 0) / window.innerHeight
}
