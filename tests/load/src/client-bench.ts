// `pnpm bench client`: what a person at the keyboard feels on a page of 50,000 words, alone, beside ten others, going through it, on a slow
// line, and while it is shown who said what. Beside it in the same run, the same in one plain editor.
import { parseArgs } from 'node:util'
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { besideColleagues } from './client/colleagues.ts'
import { keystrokes } from './client/keystrokes.ts'
import { anHour } from './client/memory.ts'
import { scrollThrough, type Scrolling } from './client/scrolling.ts'
import { open, plainPage, studyPage, type Site } from './client/site.ts'
import { aQuietBrowser } from './quiet-browser.ts'
import { median, quantile } from './statistics.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    keys: { type: 'string', default: '150' },
    /** `voices`, `pages` (typing, scrolling, opening) or `memory`: nothing but that. */
    only: { type: 'string' },
    /** In which an hour of writing is played. */
    minutes: { type: 'string', default: '5' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    out: { type: 'string' },
  },
})
const runs = Array.from({ length: Number(values.runs) })
const keys = Number(values.keys)
const does = (part: string): boolean => values.only === undefined || values.only === part

const ours = await studyPage()
const sites = does('pages') || does('memory') ? [ours, await plainPage()] : [ours]
const browser = await aQuietBrowser(values.chromium)
const result: Record<string, Record<string, number>> = {}
try {
  if (does('pages')) for (const [name, numbers] of await measurePages()) result[name] = numbers
  if (does('voices')) result['voices'] = await measureVoices(ours)
  if (does('memory')) {
    for (const site of sites) {
      const { page } = await open(browser, site)
      result[`memory: ${site.name}`] = { ...(await anHour(page, site, Number(values.minutes))) }
      await page.context().close()
    }
  }
} finally {
  await browser.close()
  for (const site of sites) await site.stop()
}
console.log(result)
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(result, null, 2))

interface Samples {
  readonly alone: number[]
  readonly together: number[]
  readonly read: number[]
  readonly edit: number[]
  readonly slowRead: number[]
  readonly slowEdit: number[]
  readonly scrolling: Scrolling[]
}

/** In turn within each run, so that what else the machine does meets all of them. */
async function measurePages(): Promise<[name: string, numbers: Record<string, number>][]> {
  const samples = sites.map((): Samples => ({ alone: [], together: [], read: [], edit: [], slowRead: [], slowEdit: [], scrolling: [] }))
  for (const _ of runs) {
    for (const [place, site] of sites.entries()) {
      const of = samples[place]
      if (of === undefined) continue
      const { page, readMs, editMs } = await open(browser, site)
      of.read.push(readMs)
      of.edit.push(editMs)
      of.alone.push(...(await keystrokes(page, keys)))
      of.scrolling.push(await scrollThrough(page))
      of.together.push(...(await besideColleagues(site.places, 5, () => keystrokes(page, keys))))
      await page.context().close()
      const slow = await open(browser, site, true)
      of.slowRead.push(slow.readMs)
      of.slowEdit.push(slow.editMs)
      await slow.page.context().close()
    }
  }
  return sites.map((site, place) => [site.name, summary(samples[place])])
}

function summary(of: Samples | undefined): Record<string, number> {
  if (of === undefined) return {}
  return {
    keystrokeAloneP50Ms: quantile(of.alone, 0.5),
    keystrokeAloneP95Ms: quantile(of.alone, 0.95),
    keystrokeBesideTenP50Ms: quantile(of.together, 0.5),
    keystrokeBesideTenP95Ms: quantile(of.together, 0.95),
    scrollingFps: median(of.scrolling.map(({ framesPerSecond }) => framesPerSecond)),
    scrollingWorstSecondFps: median(of.scrolling.map(({ worstSecondFps }) => worstSecondFps)),
    scrollingP95FrameMs: median(of.scrolling.map(({ p95FrameMs }) => p95FrameMs)),
    openToReadMs: median(of.read),
    openToFirstEditableMs: median(of.edit),
    slowOpenToReadMs: median(of.slowRead),
    slowOpenToFirstEditableMs: median(of.slowEdit),
  }
}

/** What "Show who said what" adds to a keystroke. */
async function measureVoices(site: Site): Promise<Record<string, number>> {
  const hidden: number[] = []
  const shown: number[] = []
  for (const _ of runs) {
    const { page } = await open(browser, site)
    // In turn, because a page grows slower or faster by itself while it is used.
    for (const _ of [1, 2]) {
      await showVoices(page, false)
      hidden.push(...(await keystrokes(page, keys)))
      await showVoices(page, true)
      shown.push(...(await keystrokes(page, keys)))
    }
    await page.context().close()
  }
  return {
    voicesHiddenP50Ms: quantile(hidden, 0.5),
    voicesHiddenP95Ms: quantile(hidden, 0.95),
    voicesShownP50Ms: quantile(shown, 0.5),
    voicesShownP95Ms: quantile(shown, 0.95),
    voicesAddToP95Ms: quantile(shown, 0.95) - quantile(hidden, 0.95),
  }
}

/** "Show who said what", and waits until it is drawn. */
async function showVoices(page: Page, isWanted: boolean): Promise<void> {
  await page.getByLabel('Show who said what').setChecked(isWanted)
  await page.waitForFunction((wanted) => (document.querySelector('[contenteditable="true"] .said') !== null) === wanted, isWanted)
}
