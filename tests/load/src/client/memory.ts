import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { besideColleagues } from './colleagues.ts'
import type { Site } from './site.ts'

export interface Memory {
  readonly heapAtStartMb: number
  readonly heapAtEndMb: number
  readonly nodesAtStart: number
  readonly nodesAtEnd: number
  readonly grown: number
}

const warmUpMinutes = 0.5

/**
 * An hour of ten people who write one character a second each, which is a lively hour, in as many minutes as are given; whoever is measured
 * writes a little and goes through the page meanwhile. What is left after everything that can be freed was freed.
 */
export async function anHour(page: Page, { places }: Site, minutes: number): Promise<Memory> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const left = async (): Promise<{ heapMb: number; nodes: number }> => {
    // A second time, for what the first one only made ready to be freed.
    await devtools.send('HeapProfiler.collectGarbage')
    await pause(1_000)
    await devtools.send('HeapProfiler.collectGarbage')
    const { metrics } = await devtools.send('Performance.getMetrics')
    const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
    return { heapMb: value('JSHeapUsedSize') / 1e6, nodes: value('Nodes') }
  }
  const goThrough = async (): Promise<void> => {
    for (const part of [0.25, 0.5, 0.75, 1, 0])
      await page.evaluate((to) => {
        scrollTo(0, document.documentElement.scrollHeight * to)
      }, part)
  }
  const writeFor = async (time: number): Promise<void> =>
    await besideColleagues(places, 60 / minutes, async () => {
      const end = performance.now() + time * 60_000
      while (performance.now() < end) {
        await page.locator('[contenteditable="true"]').first().click()
        await page.keyboard.type('word ', { delay: 60 })
        await goThrough()
        await pause(1_000)
      }
    })
  // What is fetched and made once, whenever somebody begins to write, is not what an hour leaves behind.
  await writeFor(warmUpMinutes)
  const start = await left()
  await writeFor(minutes)
  const end = await left()
  return {
    heapAtStartMb: start.heapMb,
    heapAtEndMb: end.heapMb,
    nodesAtStart: start.nodes,
    nodesAtEnd: end.nodes,
    grown: end.heapMb / start.heapMb - 1,
  }
}
