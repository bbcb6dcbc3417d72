import type { Page } from '@playwright/test'
import { z } from 'zod'

/** When something was painted. */
const painted = z.object({
  /** From the beginning of the navigation, redirects included. */
  sinceStartMs: z.number(),
  /** UTC milliseconds. */
  at: z.number(),
})
const paints = z.object({ button: painted, title: painted, words: painted }).partial()
export type Paints = z.infer<typeof paints>

/**
 * Runs in the page before anything else: has the browser tell when the button of the invitation, the study's title and its first words
 * are painted. The words are brought into view as soon as they are there, as a thumb would.
 */
export function markPaints(): void {
  const seen: Record<string, { sinceStartMs: number; at: number }> = {}
  Object.assign(globalThis, { samskrivPaints: seen })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { identifier, renderTime } = entry as PerformanceEntry & { identifier: string; renderTime: number }
      seen[identifier] ??= { sinceStartMs: renderTime, at: performance.timeOrigin + renderTime }
    }
  }).observe({ type: 'element', buffered: true })
  const marked: Record<string, Element> = {}
  const mark = (name: string, selector: string): void => {
    const element = marked[name] === undefined ? document.querySelector(selector) : null
    if (element === null) return
    element.setAttribute('elementtiming', name)
    marked[name] = element
  }
  new MutationObserver(() => {
    mark('button', 'form button')
    mark('title', 'article h1')
    mark('words', '.section-body p:not(.section-empty)')
  }).observe(document, { childList: true, subtree: true })
  const bringIntoView = (): void => {
    if (seen['title'] !== undefined && seen['words'] === undefined) marked['words']?.scrollIntoView({ block: 'center' })
    if (seen['words'] === undefined) requestAnimationFrame(bringIntoView)
  }
  requestAnimationFrame(bringIntoView)
}

/** Waits until something has been painted. @returns all that has been by then */
export async function paintsUntil(page: Page, wanted: keyof Paints): Promise<Paints> {
  await page.waitForFunction((name) => Object.hasOwn(Reflect.get(globalThis, 'samskrivPaints') ?? {}, name), wanted)
  return paints.parse(await page.evaluate(() => Reflect.get(globalThis, 'samskrivPaints') as unknown))
}
