import type { Page } from '@playwright/test'

/** Of the time between two frames while the page went by. */
export interface Scrolling {
  readonly framesPerSecond: number
  /** Of the second with the fewest frames. */
  readonly worstSecondFps: number
  readonly p95FrameMs: number
}

/** From the top to the end at 3,000 pixels a second, which is a wheel that is turned fast. */
export async function scrollThrough(page: Page): Promise<Scrolling> {
  const frames = await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const scrolled = document.scrollingElement ?? document.documentElement
    scrolled.scrollTop = 0
    const times = [await frame()]
    const started = times[0] ?? 0
    while (scrolled.scrollTop + innerHeight < scrolled.scrollHeight - 2 && times.length < 20_000) {
      scrolled.scrollTop = ((times.at(-1) ?? started) - started) * 3
      times.push(await frame())
    }
    return times
  })
  const first = frames[0] ?? 0
  const lasted = ((frames.at(-1) ?? first) - first) / 1_000
  const between = frames.slice(1).map((time, i) => time - (frames[i] ?? first))
  const seconds = Array.from({ length: Math.floor(lasted) }, () => 0)
  for (const time of frames.slice(1)) {
    const second = Math.floor((time - first) / 1_000)
    if (seconds[second] !== undefined) seconds[second] += 1
  }
  return {
    framesPerSecond: between.length / lasted,
    worstSecondFps: Math.min(...seconds),
    p95FrameMs: between.toSorted((a, b) => a - b)[Math.floor(between.length * 0.95)] ?? Number.NaN,
  }
}
